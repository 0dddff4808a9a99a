#!/usr/bin/env python3
"""Training a Unigram model beside sentencepiece: interleaved, pieces compared before a number is printed.

Usage: train-unigram.py DERLIUS TEXT [--vocab-size N] [--rounds N] [--threads N] [--json FILE]
Needs: pip install sentencepiece==0.2.3, and the release build of Derlius. Both get --character_coverage=0.9995 and the
rule nmt_nfkc; sentencepiece runs in a Python process of its own with as many threads. A round is one run of each; medians are
printed of processor time, wall time and peak memory. Where less than 99 % of the pieces are shared, nothing is.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time

RIVAL = (
    "import sys, sentencepiece\n"
    "sentencepiece.SentencePieceTrainer.train(input=sys.argv[1], model_prefix=sys.argv[2], model_type='unigram',\n"
    "  vocab_size=int(sys.argv[3]), num_threads=int(sys.argv[4]), minloglevel=2)\n"
)


def run(command):
    """CPU seconds, wall seconds and peak memory in MB of a process."""
    start = time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return {
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": time.monotonic() - start,
        "peakMB": usage.ru_maxrss / 1024,
    }


def pieces(path):
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=path)
    return {processor.id_to_piece(i) for i in range(len(processor))}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("derlius")
    parser.add_argument("text")
    parser.add_argument("--vocab-size", type=int, default=32000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json")
    options = parser.parse_args()
    size, threads = str(options.vocab_size), str(options.threads)
    runs = {"derlius": [], "sentencepiece": []}
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = os.path.join(folder, "ours.model"), os.path.join(folder, "theirs")
        for _ in range(options.rounds):
            runs["derlius"].append(run(
                [options.derlius, "train", "unigram", "--like", "sentencepiece", "--vocab-size", size,
                 "--threads", threads, "--output", ours, options.text]))
            runs["sentencepiece"].append(run(
                [sys.executable, "-c", RIVAL, options.text, theirs, size, threads]))
        mine, rival = pieces(ours), pieces(theirs + ".model")
    shared = len(mine & rival) / len(rival)
    if shared < 0.99:
        sys.exit(f"only {shared:.2%} of the pieces are shared: no number")
    print(f"{os.path.basename(options.text)}, {os.path.getsize(options.text) / 1e6:.1f} MB, {size} pieces, {threads} threads, "
          f"{options.rounds} rounds, load average {os.getloadavg()[0]:.2f}, {shared:.2%} of the pieces shared")
    medians = {name: {key: statistics.median(r[key] for r in rounds) for key in rounds[0]} for name, rounds in runs.items()}
    for name, median in medians.items():
        print(f"  {name:14} CPU {median['cpu']:7.2f} s   wall {median['wall']:7.2f} s   peak {median['peakMB']:6.0f} MB")
    print(f"  CPU {medians['sentencepiece']['cpu'] / medians['derlius']['cpu']:.1f} x, memory "
          f"{medians['derlius']['peakMB'] / medians['sentencepiece']['peakMB']:.2f} of its")
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"shared": shared, "runs": runs}, file, indent=1)


main()
