#!/usr/bin/env python3
"""Trains the same 20 times and more, each time otherwise: the files must be the same bytes.

    scripts/check-repeats.py [--runs 20] [--derlius .build/release/derlius] [--seed 1]

Runs differ in threads (1 to 8), the order of the input files, how the text is cut into files, and
--max-memory. Like sentencepiece, Unigram looks at the end of the last file, which stays the last.
"""

import argparse
import importlib.util
import os
import random
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SPEC = importlib.util.spec_from_file_location("resume", os.path.join(HERE, "check-resume.py"))
RESUME = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(RESUME)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--derlius", default=".build/release/derlius")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    derlius = os.path.abspath(options.derlius)
    chance = random.Random(options.seed)
    folder = tempfile.mkdtemp(prefix="derlius-repeats-")
    os.chdir(folder)
    lines = list(RESUME.text(chance, 12000))
    kinds = {name: kind for name, kind in RESUME.KINDS.items() if "sample" not in name}
    wrong = 0
    for name, kind in kinds.items():
        wanted = None
        for number in range(options.runs):
            inputs = []
            start = 0
            while start < len(lines):
                end = start + chance.randint(1, 8000)
                inputs.append(f"part-{len(inputs)}.txt")
                with open(inputs[-1], "w") as file:
                    file.writelines(lines[start:end])
                start = end
            last = inputs.pop()
            chance.shuffle(inputs)
            inputs.insert(len(inputs) if "like" in name else chance.randint(0, len(inputs)), last)
            more = ["--threads", str(chance.randint(1, 8))] + chance.choice([[], ["--max-memory", "300M"]])
            if kind[0] == "parity-bpe":
                kind = kind[:3]
                inputs = [f"--corpus=lt={path}" for path in inputs]
            subprocess.run(
                [derlius, "train", *kind, "--output", name, *inputs, *more], check=True, capture_output=True
            )
            # The record names the inputs, which differ.
            content = open(name, "rb").read()
            wanted = wanted or content
            if content != wanted:
                print(f"{name}: run {number} of seed {options.seed} wrote other bytes: {' '.join(inputs + more)}")
                wrong += 1
    shutil.rmtree(folder)
    print(f"{options.runs} runs each of {', '.join(kinds)}: {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
