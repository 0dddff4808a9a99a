#!/usr/bin/env python3
"""Reading, normalizing and counting a corpus, beside Python, wc and zcat: interleaved, counts compared before a number is printed.

Usage: corpus.py TEXT [--rounds N] [--json FILE]
Needs the release build of this package (swift build -c release, here). TEXT is UTF-8, a document a line; make-corpus writes some.
A round is one run of each, in processes of their own; medians are printed of processor time (of the whole process, start-up too), of
wall time where two threads are compared with one, and of peak memory.
"""

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))

PYTHON = {
    "split": "print(sum(len(line.split()) for line in open(sys.argv[1], encoding='utf-8', newline='\\n')))",
    "nfc": "print(sum(len(unicodedata.normalize('NFC', line).split()) for line in open(sys.argv[1], encoding='utf-8', newline='\\n')))",
    "count": "c = collections.Counter()\n"
    "for line in open(sys.argv[1], encoding='utf-8', newline='\\n'): c.update(unicodedata.normalize('NFC', line).split())\n"
    "print(sum(c.values()), len(c))",
    "gzip": "print(sum(len(block) for block in iter(lambda f=gzip.open(sys.argv[1]): f.read(1 << 20), b'')))",
}


def run(command, environment=None):
    """CPU seconds, wall seconds, peak memory in MB and the output of a process."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read(200)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return {
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": wall,
        "peakMB": usage.ru_maxrss / 1024,
        "output": text.decode(errors="replace").strip(),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("text")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json")
    options = parser.parse_args()

    size = os.path.getsize(options.text)
    folder = tempfile.mkdtemp()
    packed = os.path.join(folder, "text.gz")
    with open(options.text, "rb") as source, gzip.open(packed, "wb", compresslevel=6) as target:
        shutil.copyfileobj(source, target, 1 << 20)

    ours = os.path.join(HERE, ".build/release/measure-corpus")
    imports = "import collections, gzip, sys, unicodedata\n"

    def python(name, path):
        return [sys.executable, "-c", imports + PYTHON[name], path]

    # Name, command, and what its output must agree with.
    jobs = [
        ("read + NFC + words", "derlius", [ours, options.text, "1", "words"], "words"),
        ("read + NFC + words", "derlius, 2 threads", [ours, options.text, "2", "words"], "words"),
        ("read + NFC + words", "Python normalize, split()", python("nfc", options.text), "words"),
        ("read + NFC + words", "Python split() alone", python("split", options.text), None),
        ("read + NFC + words", "wc -w", ["wc", "-w", options.text], None),
        ("UAX #29 words", "derlius", [ours, options.text, "1", "uax29"], None),
        ("UAX #29 words", "derlius, letters only", [ours, options.text, "1", "uax29-letters"], None),
        ("distinct words", "derlius", [ours, options.text, "1", "count"], "distinct"),
        ("distinct words", "derlius, 2 threads", [ours, options.text, "2", "count"], "distinct"),
        ("distinct words", "Python Counter", python("count", options.text), "distinct"),
        ("interned corpus", "derlius", [ours, options.text, "1", "intern"], "distinct"),
        ("interned corpus", "derlius, 2 threads", [ours, options.text, "2", "intern"], "distinct"),
        ("gzip, read", "derlius", [ours, packed, "1", "read"], None),
        ("gzip, read", "zcat", ["zcat", packed], None),
        ("gzip, read", "Python gzip", python("gzip", packed), None),
    ]
    environment = dict(os.environ, LC_ALL="C.UTF-8")
    loads = [os.getloadavg()[0]]
    samples = [[] for _ in jobs]
    for _ in range(options.rounds):
        agreed = {}
        for index, (_, who, command, check) in enumerate(jobs):
            result = run(command, environment)
            samples[index].append(result)
            if check is None:
                continue
            if who.startswith("derlius"):
                value = json.loads(result["output"])
                found = (value["words"], value["distinct"]) if check == "distinct" else value["words"]
            else:
                numbers = [int(word) for word in result["output"].split()]
                found = tuple(numbers) if check == "distinct" else numbers[0]
            if agreed.setdefault(check, found) != found:
                sys.exit(f"the counts differ: {agreed[check]} and {found} of {who}: no number")
    loads.append(os.getloadavg()[0])
    shutil.rmtree(folder)

    rows = []
    for (what, who, _, _), results in zip(jobs, samples):
        median = {key: statistics.median(r[key] for r in results) for key in ("cpu", "wall", "peakMB")}
        rows.append({"what": what, "who": who, **median, "samples": results})
    print(f"{os.path.basename(options.text)}, {size / 1e6:.0f} MB, medians of {options.rounds} rounds, "
          f"load average {loads[0]:.1f} to {loads[1]:.1f}, counts equal\n")
    print("| what | who | CPU s | MB/s of CPU | wall s | peak MB |")
    print("|---|---|--:|--:|--:|--:|")
    for row in rows:
        print(f"| {row['what']} | {row['who']} | {row['cpu']:.2f} | {size / 1e6 / row['cpu']:.0f} | "
              f"{row['wall']:.2f} | {row['peakMB']:.0f} |")
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"text": os.path.basename(options.text), "bytes": size, "loadAverage": loads, "rows": rows}, file, indent=1)


main()
