#!/usr/bin/env python3
"""How training grows: time and peak memory by size of the text and of the vocabulary, in one Markdown table.

Usage: growth.py FOLDER [--megabytes N…] [--vocabularies N…] [--trainers bpe unigram] [--texts FILE…]
                 [--derlius PROGRAM] [--make-corpus PROGRAM] [--threads N] [--rounds N] [--json FILE]
Needs: the release builds of derlius and of make-corpus (swift build -c release, above and here).

Texts are FOLDER/N.txt, made by `make-corpus` where they are not there: N megabytes whose distinct words grow by
Heaps' law, the same bytes for the same N. `--texts` takes other files instead, such as text out of named packages.
Every run is a new process of the whole command, from reading to the written model: seconds of processor time (user
and system, all threads), seconds by the clock, and peak memory; medians of the rounds, which go through all runs in
turn. `train bpe` makes a byte-level rank file (cl100k's pattern), `train unigram` a SentencePiece model, with their
defaults. A vocabulary that a text cannot fill is a dash, with derlius' own words under the table; so is a rank
file that came out smaller than asked for.

A cell is `CPU s · MB`; with more than one thread `CPU s / clock s · MB`. The last column says how processor time
grew from the text before, over all vocabularies, as the exponent of the distinct pieces: 1 is linear in them.
"""

import argparse
import hashlib
import json
import math
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ENDINGS = {"bpe": ".tiktoken", "unigram": ".model"}


def measure(arguments):
    """What a process took. A new process counts the memory of the one it was split from: a small one starts it."""
    relay = [sys.executable, "-S", os.path.abspath(__file__), "--measure", *arguments]
    return json.loads(subprocess.run(relay, check=True, capture_output=True, text=True).stdout)


def measure_here(arguments):
    start = time.monotonic()
    null = os.open(os.devnull, os.O_WRONLY)
    read, write = os.pipe()
    pid = os.posix_spawn(arguments[0], arguments, os.environ, file_actions=[
        (os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, write, 2), (os.POSIX_SPAWN_CLOSE, read)])
    os.close(write)
    with os.fdopen(read, encoding="utf-8", errors="replace") as pipe:
        messages = pipe.read()
    _, status, usage = os.wait4(pid, 0)
    print(json.dumps({
        "status": os.waitstatus_to_exitcode(status), "messages": messages,
        "cpu": usage.ru_utime + usage.ru_stime, "wall": time.monotonic() - start,
        "peak": usage.ru_maxrss * 1024}))


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def record(trainer, model):
    """The training record beside a model."""
    path = model[: -len(".tiktoken")] + ".json" if trainer == "bpe" else model + ".json"
    with open(path, encoding="utf-8") as file:
        value = json.load(file)
    return value.get("training", value)


def made_texts(options):
    if options.texts:
        return options.texts
    paths = []
    for megabytes in options.megabytes:
        path = os.path.join(options.folder, f"{megabytes}.txt")
        if not os.path.exists(path):
            subprocess.run([options.make_corpus, path + ".new", str(megabytes)], check=True)
            os.rename(path + ".new", path)
        paths.append(path)
    return paths


def run(options, trainer, text, vocabulary):
    """One training; its measure, with the distinct pieces or with why there is no model."""
    model = os.path.join(options.folder, "growth" + ENDINGS[trainer])
    sample = measure([
        options.derlius, "train", trainer, "--vocab-size", str(vocabulary), "--threads", str(options.threads),
        "--format", "text", "--output", model, text])
    if sample["status"] != 0:
        return dict(sample, why=sample["messages"].strip().splitlines()[-1].removeprefix("derlius: "))
    about = record(trainer, model)
    sample["distinct"] = about["pieces"] if trainer == "bpe" else about["words"]
    reached = about.get("reached", vocabulary)
    if reached < vocabulary:
        sample["why"] = f"the text gives {reached} tokens of {vocabulary}"
    return sample


