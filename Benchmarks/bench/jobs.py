"""Jobs that scripts of their own measure: fertility.py, train.py, train-unigram.py. Here their samples become rows."""

import json
import os
import subprocess
import sys

from . import places
from .process import Failed

FERTILITY = ["cl100k_base", "o200k_base", "llama2", "mistral-v1"]


def script(name, *arguments):
    """Runs a script of this folder and gives what it wrote with --json."""
    output = places.made("ids", f"{os.getpid()}-samples.json")
    command = [sys.executable, os.path.join(places.BENCHMARKS, name), *map(str, arguments), "--json", output]
    found = subprocess.run(command, capture_output=True, text=True)
    if found.returncode:
        raise Failed((found.stderr.strip() or "no message").splitlines()[-1][:300])
    with open(output) as file:
        value = json.load(file)
    os.remove(output)
    return value


def taken(samples):
    """Samples as other rows have them."""
    rows = []
    for sample in samples:
        peak = sample.get("peakMB")
        rows.append({"process": {"cpu": sample["cpu"], "wall": sample["wall"],
                                 "peakBytes": int(peak * 2**20) if peak is not None else sample["peak"]}})
    return rows


def train_bpe(workload, context):
    """A pair of rows for each rival, since derlius trains each time like the one that it stands beside."""
    text, rows = context.texts[workload.text], []
    for name in context.chosen(workload.rivals):
        context.say(name)
        try:
            found = script("train.py", text.path, context.size(*workload.settings), "--rivals", name,
                           "--rounds", context.rounds, "--threads", workload.threads, "--derlius",
                           context.derlius)["samples"][name]
            rows.append({"who": f"derlius, like {name}", "why": None, "samples": taken(found["derlius"])})
            rows.append({"who": name, "why": None, "samples": taken(found["rival"]), "beside": f"derlius, like {name}"})
        except Failed as error:
            rows.append({"who": name, "why": str(error), "samples": []})
    return rows


def train_unigram(workload, context):
    text = context.texts[workload.text]
    try:
        found = script("train-unigram.py", context.derlius, text.path, "--vocab-size", context.size(*workload.settings),
                       "--rounds", context.rounds)["runs"]
    except Failed as error:
        return [{"who": "sentencepiece", "why": str(error), "samples": []}]
    return [{"who": who, "why": None, "samples": taken(found[who])} for who in ("derlius", "sentencepiece")]


def fertility(workload, context):
    folder = os.path.join(context.data, "text", "parallel", "flores200", "dev")
    if not os.path.isdir(folder):
        raise places.Missing("needs text/parallel/flores200/dev under the folder of --data")
    paths = [context.vocabularies[name]["path"] for name in FERTILITY]
    try:
        found = script("fertility.py", folder, *paths, "--rounds", context.rounds, "--every-word",
                       "--program", context.derlius)["samples"]
    except Failed as error:
        return [{"who": "python script", "why": str(error), "samples": []}]
    return [{"who": who, "why": None, "samples": taken(found[key])}
            for who, key in (("derlius bench", "derlius"), ("python script", "script"))]
