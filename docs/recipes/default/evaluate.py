"""Test sets of the default model.

    evaluate.py DATA OUT

DATA is the folder of corpora. OUT gets `sentences.jsonl`, FLORES-200 devtest with its English side, and `documents.jsonl`, news with its
English headline and lead, and beside it `documents-english.jsonl`, the predictions of one who reads the English article: its first two
sentences.
"""

import gzip
import json
import pathlib
import sys

from prepare import FLORES, LANGUAGES, clean, write


def stopped(sentences):
    """Sentences as one text; headlines get a stop."""
    kept = [clean(s) for s in sentences if s.strip()]
    return " ".join(s if s[-1] in ".!?。！？।؟…" else s + "." for s in kept)


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


def main(data, out):
    out.mkdir(parents=True, exist_ok=True)
    write(out / "sentences.jsonl", sentences(data / "flores200-devtest"))
    news = list(documents(data / "derived-news-docs/docs.jsonl.gz"))
    write(out / "documents.jsonl", (row for row, _ in news))
    write(
        out / "documents-english.jsonl",
        (
            {"lang": row["language"], "prediction": english, "reference": row["summary"], "source": row["text"]}
            for row, english in news
        ))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
