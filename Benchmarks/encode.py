#!/usr/bin/env python3
"""Encoding against tiktoken, sentencepiece and tokenizers: one thread, interleaved, ids compared before a number is printed.

Usage: encode.py VOCABULARY TEXT [--lines] [--rounds N]
Needs: pip install tiktoken==0.14.0 sentencepiece==0.2.3 tokenizers==0.23.3, and the release build of this package
(swift build -c release, here). A round is one run of each; medians of processor time are printed. Derlius's first pass
starts with an empty cache in a new process, as tiktoken's does in its first call.
"""

import argparse
import base64
import hashlib
import json
import os
import statistics
import subprocess
import time
from array import array

HERE = os.path.dirname(os.path.abspath(__file__))


def tiktoken_encoder(path):
    import tiktoken

    side = json.load(open(os.path.join(os.path.dirname(path), "encodings.json")))
    stem = os.path.basename(path).removesuffix(".tiktoken")
    beside = path.removesuffix(".tiktoken") + ".json"
    entry = json.load(open(beside)) if os.path.exists(beside) else side[stem]

    def load():
        ranks = {}
        for line in open(path, "rb"):
            token, rank = line.split()
            ranks[base64.b64decode(token)] = int(rank)
        return tiktoken.Encoding(
            stem, pat_str=entry["pat_str"], mergeable_ranks=ranks, special_tokens={}
        )

    return load, lambda encoding, text: encoding.encode_ordinary(text)


def sentencepiece_encoder(path):
    import sentencepiece

    return (
        lambda: sentencepiece.SentencePieceProcessor(model_file=path),
        lambda model, text: model.encode(text),
    )


def tokenizers_encoder(path):
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    import tokenizers

    # Without offsets: the fastest of its ways.
    return (
        lambda: tokenizers.Tokenizer.from_file(path),
        lambda model, text: model.encode_batch_fast([text], add_special_tokens=False)[0].ids,
    )


def rival_round(load, encode, texts):
    start = time.process_time()
    model = load()
    loaded = time.process_time()
    ids = [encode(model, text) for text in texts]
    first = time.process_time()
    for text in texts:
        encode(model, text)
    warm = time.process_time()
    flat = array("I")
    for part in ids:
        flat.extend(part)
    return {
        "loadSeconds": loaded - start,
        "firstSeconds": first - loaded,
        "warmSeconds": warm - first,
        "idsSHA256": hashlib.sha256(flat.tobytes()).hexdigest(),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("vocabulary")
    parser.add_argument("text")
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()

    text = open(options.text, encoding="utf-8", newline="").read()
    texts = text.split("\n") if options.lines else [text]
    make = tiktoken_encoder
    if options.vocabulary.endswith(".model"):
        make = sentencepiece_encoder
    elif options.vocabulary.endswith(".json"):
        make = tokenizers_encoder
    load, encode = make(options.vocabulary)
    program = os.path.join(HERE, ".build/release/measure-encode")
    mode = "lines" if options.lines else "whole"

    ours, theirs = [], []
    for _ in range(options.rounds):
        output = subprocess.run(
            [program, options.vocabulary, options.text, mode], capture_output=True, check=True
        ).stdout
        ours.append(json.loads(output))
        theirs.append(rival_round(load, encode, texts))
        if ours[-1]["idsSHA256"] != theirs[-1]["idsSHA256"]:
            raise SystemExit("the ids differ: no number")

    size = len(text.encode()) / 1e6
    print(f"{os.path.basename(options.vocabulary)}, {os.path.basename(options.text)}, {mode}, {size:.2f} MB, "
          f"{options.rounds} rounds, load average {os.getloadavg()[0]:.2f}, ids equal")
    for key, name in [("loadSeconds", "load"), ("firstSeconds", "first pass"), ("warmSeconds", "warm")]:
        mine = statistics.median(run[key] for run in ours)
        rival = statistics.median(run[key] for run in theirs)
        if key == "loadSeconds":
            print(f"  {name:10}  derlius {mine * 1e3:8.1f} ms    rival {rival * 1e3:8.1f} ms    {rival / mine:5.1f} x")
        else:
            print(f"  {name:10}  derlius {size / mine:8.1f} MB/s  rival {size / rival:8.1f} MB/s  {rival / mine:5.1f} x")


main()
