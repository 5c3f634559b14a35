"""Sets on which the default model is judged.

    evaluate.py news DATA OUT
    evaluate.py test DATA OUT

DATA is the folder of corpora. The first is for choices: OUT gets news of WMT's test sets, without any sentence of the second's,
`sentences.jsonl` one by one, and `leads.jsonl`, runs of six sentences with the first two in English. The second is for what nothing is
chosen on: OUT gets `sentences.jsonl`, FLORES-200 devtest with its English side, and `documents.jsonl`, news with its English headline and
lead, and beside it `documents-english.jsonl`, the predictions of one who reads the English article: its first two sentences.
"""

import gzip
import json
import pathlib
import random
import sys

from prepare import FLORES, LANGUAGES, SEED, clean, held_out, normal, rows, write

NEWS_LANGUAGES = ["de", "es", "fr", "hi", "it", "ru", "zh"]  # those of ours that WMT has
NEWS_SENTENCES = 200
NEWS_LEADS = 100
RUN = 6


def stopped(sentences):
    """Sentences as one text; headlines get a stop."""
    kept = [clean(s) for s in sentences if s.strip()]
    return " ".join(s if s[-1] in ".!?。！？।؟…" else s + "." for s in kept)


def news_pairs(data, language, forbidden):
    """News sentences in the order of their sets, foreign and English."""
    for row in rows(data / f"parallel-opus-mt-testsets/{language}-en.tsv.gz"):
        foreign, english = clean(row[3]), clean(row[4])
        if row[0].startswith("news") and foreign and english and not {normal(foreign), normal(english)} & forbidden:
            yield foreign, english


def news(data, out):
    forbidden = held_out(data)
    random_numbers = random.Random(SEED)
    single, leads = [], []
    for language in NEWS_LANGUAGES:
        pairs = list(news_pairs(data, language, forbidden))
        for foreign, english in random_numbers.sample(pairs, NEWS_SENTENCES):
            single.append({"text": foreign, "summary": english, "language": language})
        for start in random_numbers.sample(range(0, len(pairs) - RUN, RUN), NEWS_LEADS):
            run = pairs[start : start + RUN]
            text = stopped(foreign for foreign, _ in run)
            leads.append({"text": text, "summary": stopped(english for _, english in run[:2]), "language": language})
    write(out / "sentences.jsonl", single)
    write(out / "leads.jsonl", leads)


def sentences(flores):
    english = (flores / "eng_Latn.devtest").read_text(encoding="utf-8").splitlines()
    for language in LANGUAGES:
        foreign = (flores / f"{FLORES[language]}.devtest").read_text(encoding="utf-8").splitlines()
        for source, target in zip(foreign, english):
            yield {"text": clean(source), "summary": clean(target), "language": language}


def documents(file):
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        news = [json.loads(line) for line in lines]
    for document in sorted(news, key=lambda d: d["lang"]):
        if document["lang"] in LANGUAGES:
            row = {
                "text": stopped([document["title"], *document["sentences"]]),
                "summary": stopped([document["headline_en"], document["lead_en"]]),
                "language": document["lang"],
            }
            yield row, stopped(document["sentences_en"][:2])


def test(data, out):
    write(out / "sentences.jsonl", sentences(data / "flores200-devtest"))
    articles = list(documents(data / "derived-news-docs/docs.jsonl.gz"))
    write(out / "documents.jsonl", (row for row, _ in articles))
    write(
        out / "documents-english.jsonl",
        (
            {"lang": row["language"], "prediction": english, "reference": row["summary"], "source": row["text"]}
            for row, english in articles
        ))


if __name__ == "__main__":
    of, *folders = sys.argv[1:]
    data, out = map(pathlib.Path, folders)
    out.mkdir(parents=True, exist_ok=True)
    {"news": news, "test": test}[of](data, out)
