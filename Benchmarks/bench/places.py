"""Where things are: the repository, built programs, shared data, and the folder for what a run makes."""

import os

BENCHMARKS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REPOSITORY = os.path.dirname(BENCHMARKS)
BUILD = os.path.join(REPOSITORY, "build", "bench")
DERLIUS = os.path.join(REPOSITORY, ".build", "release", "derlius")
DATA = os.path.join(os.path.dirname(REPOSITORY), "shared", "data")


class Missing(Exception):
    """Something that a workload needs is not on this machine: the workload is skipped with this reason."""


def program(name):
    """A program of the Benchmarks package."""
    return os.path.join(BENCHMARKS, ".build", "release", name)


def made(*parts):
    """A file in the build folder; its folder is created."""
    path = os.path.join(BUILD, *parts)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def write(path, data):
    """Writes a file whole or not at all."""
    part = path + ".part"
    with open(part, "wb") as file:
        file.write(data)
    os.replace(part, path)
