"""Derlius against the real libraries: tiktoken, sentencepiece and tokenizers, on the same texts.

Usage: python3 scripts/conformance --derlius PATH [--data FOLDER] [--models FOLDER] [--cases N] [--seed N]
         [--lines N] [--run N] [--limit SECONDS] [--scalars] [--only NAME]... [--without NAME]...
         [--report FILE]

FOLDER of --data holds vocab/ and text/ (../shared/data); that of --models is what make-models-in-print.py
writes. The tests' fixtures are always among the vocabularies. Compared are
  - ids of all lines of FOLDER/text, the NFD and NFC forms of every 20th, and --cases generated strings;
  - the same with special tokens parsed, for the generated ones (tiktoken);
  - what ids decode to, for the generated ones and every 10th line, and offsets for every 4th of these
    (tokenizers);
  - with --scalars ids of texts that have every scalar of Unicode between letters, digits and spaces;
  - ids of runs of --run scalars; a library gets --limit seconds for each.
Inputs on which the library itself fails are listed apart. Exit code 1 when something differs.
Needs: tiktoken==0.14.0 sentencepiece==0.2.3 tokenizers==0.23.3; what is missing is skipped by name.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from importlib import metadata

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("RUST_BACKTRACE", "0")
HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = ["ids", "each scalar", "specials", "decode", "offsets", "long runs"]

from checks import Checker, Refusal  # noqa: E402
from subjects import subjects  # noqa: E402
from texts import every_scalar, generated, long_runs, text_lines  # noqa: E402


def version(library):
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None


def check(subject, options, lines, runs, scratch):
    """The checker of one vocabulary, after all checks."""
    theirs = subject.load()
    cases = list(generated(options.cases, options.seed, theirs.tokens, theirs.added))
    checker = Checker(options.derlius, subject, theirs, scratch)
    some = cases + lines[::10]
    checker.decoded(checker.ids(some))
    checker.ids([line for index, line in enumerate(lines) if index % 10])
    if options.scalars:
        checker.ids(list(every_scalar()), "each scalar")
    checker.parsed(some)
    checker.offsets(some[::4])
    checker.runs(runs, options.limit)
    return checker


def row(subject, checker, seconds):
    cells = []
    for what in COLUMNS:
        total, differ, fail = checker.counts.get(what, (0, 0, 0))
        cell = f"{differ} of {total:,}" if total else "–"
        if what == "offsets" and checker.wider:
            cell += f"; {checker.wider:,} wider"
        cells.append(cell + (f"; library fails on {fail}" if fail else ""))
    return f"| {subject.name} | {subject.library} | {' | '.join(cells)} | {seconds:.0f} |"


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("Usage: "))
    parser.add_argument("--derlius", required=True)
    parser.add_argument("--data", default="")
    parser.add_argument("--models", default="")
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", type=int, default=0)
    parser.add_argument("--run", type=int, default=1_000_000)
    parser.add_argument("--scalars", action="store_true")
    parser.add_argument("--limit", type=float, default=20)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--report")
    options = parser.parse_args()

    lines = list(text_lines(options.data, options.lines)) if options.data else []
    runs = list(long_runs(options.run))
    versions = {name: version(name) for name in ["tiktoken", "sentencepiece", "tokenizers"]}
    said = ", ".join(f"{name} {number or 'is not installed'}" for name, number in versions.items())
    report = [
        f"{time.strftime('%Y-%m-%d', time.gmtime())}, seed {options.seed}: {len(lines):,} lines of text, {options.cases:,} "
        f"generated strings for each vocabulary, {len(runs)} runs of {options.run:,} scalars.",
        f"{said}, Python {platform.python_version()}.", "",
        "| vocabulary | library | ids | each scalar | specials parsed | decode | offsets | long runs | s |",
        "|---|---|---|---|---|---|---|---|--:|",
    ]
    print("\n".join(report), flush=True)
    notes, wrong = [], 0
    fixtures = os.path.join(HERE, "../../Tests/Fixtures")
    with tempfile.TemporaryDirectory() as scratch:
        for subject in subjects(options.data, fixtures, options.models, scratch):
            if options.only and not any(
                part in subject.name or part == subject.library for part in options.only):
                continue
            if any(part in subject.name for part in options.without):
                continue
            if versions[subject.library] is None:
                line = f"| {subject.name} | {subject.library} | skipped: not installed | | | | | | |"
            else:
                start = time.monotonic()
                try:
                    checker = check(subject, options, lines, runs, scratch)
                    line = row(subject, checker, time.monotonic() - start)
                    notes += [f"- {subject.name}: {note}" for note in checker.notes]
                    wrong += sum(count[1] for count in checker.counts.values())
                    print("\n".join(checker.notes), flush=True) if checker.notes else None
                except Refusal as refusal:
                    line = f"| {subject.name} | {subject.library} | refused: {refusal} | | | | | | |"
                    wrong += 1
            report.append(line)
            print(line, flush=True)
    report += ["", f"{wrong} differences.", *([""] + notes if notes else [])]
    print(f"{wrong} differences")
    if options.report:
        os.makedirs(os.path.dirname(options.report) or ".", exist_ok=True)
        with open(options.report, "w", encoding="utf-8") as file:
            file.write("\n".join(report) + "\n")
    sys.exit(1 if wrong else 0)


main()
