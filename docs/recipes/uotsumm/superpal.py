"""SuperPAL's alignments of Multi-News as documents in sections.

    superpal.py IN.csv… OUT.jsonl

A topic is a document, each of its news articles a section of the sentences that the file has, in their order. A summary sentence belongs to the
article that most of its aligned spans are in, and to none where two have equally many.
"""

import collections
import csv
import json
import sys

topics = collections.defaultdict(list)
for name in sys.argv[1:-1]:
    with open(name, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            topics[row["topic"]].append(row)
with open(sys.argv[-1], "w", encoding="utf-8") as out:
    for topic, rows in topics.items():
        articles = sorted({row["documentFile"] for row in rows})
        sections = []
        for article in articles:
            sentences = {int(row["docSentCharIdx"]): row["docSentText"] for row in rows if row["documentFile"] == article}
            text = "\n".join(" ".join(sentences[at].split()) for at in sorted(sentences))
            sections.append({"heading": article, "text": text})
        spans = collections.defaultdict(collections.Counter)
        summary = {}
        for row in rows:
            at = int(row["scuSentCharIdx"])
            summary[at] = " ".join(row["scuSentence"].split())
            spans[at][articles.index(row["documentFile"])] += 1
        alignment = []
        for at in sorted(summary):
            most = spans[at].most_common(2)
            tie = len(most) == 2 and most[0][1] == most[1][1]
            alignment.append(-1 if tie else most[0][0])
        document = {"id": topic, "sections": sections, "summary": [summary[at] for at in sorted(summary)], "alignment": alignment}
        out.write(json.dumps(document, ensure_ascii=False) + "\n")
