"""What the scripts that compare trainers on random corpora share: seeds one after the other, and a tally."""
import argparse
import os
import sys

import tokenizers


def run(check, seeds):
    """Calls `check(program, seed)`, which ends the run at a difference, for each seed, and prints how often it gave what.

    `seeds` is how many there are where the command line does not say.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--derlius", default=".build/debug/derlius")
    parser.add_argument("--seeds", nargs=2, type=int, default=[0, seeds])
    options = parser.parse_args()
    print("tokenizers", tokenizers.__version__)
    found = {}
    for seed in range(*options.seeds):
        result = check(os.path.abspath(options.derlius), seed)
        found[result] = found.get(result, 0) + 1
        if (seed + 1) % 100 == 0:
            print(seed + 1, found, file=sys.stderr, flush=True)
    print(found)
