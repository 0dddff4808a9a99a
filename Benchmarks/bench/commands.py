"""Whole commands: `derlius encode` and `count` beside the Python script that does the same, start-up and all."""

import hashlib
import json
import os
import sys

from . import places
from .process import Failed, measured


def run(workload, context):
    text, vocabulary = context.texts[workload.text], context.vocabularies[workload.vocabulary]
    (what,) = workload.settings
    if not os.path.exists(context.derlius):
        raise places.Missing(f"needs {context.derlius}: `swift build -c release --product derlius`")
    mine = [context.derlius, what, "-t", vocabulary["path"], "--threads", "1"]
    mine += ["--format", "u32"] if what == "encode" else ["--json", "--format", "text"]
    jobs = [("derlius", mine + [text.path])]
    for name in context.chosen(workload.rivals):
        script = [sys.executable, "-m", "bench.script", name, json.dumps(vocabulary), text.path, what, "lines"]
        jobs.append((name, script))
    rows = [{"who": who, "why": None, "samples": []} for who, _ in jobs]
    output = places.made("ids", f"{os.getpid()}-output")
    reference = None
    for number in range(context.rounds):
        context.say(f"round {number + 1} of {context.rounds}")
        for row, (_, command) in zip(rows, jobs):
            if row["why"] is not None:
                continue
            try:
                took = measured(command, output, workload.limit)
                found = result(output, what)
                reference = reference or found
                if found != reference:
                    raise Failed("the output differs" if what == "encode" else f"counts {found}, derlius {reference}")
                row["samples"].append({"process": took})
            except Failed as error:
                row["why"], row["samples"] = str(error), []
    os.remove(output)
    return rows


def result(path, what):
    """What must be equal: the hash of the ids, or the number of tokens."""
    with open(path, "rb") as file:
        data = file.read()
    if what == "encode":
        return hashlib.sha256(data).hexdigest()
    value = json.loads(data)
    return value[0]["tokens"] if isinstance(value, list) else value
