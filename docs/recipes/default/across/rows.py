"""Rows for ACROSS's losses on the bundled model: rows.py LONG OUT

LONG is `long-train.jsonl`, glossed sentences and English put back into glosses. OUT gets `train.jsonl`, its rows with a `document` that rows of the same English
sentence share, and `english.jsonl`, these sentences as the teacher reads and repeats them.
"""

import hashlib
import json
import pathlib
import sys


def write(file, rows):
    with open(file, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main(long, out):
    out.mkdir(parents=True, exist_ok=True)
    rows, english = [], {}
    with open(long, encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            text, summary, language = row["text"], row["summary"], row["language"]
            if language == "en":  # put back: a row like others, not the teacher's
                rows.append({"text": text, "summary": summary, "language": "back", "document": f"back {number}"})
            else:
                key = hashlib.md5(summary.encode()).hexdigest()
                rows.append({"text": text, "summary": summary, "language": language, "document": key})
                english[key] = {"text": summary, "summary": summary, "language": "en", "document": key}
    write(out / "train.jsonl", rows)
    write(out / "english.jsonl", english.values())


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:]))
