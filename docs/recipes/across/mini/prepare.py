"""Rows, tokenizer and reversed pairs of the miniature of ACROSS.

    prepare.py DATA DEFAULT OUT

DATA is the folder of corpora, DEFAULT the folder that docs/recipes/default/prepare.sh filled. WMT's news tests have the lines of articles in
their order, but do not say where an article begins: a line without a stop before three lines with one is taken for a headline. These three, in
English or another language, are a document. The headline tells which of them is the key sentence, whose English is the summary. Articles are
split by their English headlines, so that none is in two parts in two languages. BBC's articles are more English for the teacher.
"""

import collections
import gzip
import hashlib
import json
import pathlib
import random
import re
import sys

import sentencepiece

# The most training documents of a language: two that have many, two that have some, and three held small on purpose.
MOST = {"de": 1200, "ru": 1200, "fr": 500, "zh": 500, "es": 60, "it": 60, "hi": 40}
SMALL = ("es", "it", "hi")
SENTENCES = 3
SEED = 1
VOCABULARY = 4000
NEWS = re.compile(r"newstest|news-test|newssyscomb")


def stopped(line):
    return line.rstrip("\"'”’)» ")[-1:] in tuple(".!?")


def is_headline(line):
    return not stopped(line) and 4 <= len(line.split()) <= 16


def articles(file):
    """Foreign and English lines of each article, the headline first."""
    sets = collections.defaultdict(list)
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 5 and NEWS.match(fields[0]):
                sets[fields[0], fields[1]].append((int(fields[2]), fields[3].strip(), fields[4].strip()))
    for lines in sets.values():
        lines.sort()
        for i, (number, _, english) in enumerate(lines):
            if not is_headline(english):
                continue
            found = [lines[i]]
            for line in lines[i + 1 : i + 1 + SENTENCES]:
                if line[0] != number + len(found) or not stopped(line[2]):
                    break
                found.append(line)
            if len(found) > SENTENCES:
                yield [f for _, f, _ in found], [e for _, _, e in found]


def part(article, scarce):
    """Where an English article goes, the same for all languages; most of the languages that have few are for the test."""
    number = int.from_bytes(hashlib.sha256(article.encode()).digest()[:4], "big") % 100
    test = 60 if scarce else 15
    return "test" if number < test else "validation" if number < test + 7 else "train"


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def key_sentence(headline, sentences):
    """The sentence with the greatest F of ROUGE-1 with the headline, the first of equals."""
    title = words(headline)

    def score(sentence):
        found = words(sentence)
        return 2 * (title & found).total() / (title.total() + found.total())

    return max(sentences, key=score)


def key(headline):
    return re.sub(r"\W+", " ", headline.lower()).strip()


def news(data):
    """Rows by language, "bbc" for BBC's, and part."""
    rows = collections.defaultdict(list)
    english = {}
    found = {
        language: {key(lines[0]): (foreign, lines) for foreign, lines in articles(data / f"parallel-opus-mt-testsets/{language}-en.tsv.gz")}
        for language in MOST
    }
    scarce = found["it"].keys() | found["hi"].keys()
    for language, most in MOST.items():
        for article, (foreign, lines) in found[language].items():
            where = part(article, article in scarce)
            if where == "train" and len(rows[language, where]) == most:
                continue
            rows[language, where].append(row(article, foreign[1:], lines, language))
            english.setdefault(article, (lines, where))
    for article, (lines, where) in english.items():
        rows["en", where].append(row(article, lines[1:], lines, "en"))
    with gzip.open(data / "en-bbc-news-summary/bbc.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            name = key(article["headline"])
            if name not in english:
                english[name] = None
                sentences = re.split(r"(?<=[.!?]) +", " ".join(article["body"].split()))[:SENTENCES]
                rows["bbc", part(name, False)].append(row(name, sentences, [article["headline"], *sentences], "en"))
    return rows


def headlines(data):
    """A second test: documents of later news tests and of TICO-19, whose summary is their English headline."""
    with gzip.open(data / "derived-news-docs/docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if document["lang"] in MOST:
                headline = document["headline_en"]
                text = " ".join(document["sentences"][:SENTENCES])
                yield {"document": key(headline), "text": text, "summary": headline, "language": document["lang"]}


def row(article, sentences, english, language):
    summary = key_sentence(english[0], english[1:])
    return {"document": article, "text": " ".join(sentences), "summary": summary, "language": language}


def copies(rows, count, least, most):
    """Words in any order, to be repeated: what a network learns copying by. Few words show it soon, for there is little to choose from."""
    random_words = random.Random(SEED)
    words = sorted({word for some in rows for word in some["text"].split()})
    for _ in range(count):
        text = " ".join(random_words.choices(words, k=random_words.randint(least, most)))
        yield {"text": text, "summary": text, "language": "en"}


def reversed_pairs(pairs, language):
    """Sentences of a language with their English as the source."""
    with open(pairs, encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            if pair["language"] == language:
                yield {"text": pair["summary"], "summary": pair["text"], "language": "en"}


def write(file, rows):
    with open(file, "w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)


def write_tokenizer(folder, rows):
    folder.mkdir(exist_ok=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([some["text"] for some in rows]),
        model_prefix=str(folder / "spiece"),
        vocab_size=VOCABULARY,
        model_type="unigram",
        character_coverage=0.9998,
        byte_fallback=True,
        split_digits=True,
        normalization_rule_name="nmt_nfkc",
        num_threads=2,
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1)


def main(data, default, out):
    out.mkdir(parents=True, exist_ok=True)
    rows = news(data)
    for (language, where), some in sorted(rows.items()):
        write(out / f"{language}-{where}.jsonl", some)
        print(language, where, len(some))
    english = rows["en", "train"] + rows["bbc", "train"]
    write(out / "headlines-test.jsonl", headlines(data))
    write_tokenizer(out / "tokenizer", english)
    write(out / "short-copies.jsonl", copies(english, 100_000, 1, 5))
    write(out / "long-copies.jsonl", copies(english, 8_000, 3, 16))
    for language in SMALL:
        write(out / f"reversed-{language}.jsonl", reversed_pairs(default / "data/pairs-train.jsonl", language))


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:]))
