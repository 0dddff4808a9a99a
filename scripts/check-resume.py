#!/usr/bin/env python3
"""Kills `derlius train` at random moments and lets it go on; the files must be those of a run in one go.

    scripts/check-resume.py [--rounds 50] [--derlius .build/release/derlius] [--seed 1]

Each round trains with --checkpoint, ends the process by SIGKILL (some by SIGINT) one to three times at
random moments, runs the same command to its end, and compares the model and its record byte by byte.
Rounds take BPE (.tiktoken, .model), Unigram and parity-aware BPE, with 1 to 4 threads, with and without --max-memory.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

KINDS = {
    "bpe.tiktoken": ["bpe", "--vocab-size", "1500"],
    "bpe.model": ["bpe", "--vocab-size", "1500", "--byte-fallback", "--normalization", "nmt_nfkc"],
    "like.model": ["bpe", "--vocab-size", "1500", "--like", "sentencepiece"],
    "unigram.model": ["unigram", "--vocab-size", "1500"],
    "uni-like.model": ["unigram", "--vocab-size", "1500", "--like", "sentencepiece"],
    "parity.json": ["parity-bpe", "--vocab-size", "1500", "--corpus", "lt=a.txt", "--corpus", "lt=c.txt",
                    "--corpus", "en=b.txt=2", "--dev", "lt=a.txt", "--dev", "en=c.txt"],
    "sample.model": ["unigram", "--vocab-size", "1000", "--input-sentence-size", "3000"],
}
SIDES = {"bpe.tiktoken": "bpe.json", "parity.json": "parity.training.json"}


def text(random_source, lines):
    """Lines of made-up words; few are frequent and many rare, as in a language."""
    parts = ["la", "ku", "mė", "ži", "ro", "nas", "tis", "ai", "us", "ą", "dė", "pra", "iš", "š", "ve"]
    words = ["".join(random_source.choices(parts, k=random_source.randint(1, 5))) for _ in range(6000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    for _ in range(lines):
        yield " ".join(random_source.choices(words, weights, k=random_source.randint(3, 14))) + ".\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--derlius", default=".build/release/derlius")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    derlius = os.path.abspath(options.derlius)
    chance = random.Random(options.seed)
    folder = tempfile.mkdtemp(prefix="derlius-resume-")
    os.chdir(folder)
    for name in ["a.txt", "b.txt", "c.txt"]:
        with open(name, "w") as file:
            file.writelines(text(chance, 20000))

    def command(name, *more):
        inputs = [] if name == "parity.json" else ["a.txt", "b.txt=2", "c.txt"]
        return [derlius, "train", *KINDS[name], "--output", name, *inputs, *more]

    wanted, seconds = {}, {}
    for name in KINDS:
        start = time.monotonic()
        subprocess.run(command(name), check=True, capture_output=True)
        seconds[name] = time.monotonic() - start
        files = [name, SIDES.get(name, name + ".json")]
        wanted[name] = {file: open(file, "rb").read() for file in files}
        for file in files:
            os.remove(file)

    kept = wrong = kills = 0
    for number in range(options.rounds):
        name = list(KINDS)[number % len(KINDS)]
        shutil.rmtree("ck", ignore_errors=True)
        went_on = False
        left = chance.randint(1, 3)
        while left > 0:
            more = ["--checkpoint", "ck", "--checkpoint-every", chance.choice(["50K", "200K", "1M"])]
            more += ["--threads", str(chance.randint(1, 4))] + chance.choice([[], ["--max-memory", "400M"]])
            start = time.monotonic()
            process = subprocess.Popen(command(name, *more), stderr=subprocess.PIPE)
            if chance.random() < 0.5:
                # Some rounds wait for a checkpoint: it is what comes behind it that must not be lost.
                while process.poll() is None and not os.path.exists("ck/checkpoint.json"):
                    time.sleep(0.001)
            try:
                process.wait(chance.random() * 0.8 * seconds[name])
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL if chance.random() < 0.8 else signal.SIGINT)
            _, messages = process.communicate()
            if process.returncode == 0:
                # Faster than thought: once more from the start.
                seconds[name] = min(seconds[name], time.monotonic() - start)
                shutil.rmtree("ck", ignore_errors=True)
                continue
            left -= 1
            kills += 1
            if process.returncode not in (-signal.SIGKILL, -signal.SIGINT, 130):
                print(f"round {number}: {name} ended with {process.returncode}: {messages.decode()}")
                wrong += 1
            went_on = went_on or os.path.exists("ck/checkpoint.json")
        more = ["--checkpoint", "ck", "--threads", str(chance.randint(1, 4))]
        last = subprocess.run(command(name, *more), capture_output=True)
        if last.returncode != 0:
            print(f"round {number}: {name} did not go on: {last.stderr.decode()}")
            wrong += 1
        kept += went_on
        for file, content in wanted[name].items():
            if not os.path.exists(file) or open(file, "rb").read() != content:
                print(f"round {number}: {file} is not what one run writes; seed {options.seed}")
                wrong += 1
            if os.path.exists(file):
                os.remove(file)
        left = [file for file in os.listdir(".") if file.endswith(".partial")]
        if os.path.exists("ck"):
            print(f"round {number}: the checkpoint is still there")
            wrong += 1
        for file in left:  # of the process that was killed; SIGKILL leaves no time to clean up
            os.remove(file)
    shutil.rmtree(folder)
    print(
        f"{options.rounds} rounds, {kills} kills, {kept} rounds went on from a checkpoint, "
        f"{wrong} wrong"
    )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
