"""The command line: python -m bench, in the folder Benchmarks; `make bench` prepares all it needs."""

import argparse
import fnmatch
import os
import sys

from . import places
from .run import run
from .workloads import workloads

HELP = """
Measures Derlius beside the real libraries: the same text, in turn in the same run, ids compared before a number is
printed. Writes a table (Markdown) and raw samples (JSON), after each workload anew.

examples:
  make bench                                      everything; hours on two processors
  make bench BENCH="--quick"                      an eighth of the text, 1 round: does it all work?
  make bench BENCH="--only encode/cl100k_base"    what begins so
  make bench BENCH="--only '*/law/lines*' --rounds 9"
  make bench BENCH="--only encode/llama2 --rivals sentencepiece gigatoken"
  make bench BENCH="--list"                       the names
"""


def parser():
    found = argparse.ArgumentParser(
        prog="bench", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter)
    found.add_argument("--only", metavar="NAME", action="append", default=[],
                       help="workloads whose names begin so or match this pattern; repeat for more")
    found.add_argument("--rivals", metavar="NAME", nargs="+", help="only these libraries beside Derlius (default: all)")
    found.add_argument("--rounds", metavar="N", type=positive,
                       help="rounds of each workload (default: 5; with --quick 1)")
    found.add_argument("--quick", action="store_true", help="texts of an eighth of the size: a trial, no figures")
    found.add_argument("--list", action="store_true", help="print the workloads and end")
    found.add_argument("--data", metavar="FOLDER", default=places.DATA,
                       help="shared data with text/ and vocab/ (default: ../shared/data beside the repository)")
    found.add_argument("--derlius", metavar="PROGRAM", default=places.DERLIUS, help="default: .build/release/derlius")
    found.add_argument("--output", metavar="FILE", default=os.path.join(places.BUILD, "bench.md"),
                       help="the table (default: build/bench/bench.md)")
    found.add_argument("--json", metavar="FILE", default=os.path.join(places.BUILD, "bench.json"),
                       help="raw samples (default: build/bench/bench.json)")
    return found


def positive(text):
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of rounds: give 1 or more")
    return int(text)


def choose(names, known):
    chosen = []
    for name in names:
        found = [one for one in known if one.name.startswith(name) or fnmatch.fnmatch(one.name, name)]
        if not found:
            raise SystemExit(f"bench: no workload begins with or matches {name}; --list prints their names")
        chosen += [one for one in found if one not in chosen]
    return [one for one in known if one in chosen] if names else known


def main():
    options = parser().parse_args()
    known = workloads()
    chosen = choose(options.only, known)
    if options.list:
        for one in chosen:
            print(f"{one.name:44} {', '.join(one.rivals)}")
        return 0
    names = {name.split(",")[0] for one in known for name in one.rivals}
    for name in options.rivals or ():
        if name not in names:
            raise SystemExit(f"bench: {name} is no rival; they are {', '.join(sorted(names))}")
    options.rounds = options.rounds or (1 if options.quick else 5)
    options.derlius = os.path.abspath(options.derlius)
    for path in (options.output, options.json):
        folder = os.path.dirname(os.path.abspath(path))
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise SystemExit(f"bench: {folder}: {error.strerror}; give another file") from None
    if not os.path.isdir(options.data):
        print(f"bench: {options.data} is not there: texts and vocabularies that are not on this machine are skipped "
              "by name; --data FOLDER says where they are", file=sys.stderr)
    try:
        status = run(chosen, options)
    except KeyboardInterrupt:
        print(f"\nbench: stopped; what was measured is in {options.output}", file=sys.stderr)
        return 130
    print(f"{options.output}\n{options.json}")
    return status


if __name__ == "__main__":
    sys.exit(main())
