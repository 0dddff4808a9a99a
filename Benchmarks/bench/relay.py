"""Runs one command and prints what it took: relay.py OUTPUT LIMIT COMMAND…

A process of its own, small and without other children, so that the peak memory is the command's.
"""

import json
import resource
import subprocess
import sys
import time


def main(output, limit, *command):
    start = time.monotonic()
    with open(output, "wb") as file:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file)
        try:
            process.wait(float(limit))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise SystemExit(f"did not finish in {float(limit):g} s") from None
    wall = time.monotonic() - start
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"ended with status {process.returncode}")
    print(json.dumps({"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "peakBytes": usage.ru_maxrss * 1024}))


main(*sys.argv[1:])
