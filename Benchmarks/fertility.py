#!/usr/bin/env python3
"""A fertility table beside the Python script that people write for it: `derlius bench` against tiktoken and sentencepiece.

Usage: fertility.py TEXTS VOCABULARY… [--every-word] [--rounds N] [--program PATH] [--json FILE]
  TEXTS       a folder with one file per language, a line is a text (FLORES dev)
  VOCABULARY  rank files (x.tiktoken, with encodings.json or x.json beside them) and SentencePiece models (x.model)
Needs: pip install tiktoken==0.14.0 sentencepiece==0.2.3, and the release build of the project (swift build -c release,
one folder up).

Tokenizers × languages × (fertility, bytes per token, characters per token, continued words with a space before the word).
Each round runs both in turn, each as a new process that loads, reads, counts and writes its table; intervals are not
drawn. Every number of the two tables is compared before a time is printed: counts must be the same, so ratios are equal
to the last bit but for the order of a division.
"""

import argparse
import base64
import collections
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
METRICS = ["fertility", "bytes_per_token", "chars_per_token", "pcw"]


def rank_encoding(path):
    import tiktoken

    stem = os.path.basename(path).removesuffix(".tiktoken")
    beside = path.removesuffix(".tiktoken") + ".json"
    if os.path.exists(beside):
        entry = json.load(open(beside, encoding="utf-8"))
    else:
        entry = json.load(open(os.path.join(os.path.dirname(path), "encodings.json"), encoding="utf-8"))[stem]
    ranks = {}
    with open(path, "rb") as lines:
        for line in lines:
            token, rank = line.split()
            ranks[base64.b64decode(token)] = int(rank)
    encoding = tiktoken.Encoding(stem, pat_str=entry["pat_str"], mergeable_ranks=ranks, special_tokens={})
    threads = os.cpu_count() or 1

    def count(texts):
        return [len(ids) for ids in encoding.encode_ordinary_batch(texts, num_threads=threads)]

    # A space before the word, as it has in text.
    return stem, count, lambda words: count([" " + word for word in words])


def sentencepiece_model(path):
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_file=path)

    def count(texts):
        return [len(ids) for ids in model.encode(texts)]

    # These models put the space there themselves.
    return os.path.basename(path).removesuffix(".model"), count, count


def table(folder, vocabularies, every_word):
    """The script: straightforward, with the libraries' batch calls; of words each distinct one once, or every one."""
    tokenizers = [
        sentencepiece_model(path) if path.endswith(".model") else rank_encoding(path) for path in vocabularies
    ]
    rows = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            lines = file.read().removesuffix("\n").split("\n")
        characters = sum(map(len, lines))
        size = sum(len(line.encode()) for line in lines)
        words = [word for line in lines for word in line.split()]
        total = len(words)
        times = None if every_word else collections.Counter(words)
        encoded = words if every_word else list(times)
        for tokenizer, count, count_words in tokenizers:
            tokens = sum(count(lines))
            continued = sum(
                1 if every_word else times[word]
                for word, pieces in zip(encoded, count_words(encoded))
                if pieces > 1
            )
            values = [tokens / total, size / tokens, characters / tokens, continued / total]
            for metric, value in zip(METRICS, values):
                rows[f"{tokenizer} {name.split('.')[0]} {metric}"] = value
    return rows


def run(command, path):
    """Seconds by the clock and of all processors that a new process takes, and its peak memory in MB."""
    with open(path, "w") as output, open(path + ".messages", "w+") as messages:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=messages)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        if status:
            messages.seek(0)
            raise SystemExit(messages.read())
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024}


def compare(ours, theirs):
    if set(ours) != set(theirs):
        raise SystemExit(f"the tables have other rows: no number\n{sorted(set(ours) ^ set(theirs))[:5]}")
    for key, value in theirs.items():
        if ours[key] is None or abs(ours[key] - value) > 1e-12 * abs(value):
            raise SystemExit(f"{key}: {ours[key]}, {value} by the script: no number")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("texts")
    parser.add_argument("vocabularies", nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--program", default=os.path.join(HERE, "../.build/release/derlius"))
    parser.add_argument("--every-word", action="store_true", help="the script encodes every word, not each distinct one")
    parser.add_argument("--script", action="store_true", help="only print the script's table")
    parser.add_argument("--json", help="a file for the samples")
    options = parser.parse_args()
    if options.script:
        json.dump(table(options.texts, options.vocabularies, options.every_word), sys.stdout)
        return

    samples = {"script": [], "derlius": []}
    with tempfile.TemporaryDirectory() as folder:
        result = os.path.join(folder, "report")
        output = os.path.join(folder, "output")
        script = [sys.executable, os.path.abspath(__file__), options.texts, *options.vocabularies, "--script"]
        script += ["--every-word"] if options.every_word else []
        program = [options.program, "bench", "--parallel", f"texts={options.texts}", "--metrics", ",".join(METRICS)]
        program += ["--resamples", "0", "--output", result]
        for path in options.vocabularies:
            program += ["-t", os.path.splitext(os.path.basename(path))[0] + "=" + path]
        for _ in range(options.rounds):
            samples["script"].append(run(script, output))
            theirs = json.load(open(output))
            samples["derlius"].append(run(program, output))
            rows = json.load(open(os.path.join(result, "result.json")))["rows"]
            ours = {
                f"{row['tokenizer']} {row['language']} {row['metric']}": row["value"]
                for row in rows
                if row["tokenizer"] not in ("bytes", "characters", "words")
            }
            compare(ours, theirs)
    print(f"{len(theirs)} numbers equal, {options.rounds} rounds, load average {os.getloadavg()[0]:.2f}")
    for who, runs in samples.items():
        wall, cpu, peak = (statistics.median(sample[key] for sample in runs) for key in ("wall", "cpu", "peak"))
        print(f"  {who:8}  {wall:7.2f} s  {cpu:7.2f} s of processors  {peak:6.0f} MB")
    for key, name in [("wall", "time"), ("cpu", "processor time")]:
        script, ours = (statistics.median(sample[key] for sample in samples[who]) for who in ("script", "derlius"))
        print(f"  {name}: {script / ours:.1f} x")
    if options.json:
        # Memory as bytes, as in train.py.
        runs = {who: [dict(run, peak=int(run["peak"] * 1024**2)) for run in each] for who, each in samples.items()}
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"numbers": len(theirs), "samples": runs}, file, indent=1)


if __name__ == "__main__":
    main()