def cell(samples, threads):
    if any("why" in sample for sample in samples):
        return "–"
    middle = {key: statistics.median(sample[key] for sample in samples) for key in ("cpu", "wall", "peak")}
    clock = f" / {middle['wall']:.2f}" if threads > 1 else ""
    return f"{middle['cpu']:.2f}{clock} · {middle['peak'] / 1e6:.0f}"


def exponent(before, after):
    """How processor time grew with distinct pieces between two texts; None where either has no number."""
    if not before or not after or any("why" in sample for sample in before + after):
        return None
    pieces = after[0]["distinct"] / before[0]["distinct"]
    seconds = statistics.median(s["cpu"] for s in after) / statistics.median(s["cpu"] for s in before)
    return math.log(seconds) / math.log(pieces) if pieces > 1 else None


def main():
    if sys.argv[1:2] == ["--measure"]:
        return measure_here(sys.argv[2:])
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--megabytes", nargs="+", type=int, default=[10, 30, 100, 300])
    parser.add_argument("--vocabularies", nargs="+", type=int, default=[8000, 32000, 64000, 128000])
    parser.add_argument("--trainers", nargs="+", choices=ENDINGS, default=list(ENDINGS))
    parser.add_argument("--texts", nargs="+")
    parser.add_argument("--derlius", default=os.path.join(HERE, "../.build/release/derlius"))
    parser.add_argument("--make-corpus", default=os.path.join(HERE, ".build/release/make-corpus"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json")
    options = parser.parse_args()
    options.derlius = os.path.abspath(options.derlius)
    os.makedirs(options.folder, exist_ok=True)
    texts = made_texts(options)
    load = os.getloadavg()[0]
    samples = {}
    for _ in range(options.rounds):
        for text in texts:
            for trainer in options.trainers:
                for vocabulary in options.vocabularies:
                    key = (trainer, text, vocabulary)
                    earlier = samples.setdefault(key, [])
                    # What cannot be is tried once.
                    if not any("why" in sample for sample in earlier):
                        earlier.append(run(options, trainer, text, vocabulary))
    print(f"{options.threads} {'thread' if options.threads == 1 else 'threads'}, {options.rounds} "
          f"{'round' if options.rounds == 1 else 'rounds'}, load average {load:.2f} at the start and {os.getloadavg()[0]:.2f} at the end\n")
    heads = [f"{vocabulary:,}" for vocabulary in options.vocabularies]
    print("| trainer | text, MB | distinct pieces | " + " | ".join(heads) + " | growth |")
    print("| --- | --: | --: | " + " | ".join("--:" for _ in heads) + " | --: |")
    reasons = []
    for trainer in options.trainers:
        for index, text in enumerate(texts):
            rows = [samples[trainer, text, vocabulary] for vocabulary in options.vocabularies]
            distinct = next((s["distinct"] for row in rows for s in row if "distinct" in s), None)
            grown = [
                exponent(samples[trainer, texts[index - 1], vocabulary], row) if index else None
                for vocabulary, row in zip(options.vocabularies, rows)]
            known = [value for value in grown if value is not None]
            growth = f"{min(known):.2f}–{max(known):.2f}" if known else "–"
            print(f"| {trainer} | {os.path.getsize(text) / 1e6:.3g} | "
                  f"{'–' if distinct is None else format(distinct, ',')} | "
                  + " | ".join(cell(row, options.threads) for row in rows) + f" | {growth} |")
            for vocabulary, row in zip(options.vocabularies, rows):
                reasons += [f"{trainer}, {os.path.basename(text)}, {vocabulary:,}: {s['why']}" for s in row if "why" in s]
    print("\nTexts: " + "; ".join(f"{os.path.basename(text)} {sha256(text)}" for text in texts))
    for reason in reasons:
        print(f"\n– {reason}")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump([
                {"trainer": trainer, "text": os.path.basename(text), "vocabulary": vocabulary, "samples": runs}
                for (trainer, text, vocabulary), runs in samples.items()], file, indent=1)


main()
