"""Encoding and counting: everybody in a process that stays, one pass of each in turn, ids compared after each pass."""

import os
import sys
from array import array

from . import places
from .process import Failed, Worker


class Contestant:
    def __init__(self, who, worker):
        self.who, self.worker, self.why, self.samples = who, worker, None, []

    def give_up(self, why):
        """No number from here on, and none of those before."""
        self.why, self.samples = why, []
        self.worker.close()


def ours(threads=1):
    program = places.program("measure-encode")
    if not os.path.exists(program):
        raise places.Missing("needs measure-encode: `swift build -c release` in Benchmarks")
    return Contestant("derlius", Worker([program, "--serve"], threads))


def rival(name, threads=1):
    return Contestant(name, Worker([sys.executable, "-m", "bench.worker", name], threads))


def run(workload, context):
    """The rows: who, samples of first and warm passes, or why there is no number."""
    text, vocabulary = context.texts[workload.text], context.vocabularies[workload.vocabulary]
    everyone = [ours(workload.threads)] + [rival(name, workload.threads) for name in context.chosen(workload.rivals)]
    try:
        for one in everyone:
            place = vocabulary["path"] if one is everyone[0] else vocabulary
            try:
                one.worker.ask(workload.limit + 60, do="open", vocabulary=place, text=text.path,
                               mode=workload.mode)
            except Failed as error:
                one.give_up(str(error))
        for number in range(context.rounds):
            context.say(f"round {number + 1} of {context.rounds}")
            for one in everyone:
                if one.why is None:
                    passes(one, everyone[0], workload)
    finally:
        for one in everyone:
            one.worker.close()
    return [{"who": one.who, "why": one.why, "samples": one.samples} for one in everyone]


def passes(one, reference, workload):
    """A first pass and a warm one; both must give the reference's ids."""
    if reference.why is not None:
        return one.give_up("derlius gave no ids to compare with")
    form = "count" if workload.kind == "count" else "array"
    sample = {}
    try:
        for name in ("first", "warm"):
            answer = one.worker.ask(
                workload.limit, do="pass", fresh=name == "first", form=form, threads=workload.threads)
            found = answer.pop("sha256"), answer["tokens"]
            if one is reference and not hasattr(reference, "found"):
                reference.found = found
            if found != reference.found:
                return one.give_up(difference(one, reference, found))
            sample[name] = answer
    except Failed as error:
        return one.give_up(str(error))
    one.samples.append(sample)


def difference(one, reference, found):
    if found[0] is None:
        return f"counts {found[1]:,} tokens, derlius {reference.found[1]:,}"
    try:
        theirs, mine = dumped(one), dumped(reference)
    except Failed:
        return "ids differ"
    if theirs == mine:
        return "ids differ from pass to pass"
    start = 0
    for number, (end, other) in enumerate(zip(mine[1], theirs[1])):
        if mine[0][start:end] != theirs[0][start:other]:
            if len(mine[1]) > 1:
                return f"ids differ at text {number + 1} of {len(mine[1]):,}"
            break
        start = end
    shorter = min(len(mine[0]), len(theirs[0]))
    at = next((i for i, pair in enumerate(zip(mine[0], theirs[0])) if pair[0] != pair[1]), shorter)
    return f"ids differ at token {at + 1:,} of {len(mine[0]):,}"


def dumped(one):
    paths = [places.made("ids", f"{os.getpid()}-{kind}") for kind in ("ids", "ends")]
    one.worker.ask(120, do="dump", ids=paths[0], ends=paths[1])
    values = []
    for path, kind in zip(paths, "IQ"):
        value = array(kind)
        with open(path, "rb") as file:
            value.frombytes(file.read())
        os.remove(path)
        values.append(value)
    return values
