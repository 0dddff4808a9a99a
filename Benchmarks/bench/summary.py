"""Medians and ratios. CPU seconds on one thread, seconds of the clock on more; a ratio is a rival's median by ours."""

import statistics


def clock(workload):
    """Which time counts: that of the processors does not know how work was shared out."""
    return "wall" if workload.threads > 1 else "cpu"


def medians(rows):
    """Adds to each row the medians of each part (first, warm, load, process), and of memory the most that was seen."""
    for row in rows:
        row["medians"] = {}
        for part in row["samples"][0] if row["samples"] else ():
            found = [sample[part] for sample in row["samples"]]
            row["medians"][part] = {key: statistics.median(one[key] for one in found) for key in ("cpu", "wall")}
            peaks = [one["peakBytes"] for one in found if one["peakBytes"] is not None]
            row["medians"][part]["peakBytes"] = max(peaks, default=None)
    return rows


def beside(row, rows):
    """Our row that a rival's is compared with."""
    who = row.get("beside")
    return next((one for one in rows if one["who"] == who or who is None and one["who"].startswith("derlius")), None)


def ratio(row, rows, part, key):
    """How many times a rival takes what we take; None for our own rows and where a number is missing."""
    mine = beside(row, rows)
    if row["who"].startswith("derlius") or not mine or part not in row["medians"] or part not in mine["medians"]:
        return None
    return row["medians"][part][key] / max(mine["medians"][part][key], 1e-9)


def best(rows, part, key):
    """The fastest rival with a number, or None."""
    found = [row for row in rows if not row["who"].startswith("derlius") and part in row["medians"]]
    return min(found, key=lambda row: row["medians"][part][key], default=None)
