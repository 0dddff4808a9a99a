"""The results as Markdown: a table of ratios, then a table of each workload, then texts and machine."""

from . import summary

HEADS = {
    "encode": ("first MB/s", "warm MB/s", "× first", "× warm", "MB more"),
    "count": ("first MB/s", "warm MB/s", "× first", "× warm", "MB more"),
    "load": ("load ms", "×", "MB more"),
}
WHOLE = ("CPU s", "wall s", "× CPU", "× wall", "peak MB")


def cell(value, digits=1):
    if value is None:
        return "–"
    if value < 0.1:
        return f"{value:.2g}"
    return f"{value:,.0f}" if value >= 100 else f"{value:.{digits}f}" if value >= 10 else f"{value:.{digits + 1}f}"


def megabytes(taken):
    return cell(None if taken["peakBytes"] is None else taken["peakBytes"] / 1e6)


def cells(result, row):
    workload, rows, size = result["workload"], result["rows"], result["bytes"]
    found, key = row["medians"], summary.clock(workload)
    if workload.kind in ("encode", "count"):
        speeds = [cell(size / 1e6 / max(found[part][key], 1e-9)) for part in ("first", "warm")]
        times = [cell(summary.ratio(row, rows, part, key)) for part in ("first", "warm")]
        return [*speeds, *times, megabytes(found["first"])]
    if workload.kind == "load":
        taken = found["load"]
        return [cell(taken["cpu"] * 1e3), cell(summary.ratio(row, rows, "load", "cpu")), megabytes(taken)]
    taken = found["process"]
    return [cell(taken["cpu"]), cell(taken["wall"]), *(cell(summary.ratio(row, rows, "process", key))
                                                       for key in ("cpu", "wall")), megabytes(taken)]


def table(result):
    heads = HEADS.get(result["workload"].kind, WHOLE)
    yield f"| who | {' | '.join(heads)} |"
    yield "|---" + "|--:" * len(heads) + "|"
    for row in result["rows"]:
        if row["why"] is not None:
            yield f"| {row['who']} | {row['why'].replace('|', '/')} |" + " |" * (len(heads) - 1)
        elif row["medians"]:
            yield f"| {row['who']} | {' | '.join(cells(result, row))} |"


def overview(results):
    """Ratios to the reference (the first rival) and to the fastest one."""
    yield "| workload | part | Derlius | × reference | × the fastest | which |"
    yield "|---|---|--:|--:|--:|---|"
    for result in results:
        workload, rows, key = result["workload"], result["rows"], summary.clock(result["workload"])
        mine = next((row for row in rows if row["who"].startswith("derlius")), None)
        for part in mine["medians"] if mine else ():
            if workload.kind in ("encode", "count"):
                value = cell(result["bytes"] / 1e6 / max(mine["medians"][part][key], 1e-9)) + " MB/s"
            else:
                value = f"{cell(mine['medians'][part][key] * 1e3)} ms"
            reference = next((row for row in rows if row["who"] == (workload.rivals or ("",))[0]), None)
            fastest = summary.best(rows, part, key)
            times = [cell(summary.ratio(row, rows, part, key)) if row else "–" for row in (reference, fastest)]
            which = fastest["who"] if fastest else "–"
            yield f"| {workload.name} | {part} | {value} | {times[0]} | {times[1]} | {which} |"


def markdown(record, results):
    machine = record["machine"]
    yield "# Speed beside the real rivals\n"
    load = record["loadAverage"]
    yield (f"{machine['processor']}, {machine['processors']} processors, {machine['system']}, {machine['swift']}, "
           f"Python {machine['python']}; commit {record['commit']}; medians of {record['rounds']} rounds in turn; load "
           f"average {load['before']:.2f} before and {load['after']:.2f} after.\n")
    if record["quick"]:
        yield "**Quick: texts of an eighth of their size. These are no figures to publish.**\n"
    yield "A ratio says how many times a rival takes what Derlius takes: above 1 Derlius is faster. *First* is a"
    yield "pass with an empty cache, *warm* the same text again. Times are of the processors, on more threads than one"
    yield "of the clock. Whoever gives other ids, or does not end, has no number.\n"
    yield from overview(results)
    for result in results:
        load = result["loadAverage"]
        yield f"\n## {result['workload'].name}\n"
        if result["workload"].kind in ("encode", "count"):
            yield (f"{result['workload'].title}: {result['bytes']:,} bytes; load average {load['before']:.2f} to "
                   f"{load['after']:.2f}\n")
        else:
            yield f"Load average {load['before']:.2f} to {load['after']:.2f}\n"
        yield from table(result)
    if record["skipped"]:
        yield "\n## Skipped\n"
        for one in record["skipped"]:
            yield f"- skipped: {one['name']}: {one['why']}"
    for note in record["notes"]:
        yield f"- {note}"
    yield "\n## Texts\n\n| text | bytes | lines | what | from | SHA-256 |\n|---|--:|--:|---|---|---|"
    for text in record["texts"]:
        yield (f"| {text['name']} | {text['bytes']:,} | {text['lines']:,} | {text['what']} | {text['source']} | "
               f"{text['sha256'][:16]}… |")
    yield "\n## Rivals\n\n" + ", ".join(f"{name} {version}" for name, version in sorted(record["rivals"].items())) + "."
