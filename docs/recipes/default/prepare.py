"""Chooses the rows that the default model may be trained on; makes documents and a vocabulary of them.

    prepare.py pairs DATA OUT
    prepare.py english DATA OUT
    prepare.py documents OUT

The first writes `pairs-train.jsonl`, `pairs-dev.jsonl` and `report.json`, of the corpora in DATA whose licences allow to publish what is
trained on them (README.md, "Data"). The second reads `sentences-train.jsonl`, which are the pairs with glossed texts, and writes
`english-train.jsonl`, English sentences to be put back into glosses. The third reads `sentences-train.jsonl`, `sentences-dev.jsonl` and
`back-train.jsonl`, the glosses of that English, and writes `documents-train.jsonl`, `documents-dev.jsonl`, `noise-train.jsonl`, `long-train.jsonl`
and `tokenizer/spiece.model`. Needs Python 3.9 or later and sentencepiece.
"""

import collections
import gzip
import hashlib
import html
import json
import pathlib
import random
import re
import sys
import unicodedata

LANGUAGES = ["ar", "de", "es", "fr", "hi", "id", "it", "nl", "pt", "ru", "sw", "zh"]
FLORES = dict(
    ar="arb_Arab", de="deu_Latn", es="spa_Latn", fr="fra_Latn", hi="hin_Deva", id="ind_Latn", it="ita_Latn",
    nl="nld_Latn", pt="por_Latn", ru="rus_Cyrl", sw="swh_Latn", zh="zho_Hans")
TICO_DEV = {"PubMed_9", "Wikipedia_handpicked_3", "wiki_11"}
VOCABULARY = 8_000
NOISE = 100_000  # rows
DROPPED = 0.12  # share of words
MOVED = 2.5  # places
LONG_WORDS = 12
ENGLISH_WORDS = range(8, 41)
SENTENCE_CHARACTERS = 400
DEV_SHARE = 100  # one English sentence of so many is held out
UNSPACED = {"zh"}
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[“\"A-Z])")
SEED = 20261128


def rows(path, header=True):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        if header:
            next(lines)
        for line in lines:
            yield line.rstrip("\n").split("\t")


