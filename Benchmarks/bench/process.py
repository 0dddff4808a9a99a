"""Processes: workers that answer line by line, and commands whose whole time is taken."""

import json
import os
import select
import subprocess
import sys
import time

from . import places


class Failed(Exception):
    """A contestant could not do its work: it gets no number, and this reason stands in its row."""


class Worker:
    """A process that answers a JSON object a line: measure-encode, or `bench.worker` for a rival."""

    def __init__(self, command, threads=1):
        # What each library reads to know how many threads it may start.
        environment = dict(
            os.environ, RAYON_NUM_THREADS=str(threads), TOKENIZERS_PARALLELISM="true" if threads > 1 else "false",
            PYTHONPATH=places.BENCHMARKS, LC_ALL="C.UTF-8", HF_HUB_OFFLINE="1")
        self.messages = open(places.made("messages", f"{os.getpid()}-{id(self)}"), "w+")
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.messages, env=environment)
        self.buffer = b""

    def ask(self, limit, **request):
        """The answer; Failed where it is an error, where the process dies, or where it takes longer than `limit` s."""
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            raise Failed(self.last_words()) from None
        end = time.monotonic() + limit
        while b"\n" not in self.buffer:
            if not select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))[0]:
                self.close()
                raise Failed(f"did not finish in {limit:g} s")
            block = os.read(self.process.stdout.fileno(), 1 << 16)
            if not block:
                raise Failed(self.last_words())
            self.buffer += block
        line, self.buffer = self.buffer.split(b"\n", 1)
        answer = json.loads(line)
        if "error" in answer:
            raise Failed(answer["error"])
        return answer

    def last_words(self):
        status = self.process.wait()
        self.messages.seek(0)
        lines = [line.strip() for line in self.messages.read().splitlines() if line.strip()]
        why = lines[-1][:300] if lines else "no message"
        return f"ended with status {status}: {why}"

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for file in (self.process.stdin, self.process.stdout, self.messages):
            try:
                file.close()
            except OSError:
                pass
        if os.path.exists(self.messages.name):
            os.remove(self.messages.name)


def measured(command, output, limit):
    """Runs a command to its end, its output into a file: CPU and wall seconds and peak bytes of the whole process.

    A new process counts the memory of the one that it was split from: so a small one starts it.
    """
    relay = os.path.join(places.BENCHMARKS, "bench", "relay.py")
    relay = [sys.executable, "-S", relay, output, str(limit), *command]
    environment = dict(os.environ, PYTHONPATH=places.BENCHMARKS, LC_ALL="C.UTF-8", RAYON_NUM_THREADS="1")
    result = subprocess.run(relay, env=environment, capture_output=True, text=True)
    if result.returncode:
        lines = (result.stderr.strip() or "no message").splitlines()
        raise Failed(lines[-1][:300])
    return json.loads(result.stdout)
