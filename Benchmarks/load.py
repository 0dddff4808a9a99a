#!/usr/bin/env python3
"""Load times and memory against the real libraries, interleaved, the ids of a sample compared first.

Usage: load.py VOCABULARY... --sample TEXT [--rounds N] [--json FILE]
Needs: pip install tiktoken==0.14.0 sentencepiece==0.2.3 tokenizers==0.23.3, and the release build of this
package (swift build -c release --product measure-load, here).

A vocabulary is a tokenizer.json (any .json), a SentencePiece .model, or a .tiktoken with its specification beside
it (x.json or encodings.json). A round is a new process of each, which loads once; processor time of the load alone,
without the start of the process. Derlius also takes the SHA-256 of the file in that time. Prints a table in
Markdown; --json keeps every sample.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def rival(path, sample):
    """Loads once, in this process: seconds, growth of the peak, hash of the sample's ids."""
    import base64
    import hashlib
    import resource
    import time
    from array import array

    side = None
    if path.endswith(".model"):
        import sentencepiece

        def load():
            return sentencepiece.SentencePieceProcessor(model_file=path).encode
    elif path.endswith(".json"):
        import tokenizers

        def load():
            tokenizer = tokenizers.Tokenizer.from_file(path)
            return lambda text: tokenizer.encode(text, add_special_tokens=False).ids
    else:
        import tiktoken

        beside = path.removesuffix(".tiktoken") + ".json"
        name = os.path.basename(path).removesuffix(".tiktoken")
        if os.path.exists(beside):
            side = json.load(open(beside))
        else:
            side = json.load(open(os.path.join(os.path.dirname(path), "encodings.json")))[name]

        def load():
            with open(path, "rb") as file:
                ranks = {base64.b64decode(token): int(rank) for token, rank in
                         (line.split() for line in file)}
            return tiktoken.Encoding(
                name, pat_str=side["pat_str"], mergeable_ranks=ranks, special_tokens={}).encode_ordinary

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    encode = load()
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    ids = array("I")
    for line in open(sample, encoding="utf-8", newline="").read().split("\n"):
        ids.extend(encode(line))
    print(json.dumps({"loadSeconds": [seconds], "peakBytes": peak * 1024,
                      "idsSHA256": hashlib.sha256(ids.tobytes()).hexdigest()}))


def library(path):
    return "sentencepiece" if path.endswith(".model") else "tokenizers" if path.endswith(".json") else "tiktoken"


def name(path):
    stem = os.path.basename(path)
    return os.path.basename(os.path.dirname(path)) + "/" + stem if stem == "tokenizer.json" else stem


def run(command):
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def main():
    if sys.argv[1:2] == ["--rival"]:
        return rival(sys.argv[2], sys.argv[3])
    parser = argparse.ArgumentParser()
    parser.add_argument("vocabularies", nargs="+")
    parser.add_argument("--sample", required=True)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json")
    options = parser.parse_args()
    program = os.path.join(HERE, ".build/release/measure-load")
    print(f"{options.rounds} rounds, load average {os.getloadavg()[0]:.2f} at the start\n")
    print("| vocabulary | tokens | Derlius ms | library ms | ratio | peak MB | library | kept MB | token MB |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    kept = []
    for path in options.vocabularies:
        ours, theirs = [], []
        for _ in range(options.rounds):
            ours.append(run([program, path, options.sample, "1"]))
            theirs.append(run([sys.executable, __file__, "--rival", path, options.sample]))
            if ours[-1]["idsSHA256"] != theirs[-1]["idsSHA256"]:
                raise SystemExit(f"{path}: the ids differ: no number")
        mine = statistics.median(run["loadSeconds"][0] for run in ours)
        other = statistics.median(run["loadSeconds"][0] for run in theirs)

        def megabytes(runs, key):
            return statistics.median(run[key] for run in runs) / 1e6

        print(f"| {name(path)} | {ours[0]['vocabularySize']:,} | {mine * 1e3:.1f} | {library(path)} {other * 1e3:.1f} | "
              f"{mine / other:.2f} | {megabytes(ours, 'peakBytes'):.1f} | {megabytes(theirs, 'peakBytes'):.1f} | "
              f"{megabytes(ours, 'keptBytes'):.1f} | {ours[0]['vocabularyBytes'] / 1e6:.2f} |", flush=True)
        kept.append({"vocabulary": name(path), "library": library(path), "derlius": ours, "rival": theirs})
    print(f"\nload average {os.getloadavg()[0]:.2f} at the end")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"loadAverage": os.getloadavg(), "vocabularies": kept}, file, indent=1)


main()