def normal(text):
    """What two sentences have in common that differ in case, punctuation and spaces only."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def clean(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", html.unescape(text))).strip()


def held_out(data):
    """Sentences of every set on which the model will be judged, in any language."""
    found = set()
    for path in (data / "flores200-devtest").glob("*.devtest"):
        found.update(normal(line) for line in path.read_text(encoding="utf-8").splitlines())
    with gzip.open(data / "derived-news-docs/docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            for key in ("sentences", "sentences_en"):
                found.update(normal(sentence) for sentence in document[key])
            found.update(normal(document[key]) for key in ("title", "headline_en", "lead_en"))
    return found


def sources(data, language):
    """(corpus, document or "", foreign, English) of one language; rows of a document follow each other."""
    for row in rows(data / f"parallel-opus-mt-testsets/{language}-en.tsv.gz"):
        if row[0].startswith("tatoeba"):
            yield "tatoeba", "", row[3], row[4]
    tico = data / f"tico19/{language}-en.tsv.gz"
    if tico.exists():
        for row in rows(tico):
            document = row[0].split(":")[0]
            if not document.startswith("Wikinews"):
                yield "tico19", document, row[2], row[3]
    if language == "sw":
        for number, row in enumerate(rows(data / "sw-en-mafand/train.sw-en.tsv.gz")):
            yield "globalvoices", f"gv-{number // 12}", row[0], row[1]
    if language == "hi":
        for part in ("dev", "devtest", "test"):
            for row in rows(data / f"indic-en-joshua/hi-en.{part}.tsv.gz"):
                for english in sorted(set(row[2:])):
                    yield "joshua", "", row[1], english


def usable(foreign, english, seen, forbidden, language):
    if not foreign or not english or max(len(foreign), len(english)) > SENTENCE_CHARACTERS:
        return "length"
    ratio = len(english) / len(foreign)
    lowest, highest = (1, 8) if language in UNSPACED else (0.4, 2.5)
    if len(english) > 20 and not lowest <= ratio <= highest:
        return "ratio"
    key = (normal(foreign), normal(english))
    if not key[0] or key[0] == key[1]:
        return "same"
    if key[0] in forbidden or key[1] in forbidden:
        return "held out"
    if key in seen:
        return "duplicate"
    seen.add(key)
    return ""


def is_dev(corpus, document, english):
    if corpus == "tico19":
        return document in TICO_DEV
    of = document or normal(english)
    return int(hashlib.sha256(of.encode()).hexdigest(), 16) % DEV_SHARE == 0


def documents(language, corpus, pairs, random_numbers):
    """Runs of 3 to 10 sentences, whose summary is the first two in English: a headline and a lead."""
    if corpus == "joshua":  # several English sides of one sentence
        return
    if corpus == "tatoeba":
        pairs = random_numbers.sample(pairs, len(pairs))
    start = 0
    while start + 3 <= len(pairs):
        count = random_numbers.randint(3, 10)
        run = pairs[start : start + count]
        document = run[0][0]
        run = [pair for pair in run if pair[0] == document]
        start += len(run)
        if len(run) >= 3:
            yield " ".join(pair[1] for pair in run), " ".join(pair[2] for pair in run[:2])


def write(path, rows):
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read(path):
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def choose_pairs(data, out):
    """Writes `pairs-train.jsonl` and `pairs-dev.jsonl`; the rows of a document follow each other."""
    forbidden = held_out(data)
    out.mkdir(parents=True, exist_ok=True)
    report = collections.defaultdict(collections.Counter)
    pairs = {"train": [], "dev": []}
    for language in LANGUAGES:
        seen = set()
        for corpus, document, foreign, english in sources(data, language):
            foreign, english = clean(foreign), clean(english)
            reason = usable(foreign, english, seen, forbidden, language)
            report[language][f"{corpus} {reason or 'taken'}"] += 1
            if not reason:
                split = "dev" if is_dev(corpus, document, english) else "train"
                pairs[split].append(
                    {"text": foreign, "summary": english, "language": language, "corpus": corpus, "part": document})
                report[language][split] += 1
    for split, rows_of_split in pairs.items():
        write(out / f"pairs-{split}.jsonl", rows_of_split)
    (out / "report.json").write_text(json.dumps(report, indent=2, ensure_ascii=False), encoding="utf-8")
    print(json.dumps(report, indent=1))


def make_documents(out):
    """Writes `documents-train.jsonl` and `documents-dev.jsonl` of the glossed pairs."""
    random_numbers = random.Random(SEED)
    for split in ("train", "dev"):
        groups = collections.defaultdict(list)
        for row in read(out / f"sentences-{split}.jsonl"):
            groups[row["language"], row["corpus"]].append((row["part"], row["text"], row["summary"]))
        write(
            out / f"documents-{split}.jsonl",
            [
                {"text": text, "summary": summary, "language": language}
                for (language, corpus), pairs in groups.items()
                for text, summary in documents(language, corpus, pairs, random_numbers)
            ])


def make_noise(out):
    """Writes `noise-train.jsonl`: English as a bad gloss would have it, words dropped and moved, beside the English."""
    random_numbers = random.Random(SEED)
    rows_of_training = read(out / "sentences-train.jsonl")
    random_numbers.shuffle(rows_of_training)
    noise = []
    for row in rows_of_training:
        kept = [word for word in row["summary"].split() if random_numbers.random() >= DROPPED]
        places = [place + random_numbers.uniform(0, MOVED) for place in range(len(kept))]
        text = " ".join(word for _, word in sorted(zip(places, kept)))
        if len(kept) >= 3:
            noise.append({"text": text, "summary": row["summary"], "language": "en"})
    write(out / "noise-train.jsonl", noise[:NOISE])


def choose_english(data, out):
    """Writes `english-train.jsonl`: English that has no gloss, or may have others; that of Korean corpora twice, since there is so little news."""
    forbidden = held_out(data)
    news = [
        row[1]
        for part in ("news-dev", "news-test", "jhe-dev", "jhe-eval")
        for row in rows(data / f"ko-en-news/{part}.ko-en.tsv")
    ]
    stories = []
    for part in ("train", "dev", "test"):
        with gzip.open(data / f"long-squality/{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                stories += SENTENCE_END.split(clean(json.loads(line)["document"]))
    own = [row["summary"] for row in read(out / "sentences-train.jsonl")]
    english = []
    for part, sentences in (("news", news), ("stories", stories), ("pairs", own)):
        kept = [
            sentence
            for sentence in dict.fromkeys(map(clean, sentences))
            if len(sentence.split()) in ENGLISH_WORDS and normal(sentence) not in forbidden
        ]
        english += [{"summary": sentence, "part": part} for sentence in kept] * (2 if part == "news" else 1)
        print(part, len(kept))
    write(out / "english-train.jsonl", english)


def choose_long(out):
    """Writes `long-train.jsonl`: glosses whose English is as long as a sentence of news, and all back-glosses."""
    long = [row for row in read(out / "sentences-train.jsonl") if len(row["summary"].split()) >= LONG_WORDS]
    write(out / "long-train.jsonl", long + read(out / "back-train.jsonl"))


def train_vocabulary(out):
    import sentencepiece

    rows_of_training = read(out / "sentences-train.jsonl")
    texts = sorted({text for row in rows_of_training for text in (row["text"], row["summary"])})
    random.Random(SEED).shuffle(texts)
    (out / "tokenizer").mkdir(exist_ok=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(out / "tokenizer/spiece"),
        vocab_size=VOCABULARY,
        model_type="unigram",
        character_coverage=0.9998,
        byte_fallback=True,
        split_digits=True,
        normalization_rule_name="nmt_nfkc",
        max_sentence_length=8192,
        input_sentence_size=200_000,
        num_threads=2,
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1)


if __name__ == "__main__":
    step, *folders = sys.argv[1:]
    folders = [pathlib.Path(folder) for folder in folders]
    if step == "pairs":
        choose_pairs(*folders)
    elif step == "english":
        choose_english(*folders)
    else:
        make_documents(*folders)
        make_noise(*folders)
        choose_long(*folders)
        train_vocabulary(*folders)
