"""The run: each workload in turn; results are written after each, so that a run that is stopped leaves what it had."""

import json
import os
import sys

from . import commands, encoding, jobs, loading, machine, places, rivals, summary, tables
from .texts import Texts
from .vocabularies import Vocabularies

KINDS = {"encode": encoding.run, "count": encoding.run, "load": loading.run, "command": commands.run,
         "fertility": jobs.fertility, "train-bpe": jobs.train_bpe, "train-unigram": jobs.train_unigram}


class Context:
    """What workloads need to know."""

    def __init__(self, options):
        self.rounds, self.derlius, self.data, self.quick = options.rounds, options.derlius, options.data, options.quick
        self.rivals = options.rivals
        self.texts = Texts(options.data, options.quick)
        self.vocabularies = Vocabularies(options.data, options.derlius, self.texts)
        self.installed = machine.versions()
        self.notes, self.workload = [], None

    def chosen(self, names):
        """Rivals that were asked for and are installed."""
        known = [name for name in names if self.rivals is None or name.split(",")[0] in self.rivals]
        found = [name for name in known if name not in rivals.RIVALS or rivals.package(name) in self.installed]
        for name in set(known) - set(found):
            self.note(f"{name} is not installed: `make bench` does it")
        return found

    def size(self, vocabulary):
        return vocabulary // 8 if self.quick else vocabulary

    def say(self, text):
        print(f"\r\033[K{self.workload.name}: {text}", end="", file=sys.stderr, flush=True)

    def note(self, text):
        if text not in self.notes:
            self.notes.append(text)


def run(chosen, options):
    context = Context(options)
    record = {"schema": 1, "machine": machine.machine(), "commit": machine.commit(), "rounds": options.rounds,
              "quick": options.quick, "rivals": context.installed, "skipped": [],
              "loadAverage": {"before": os.getloadavg()[0]}}
    results = []
    for workload in chosen:
        context.workload = workload
        before = os.getloadavg()[0]
        try:
            rows = summary.medians(KINDS[workload.kind](workload, context))
        except places.Missing as error:
            record["skipped"].append({"name": workload.name, "why": str(error)})
            print(f"\r\033[Kskipped: {workload.name}: {error}", file=sys.stderr)
            continue
        size = context.texts[workload.text].bytes if workload.text else 0
        results.append({"workload": workload, "rows": rows, "bytes": size,
                        "loadAverage": {"before": before, "after": os.getloadavg()[0]}})
        print(f"\r\033[K{workload.name}: {told(results[-1])}", file=sys.stderr)
        write(record, results, context, options)
    write(record, results, context, options)
    return 0 if results else 1


def told(result):
    """One line for the terminal."""
    part = next((part for row in result["rows"] for part in row["medians"]), None)
    if part is None:
        return "no numbers: " + "; ".join(f"{row['who']}: {row['why']}" for row in result["rows"])
    said = []
    for row in result["rows"]:
        times = summary.ratio(row, result["rows"], part, summary.clock(result["workload"]))
        if times is not None:
            said.append(f"{row['who']} {tables.cell(times)}×")
        elif row["why"]:
            said.append(f"{row['who']}: {row['why']}")
    return f"{part}: " + "; ".join(said)


def write(record, results, context, options):
    record["loadAverage"]["after"] = os.getloadavg()[0]
    record |= {"texts": context.texts.records(), "vocabularies": context.vocabularies.records(), "notes": context.notes}
    found = [dict(vars(one["workload"]), **{key: value for key, value in one.items() if key != "workload"})
             for one in results]
    places.write(options.json, json.dumps(record | {"workloads": found}, indent=1, ensure_ascii=False).encode())
    places.write(options.output, ("\n".join(tables.markdown(record, results)) + "\n").encode())
