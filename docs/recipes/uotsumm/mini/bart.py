"""What a BART learns from: a tokenizer of byte pairs, and words to repeat.

    bart.py PAIRS OUT

PAIRS are JSON Lines with `text` and `summary`. OUT gets `tokenizer`, `short-copies.jsonl` and `long-copies.jsonl`.
"""

import json
import pathlib
import random
import sys

from tokenizers import ByteLevelBPETokenizer

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
PIECES = 4000


def main(pairs, out):
    with open(pairs, encoding="utf-8") as lines:
        texts = [row[side] for row in map(json.loads, lines) for side in ("text", "summary")]
    (out / "tokenizer").mkdir(parents=True, exist_ok=True)
    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(texts, vocab_size=PIECES, min_frequency=2, special_tokens=SPECIAL)
    tokenizer.save_model(str(out / "tokenizer"))
    words = sorted({word for text in texts for word in text.split()})
    choice = random.Random(1)
    for name, count, least, most in (("short", 100_000, 1, 5), ("long", 8_000, 3, 16)):
        with open(out / f"{name}-copies.jsonl", "w", encoding="utf-8") as rows:
            for _ in range(count):
                text = " ".join(choice.choices(words, k=choice.randint(least, most)))
                rows.write(json.dumps({"text": text, "summary": text}) + "\n")


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:]))
