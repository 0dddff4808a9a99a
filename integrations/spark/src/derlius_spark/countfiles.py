"""Count files in memory: `piece TAB count` lines in the order of the pieces' bytes, and the record of how they were made."""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

ESCAPE = re.compile(rb"\\(x[0-9A-Fa-f]{2}|.)", re.DOTALL)
SHORT = {b"t": b"\t", b"n": b"\n", b"r": b"\r", b"\\": b"\\"}


def piece(line: bytes) -> bytes:
    """The piece of a line."""
    spelling = line.partition(b"\t")[0]
    if b"\\" not in spelling:
        return spelling
    return ESCAPE.sub(lambda found: SHORT.get(found[1]) or bytes([int(found[1][1:], 16)]), spelling)


def pairs(text: bytes) -> Iterator[tuple[bytes, int]]:
    """The pieces and counts of lines."""
    for line in text.splitlines():
        yield piece(line), int(line.rpartition(b"\t")[2])


@dataclass(frozen=True)
class Counts:
    """The lines, and the record as JSON."""

    text: bytes
    record: str

    @staticmethod
    def load(path: str) -> "Counts":
        """Reads a count file and its record."""
        with open(path, "rb") as file, open(path + ".json", encoding="utf-8") as record:
            return Counts(file.read(), record.read())

    def save(self, folder: str, name: str) -> str:
        """Writes both and gives the count file's path."""
        path = os.path.join(folder, name)
        with open(path, "wb") as file, open(path + ".json", "w", encoding="utf-8") as record:
            file.write(self.text)
            record.write(self.record)
        return path

    def named(self, name: str) -> "Counts":
        """The same, of an input of another name than standard input."""
        record = json.loads(self.record)
        for counted in record["inputs"]:
            counted["name"] = name
        return Counts(self.text, json.dumps(record))

    def holding(self, text: bytes, keeps_inputs: bool) -> "Counts":
        """Some of the lines, with a record of them."""
        record = json.loads(self.record)
        record["sha256"] = hashlib.sha256(text).hexdigest()
        if not keeps_inputs:
            record["inputs"] = []
        return Counts(text, json.dumps(record))


def line_at(text: bytes, place: int) -> int:
    """Where the line starts that holds the byte at a place."""
    return text.rfind(b"\n", 0, place) + 1


def boundaries(text: bytes, number: int) -> list[bytes]:
    """Pieces at which lines are cut into parts of about one size, rising: at most number - 1, fewer where lines are few."""
    places = {line_at(text, len(text) * part // number) for part in range(1, number)}
    return [piece(text[place : text.find(b"\n", place)]) for place in sorted(places) if place > 0]


def cut(text: bytes, borders: list[bytes]) -> list[bytes]:
    """The lines in parts: those before the first border, from there to the second, and so on."""
    parts, start = [], 0
    for border in borders:
        low, high = start, len(text)
        # Lines that start before `low` come before the border; those from `high` on do not.
        while low < high:
            middle = line_at(text, (low + high) // 2)
            if middle < low:
                middle = low
            end = text.find(b"\n", middle) + 1 or len(text)
            if piece(text[middle:end]) < border:
                low = end
            else:
                high = middle
        parts.append(text[start:low])
        start = low
    return parts + [text[start:]]
