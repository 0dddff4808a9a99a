"""Ranges of files that tasks read by themselves: lines go from the file to the program without becoming rows."""

import fcntl
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from .errors import DerliusError

RANGE = 512 << 20
"""How many bytes a task reads unless it is told otherwise: what the program remembers of pieces is of use that long."""

PIPE = 1 << 20
"""The bytes that a pipe holds, where the system allows so many, so that who writes and who reads seldom wait."""


@dataclass(frozen=True)
class FileRange:
    """The lines of a file that start at bytes `start` up to, not with, `end`."""

    path: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.path}:{self.start}-{self.end}"

    def holds_lines(self) -> bool:
        """Whether a line starts here; none does inside a long one."""
        with open(self.path, "rb", buffering=0) as file:
            return line_start(file, self.start) < line_start(file, self.end)

    def start_of(self, count: int) -> "FileRange":
        """The lines that start in the first so many bytes."""
        return FileRange(self.path, self.start, min(self.end, self.start + count))

    def feed(self, stream: IO[bytes]) -> None:
        """Copies the lines to a pipe, inside the kernel where it can."""
        with open(self.path, "rb", buffering=0) as file:
            place, end = line_start(file, self.start), line_start(file, self.end)
            target = stream.fileno()
            if hasattr(fcntl, "F_SETPIPE_SZ"):
                with suppress(OSError):
                    fcntl.fcntl(target, fcntl.F_SETPIPE_SZ, PIPE)
            while place < end:
                moved = move(file.fileno(), target, place, min(PIPE, end - place))
                if moved == 0:
                    raise DerliusError(f"{self.path} became shorter while it was read; run again when it no longer changes")
                place += moved

    def error(self, problem: DerliusError) -> DerliusError:
        """An error of the program on these lines, with the place in the file instead of that in the input."""
        message = problem.message
        with open(self.path, "rb") as file:
            first = line_start(file, self.start)
            found = re.search(r"<stdin>: byte (\d+)", message)
            if found:
                return DerliusError(message.replace(found[0], f"{self.path}: byte {first + int(found[1])}", 1))
            found = re.search(r"<stdin>:(\d+)", message)
            if found:
                file.seek(first)
                for _ in range(int(found[1]) - 1):
                    file.readline()
                return DerliusError(message.replace(found[0], f"{self.path}: line at byte {file.tell()}", 1))
        return DerliusError(f"{message} (in {self})")


def file_ranges(paths: Iterable[str], range_bytes: int = RANGE) -> list[FileRange]:
    """Cuts files into ranges; the files must be plain (not packed), of lines, and readable at these paths by all workers.

    Cuts are moved to the starts of lines by the tasks. Ranges are the same on each call, as long as the files are.
    """
    ranges = []
    for path in paths:
        size = os.stat(path).st_size
        ranges += [FileRange(path, start, min(start + range_bytes, size)) for start in range(0, size, range_bytes)]
    return ranges


def line_start(file: IO[bytes], place: int) -> int:
    """The first byte at or behind a place at which a line starts, or the file's end."""
    if place == 0:
        return 0
    file.seek(place - 1)
    passed = place - 1
    while block := file.read(1 << 16):
        found = block.find(b"\n")
        if found >= 0:
            return passed + found + 1
        passed += len(block)
    return passed


def move(source: int, target: int, offset: int, count: int) -> int:
    """Moves bytes of a file into a pipe and gives their number, 0 at the file's end."""
    if hasattr(os, "splice"):
        try:
            return os.splice(source, target, count, offset_src=offset)
        except BrokenPipeError:
            raise
        except OSError:
            pass  # Some file systems cannot.
    block = os.pread(source, count, offset)
    written = 0
    while written < len(block):
        written += os.write(target, block[written:])
    return written
