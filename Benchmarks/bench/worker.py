"""A rival in a process of its own, with the line protocol of measure-encode (its `Server` says which).

Usage: python -m bench.worker RIVAL. Texts are read, cut and turned into strings before the clock starts; ids are
brought together and hashed after it has stopped. Answers to `open` time the library's load alone, without its import.
"""

import gc
import hashlib
import json
import sys
import time
from array import array

from . import rivals
from .rivals.rival import Unfit


class MemoryMark:
    """Resident memory when it was made; the system's peak is set back to it (Linux)."""

    def __init__(self):
        try:
            with open("/proc/self/clear_refs", "w") as file:
                file.write("5")
        except OSError:
            pass
        self.before = self.kilobytes("VmRSS:")

    def peak_growth(self):
        peak = self.kilobytes("VmHWM:")
        return None if peak is None else max(0, peak - self.before) * 1024

    @staticmethod
    def kilobytes(name):
        try:
            with open("/proc/self/status") as file:
                return next((int(line.split()[1]) for line in file if line.startswith(name)), None)
        except OSError:
            return None


def timed(work):
    """What the work gives, and CPU seconds, wall seconds and growth of the peak."""
    gc.collect()
    mark = MemoryMark()
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return result, {"cpu": cpu, "wall": wall, "peakBytes": mark.peak_growth()}


class Job:
    def __init__(self, name):
        self.rival = rivals.make(name)

    def open(self, request):
        self.vocabulary = request["vocabulary"]
        with open(request["text"], "rb") as file:
            data = file.read()
        parts = [data] if request["mode"] == "whole" else [line for line in data.split(b"\n") if line]
        self.rival.whole = data
        self.texts = parts if self.rival.takes_bytes else [part.decode() for part in parts]
        self.result = None
        _, took = timed(lambda: self.rival.load(self.vocabulary))
        return took | {"texts": len(parts), "bytes": len(data)}

    def warm_up(self):
        """Whatever a library imports or starts in its first call is not the text's work."""
        whole, self.rival.whole = self.rival.whole, None
        sample = [b"a b", b"c"] if self.rival.takes_bytes else ["a b", "c"]
        for texts in (sample, sample[:1]):
            self.rival.ids(self.rival.encode(texts, 1))
        self.rival.whole = whole

    def run(self, request):
        if request["fresh"]:
            if not hasattr(self, "warmed"):
                self.warm_up()
                self.warmed = True
            if self.rival.caches:
                self.rival.load(self.vocabulary)
        threads = request.get("threads", 1)
        self.result = None
        if request["form"] == "count":
            tokens, took = timed(lambda: self.rival.count(self.texts))
            return took | {"tokens": tokens, "sha256": None}
        self.result, took = timed(lambda: self.rival.encode(self.texts, threads))
        ids = self.rival.ids(self.result)
        return took | {"tokens": len(ids), "sha256": hashlib.sha256(ids.tobytes()).hexdigest()}

    def dump(self, request):
        ends, end = array("Q"), 0
        for length in self.rival.lengths(self.result):
            end += length
            ends.append(end)
        with open(request["ids"], "wb") as file:
            file.write(self.rival.ids(self.result).tobytes())
        with open(request["ends"], "wb") as file:
            file.write(ends.tobytes())
        return {}


def main():
    # What libraries print must not get between the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    job = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            job = job or Job(sys.argv[1])
            work = {"open": job.open, "pass": job.run, "dump": job.dump}[request["do"]]
            answer = work(request)
        except Unfit as error:
            answer = {"error": f"{error}"}
        except BaseException as error:  # A panic of a Rust library is a BaseException.
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            answer = {"error": f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
