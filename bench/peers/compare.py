"""Compares Précis with its peers on checkpoints of random weights; see README.md beside this file."""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def python(*arguments):
    line = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout
    return json.loads(line.strip().splitlines()[-1]) if line.strip() else None


def peer(name, kind):
    def run(options, checkpoint):
        found = python(f"{HERE}/peer.py", name, checkpoint, "--type", kind, *shared(options), "--runs", str(options.runs))
        return dict(found, times=[dict(step=t["step"], whole=t["whole"], cpuStep=t["cpuStep"], cpuWhole=t["cpuWhole"]) for t in found["times"]])
    return run


def shared(options):
    return [text for name in ("threads", "source", "sources", "beams", "tokens") for text in (f"--{name}", str(getattr(options, name)))]


def precis(precision, *more):
    def run(options, checkpoint):
        printed = subprocess.run(
            [f"{ROOT}/bench/step.sh", "--checkpoint", checkpoint, "--precision", precision, *more, *shared(options),
             "--runs", str(options.runs), "--each"], check=True, capture_output=True, text=True).stdout
        times = []
        for encode, step, cpu_encode, cpu_step in re.findall(r"^run\s+(\S+) (\S+) (\S+) (\S+)$", printed, re.M):
            tokens = options.tokens
            times.append(dict(step=float(step), whole=float(encode) + tokens * float(step), cpuStep=float(cpu_step),
                              cpuWhole=float(cpu_encode) + tokens * float(cpu_step)))
        return dict(times=times, peak=int(re.findall(r"peak (\d+) kB", printed)[-1]) // 1024)
    return run


ENGINES = {
    "Hugging Face fp32": peer("hugging_face", "float32"),
    "CTranslate2 fp32": peer("ctranslate2", "float32"),
    "CTranslate2 int8": peer("ctranslate2", "int8"),
    "Précis reference": precis("reference"),
    "Précis fp32": precis("fp32"),
    "Précis fp16": precis("fp16", "--tables-in-file"),
    "Précis int8": precis("int8", "--tables-in-file"),
    "Précis fp16, 30,000 outputs": precis("fp16", "--tables-in-file", "--outputs", "30000"),
    "Précis int8, 30,000 outputs": precis("int8", "--tables-in-file", "--outputs", "30000"),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--directory", default="target/bench/peers")
    parser.add_argument("--models", nargs="+", default=["t5-small", "mt5-small", "bart-base", "marian-base"])
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), help="names, or parts of names")
    for name, value in dict(threads=2, source=512, sources=1, beams=5, tokens=64, runs=3, repeats=3).items():
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    subprocess.run([sys.executable, f"{HERE}/checkpoints.py", options.directory, *options.models], check=True)
    engines = [name for name in ENGINES if any(part in name for part in options.engines)]
    for model in options.models:
        checkpoint = os.path.abspath(os.path.join(options.directory, model))
        for kind in ("float32", "int8"):
            python(f"{HERE}/peer.py", "ctranslate2", checkpoint, "--type", kind, "--convert-only")
        results = {name: [] for name in engines}
        for _ in range(options.repeats):
            for name in engines:  # one after another, so that a busy minute hits all
                results[name].append(ENGINES[name](options, checkpoint))
        report(model, results, options)


def report(model, results, options):
    load = os.getloadavg()
    print(f"\n{model}: {options.sources} x {options.source} tokens, {options.beams} beams, {options.tokens} new tokens, "
          f"{options.threads} threads, {options.repeats} x {options.runs} runs, load {load[0]:.1f}")
    print("least (median); processor time counts all threads\n")
    print("| engine | ms/step | processor ms/step | summaries/s | processor s/summary | peak MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    best = {}
    for name, runs in results.items():
        times = [time for run in runs for time in run["times"]]
        column = {key: [time[key] for time in times] for key in times[0]}
        low, middle = ({key: f(values) for key, values in column.items()} for f in (min, statistics.median))
        peak = min(run["peak"] for run in runs)
        best[name] = dict(low, peak=peak)
        print(f"| {name} | {low['step']:.2f} ({middle['step']:.2f}) | {low['cpuStep']:.2f} ({middle['cpuStep']:.2f}) | "
              f"{options.sources * 1000 / low['whole']:.2f} ({options.sources * 1000 / middle['whole']:.2f}) | "
              f"{low['cpuWhole'] / 1000 / options.sources:.2f} ({middle['cpuWhole'] / 1000 / options.sources:.2f}) | {peak} |")
    peers = [name for name in best if not name.startswith("Précis")]
    print("\n| times faster a summary (processor time; share of memory) | " + " | ".join(peers) + " |")
    print("| --- |" + " --- |" * len(peers))
    for name in best:
        if name.startswith("Précis"):
            print(f"| {name} | " + " | ".join(
                f"{best[p]['whole'] / best[name]['whole']:.2f} ({best[p]['cpuWhole'] / best[name]['cpuWhole']:.2f}; "
                f"{best[name]['peak'] / best[p]['peak']:.2f})" for p in peers) + " |", flush=True)


main()
