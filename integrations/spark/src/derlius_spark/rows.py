"""Rows as the lines that the program reads: a JSON object each, so that a text may hold newlines."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO

ARGUMENTS = ["--format", "jsonl", "--field", "text"]
"""How a command that reads corpora is told of such lines."""

QUOTED = json.JSONEncoder(ensure_ascii=False).encode
"""A text in quotes. One encoder for all: `json.dumps` would make one for each text, which took twice the time."""

BLOCK = 512
"""How many lines are written at a time."""


def is_text(value: object) -> bool:
    """Whether a value is a text; null is none: None or, to pandas from 3 on, NaN. Raises TypeError for all others."""
    if isinstance(value, str):
        return True
    if value is None or value != value:
        return False
    raise TypeError(f"{value!r} is no text; make the column one of strings")


def some(texts: Iterable[str | None]) -> Iterator[str | None] | None:
    """The texts; nothing where there are none, which the program would refuse as an empty file."""
    rest = iter(texts)
    for text in rest:
        if is_text(text):
            return chain((text,), rest)
    return None


def write(texts: Iterable[str | None], stream: IO[bytes]) -> None:
    """Writes the lines of texts; null has none."""
    block: list[str] = []
    for text in texts:
        if is_text(text):
            block.append('{"text": ' + QUOTED(text) + "}\n")
            if len(block) == BLOCK:
                stream.write("".join(block).encode("utf-8", "surrogatepass"))
                block.clear()
    stream.write("".join(block).encode("utf-8", "surrogatepass"))
