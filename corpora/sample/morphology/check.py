#!/usr/bin/env python3
"""Check the Lithuanian morpheme lists in this directory and compare them with another list.

    python3 check.py                         check the format of both files
    python3 check.py LIST.tsv [--verbose]    also measure agreement with LIST.tsv

LIST.tsv is a tab-separated file with a header naming at least the columns
`wordform` and `segmentation` (the data of Rimkutė, Kazlauskienė, Raškinis 2011).
Standard library only.
"""
import argparse
import os
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
MORPHEMES = os.path.join(HERE, "lt-morphemes.tsv")
UNINFLECTED = os.path.join(HERE, "lt-uninflected.tsv")
LETTERS = set("aąbcčdeęėfghiįyjklmnoprsštuųūvzž")


def read(path, problems, single):
    """Rows of one of our files as a list of (form, segments); complaints go to `problems`."""
    name = os.path.basename(path)
    with open(path, "rb") as f:
        raw = f.read()

    def complain(line, text):
        problems.append(f"{name}:{line}: {text}")

    if raw.startswith(b"\xef\xbb\xbf"):
        complain(1, "byte order mark")
    if b"\r" in raw:
        complain(1, "carriage return")
    if not raw.endswith(b"\n"):
        complain(1, "no newline at the end of the file")
    lines = raw.decode("utf-8").split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    if not lines or lines[0] != "form\tsegments":
        complain(1, "header is not form<TAB>segments")
    rows, previous = [], None
    for number, line in enumerate(lines[1:], 2):
        fields = line.split("\t")
        if len(fields) != 2:
            complain(number, f"{len(fields)} fields instead of 2")
            continue
        form, segments = fields
        if unicodedata.normalize("NFC", line) != line:
            complain(number, f"{form}: not NFC")
        if not form or not set(form) <= LETTERS:
            complain(number, f"{form!r}: empty, or not of lower-case Lithuanian letters only")
        if segments.replace("-", "") != form or "" in segments.split("-"):
            complain(number, f"{form}: {segments} does not concatenate to the form")
        if single and segments != form:
            complain(number, f"{form}: more than one segment")
        key = form.encode("utf-8")
        if previous is not None and key <= previous:
            complain(number, f"{form}: out of order or repeated")
        previous = key
        rows.append((form, segments))
    return rows


def cuts(segments):
    """Positions of the cuts, counted in letters from the start of the form."""
    found, position = set(), 0
    for piece in segments.split("-")[:-1]:
        position += len(piece)
        found.add(position)
    return found


def read_reference(path):
    """(form -> set of segmentations, rows read, rows dropped) of the reference list."""
    analyses, total, dropped = {}, 0, 0
    with open(path, encoding="utf-8") as f:
        header = f.readline().rstrip("\n").split("\t")
        form_column, segment_column = header.index("wordform"), header.index("segmentation")
        for line in f:
            fields = line.rstrip("\n").split("\t")
            if not line.strip():
                continue
            total += 1
            if len(fields) <= max(form_column, segment_column):
                dropped += 1
                continue
            form = unicodedata.normalize("NFC", fields[form_column]).lower()
            segments = unicodedata.normalize("NFC", fields[segment_column]).lower()
            if not form or segments.replace("-", "") != form or "" in segments.split("-"):
                dropped += 1
                continue
            analyses.setdefault(form, set()).add(segments)
    return analyses, total, dropped


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "n/a"


def compare(rows, path, verbose):
    analyses, total, dropped = read_reference(path)
    print(f"reference: {total} rows, {dropped} dropped (segments do not concatenate), "
          f"{len(analyses)} forms kept")
    common = exact = hit = ours = theirs = 0
    disagreements = []
    for form, segments in rows:
        if form not in analyses:
            continue
        common += 1
        mine = cuts(segments)
        if segments in analyses[form]:
            exact += 1
            best = mine
        else:
            disagreements.append((form, segments, sorted(analyses[form])))
            # Of several analyses the one that shares most cuts (then the one with fewest cuts).
            best = max((cuts(s) for s in sorted(analyses[form])),
                       key=lambda c: (len(c & mine), -len(c)))
        hit += len(mine & best)
        ours += len(mine)
        theirs += len(best)
    precision = hit / ours if ours else 0.0
    recall = hit / theirs if theirs else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"forms in both: {common}")
    print(f"exact agreement: {exact} ({percent(exact, common)})")
    print(f"cuts: precision {100 * precision:.1f} %, recall {100 * recall:.1f} %, F1 {100 * f1:.1f} %")
    if verbose:
        print(f"disagreements: {len(disagreements)}")
        for form, segments, others in disagreements:
            print(f"{form}\tours {segments}\treference {' | '.join(others)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reference", nargs="?", help="list to compare with")
    parser.add_argument("--verbose", action="store_true", help="list the disagreements")
    arguments = parser.parse_args()

    problems = []
    morphemes = read(MORPHEMES, problems, single=False)
    uninflected = read(UNINFLECTED, problems, single=True)
    both = {form for form, _ in morphemes} & {form for form, _ in uninflected}
    for form in sorted(both):
        problems.append(f"{form}: in both files")
    print(f"lt-morphemes.tsv: {len(morphemes)} forms, "
          f"{sum(len(cuts(s)) for _, s in morphemes)} cuts")
    print(f"lt-uninflected.tsv: {len(uninflected)} forms")
    for problem in problems:
        print(problem, file=sys.stderr)
    print("format: " + ("ok" if not problems else f"{len(problems)} problems"))
    if arguments.reference:
        compare(morphemes, arguments.reference, arguments.verbose)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
