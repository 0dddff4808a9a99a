"""Loading: a new process for each load, processor time of the load alone; the ids of a sample are compared first."""

from . import encoding, places
from .process import Failed


def run(workload, context):
    sample, vocabulary = context.texts[workload.text], context.vocabularies[workload.vocabulary]
    path = places.made("texts", "sample.txt")
    with open(sample.path, "rb") as file:
        places.write(path, b"\n".join(file.read(200_000).split(b"\n")[:-1]))
    jobs = [("derlius", encoding.ours, vocabulary["path"])]
    try:
        compiled = context.vocabularies.compiled(workload.vocabulary)
        if compiled is not None:
            jobs.append(("derlius, compiled", encoding.ours, compiled))
    except places.Missing as error:
        context.note(str(error))
    jobs += [(name, lambda name=name: encoding.rival(name), vocabulary) for name in context.chosen(workload.rivals)]
    rows = [{"who": who, "why": None, "samples": []} for who, _, _ in jobs]
    reference = None
    for number in range(context.rounds):
        context.say(f"round {number + 1} of {context.rounds}")
        for row, (_, make, place) in zip(rows, jobs):
            if row["why"] is not None:
                continue
            one = make()
            try:
                took = one.worker.ask(120, do="open", vocabulary=place, text=path, mode="lines")
                found = one.worker.ask(120, do="pass", fresh=False, form="array")["sha256"]
                reference = reference or found
                if found != reference:
                    raise Failed("ids of the sample differ")
                row["samples"].append({"load": {key: took[key] for key in ("cpu", "wall", "peakBytes")}})
            except Failed as error:
                row["why"], row["samples"] = str(error), []
            finally:
                one.worker.close()
    return rows
