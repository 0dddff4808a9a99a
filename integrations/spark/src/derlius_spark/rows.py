"""Rows as the lines that the program reads: a JSON object each, so that a text may hold newlines."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO

ARGUMENTS = ["--format", "jsonl", "--field", "text"]
"""How a command that reads corpora is told of such lines."""


def line(text: str) -> bytes:
    """The line of a text."""
    return json.dumps({"text": text}, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def some(texts: Iterable[str | None]) -> Iterator[str | None] | None:
    """The texts; nothing where there are none, which the program would refuse as an empty file."""
    rest = iter(texts)
    for text in rest:
        if text is not None:
            return chain((text,), rest)
    return None


def write(texts: Iterable[str | None], stream: IO[bytes]) -> None:
    """Writes the lines of texts; None has none."""
    for text in texts:
        if text is not None:
            stream.write(line(text))
