"""Sums of tokens, words and bytes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyspark import SparkContext
from pyspark.sql import DataFrame

from . import rows
from .bundle import Derlius
from .counting import format_arguments
from .errors import DerliusError
from .process import Feed, running
from .ranges import RANGE, FileRange, file_ranges

if TYPE_CHECKING:
    import pandas

SUMS = ("tokens", "words", "bytes", "documents")
SCHEMA = "tokenizer string, " + ", ".join(f"{name} long" for name in SUMS)


@dataclass(frozen=True)
class Measurement:
    """What texts cost in one tokenizer. Sums are whole numbers, so that any grouping gives the same; ratios come last."""

    tokenizer: str
    tokens: int
    words: int
    bytes: int
    documents: int

    @property
    def fertility(self) -> float:
        """Tokens for each white-space word."""
        return self.tokens / self.words if self.words else float("nan")

    @property
    def bytes_per_token(self) -> float:
        """Bytes of text for each token."""
        return self.bytes / self.tokens if self.tokens else float("nan")


def measure(df: DataFrame, column: str, derlius: Derlius, tokenizers: list[str]) -> list[Measurement]:
    """The sums over the texts of a column, as `derlius count` gives them, for each tokenizer, in their order.

    Null is no document.
    """
    names = checked(derlius, tokenizers)

    def work(batches: "Iterable[pandas.DataFrame]") -> "Iterator[pandas.DataFrame]":
        import pandas

        texts = (text for batch in batches for text in batch[column])
        if (found := rows.some(texts)) is not None:
            yield pandas.DataFrame(counted(derlius, names, rows.ARGUMENTS, lambda stream: rows.write(found, stream)))

    sums = df.select(column).mapInPandas(work, SCHEMA).groupBy("tokenizer").sum(*SUMS).collect()
    return summed(names, ({"tokenizer": row[0]} | dict(zip(SUMS, row[1:])) for row in sums))


def measure_files(
    context: SparkContext, derlius: Derlius, paths: Iterable[str], tokenizers: list[str], *, format: str = "text",
    field: str = "text", range_bytes: int = RANGE
) -> list[Measurement]:
    """The sums over files of lines, of which each task gives a range to the program by itself: no row is made.

    format, field: `text`, a document a line, or `jsonl` with the member that holds the text.
    """
    names = checked(derlius, tokenizers)
    options = format_arguments(format, field)
    ranges = file_ranges(paths, range_bytes)

    def work(parts: Iterable[FileRange]) -> Iterator[dict[str, int | str]]:
        for part in filter(FileRange.holds_lines, parts):
            try:
                yield from counted(derlius, names, options, part.feed)
            except DerliusError as problem:
                raise part.error(problem) from None

    return summed(names, context.parallelize(ranges, max(1, len(ranges))).mapPartitions(work).collect())


def checked(derlius: Derlius, tokenizers: list[str]) -> list[str]:
    """The names, if all were shipped; raises ValueError otherwise, before anything starts."""
    if not tokenizers:
        raise ValueError("there is no tokenizer to measure with")
    for name in tokenizers:
        derlius.tokenizer(name)
    return list(tokenizers)


def counted(derlius: Derlius, names: list[str], options: list[str], feed: Feed) -> list[dict[str, int | str]]:
    """The sums over what `feed` gives, in a task."""

    def arguments(_: str) -> list[str]:
        result = ["count", "--json", "--threads", "1", "--progress", "none", *options]
        for name in names:
            result += ["-t", derlius.tokenizer(name)]
        return [*result, "-"]

    with running(derlius, arguments, feed) as run:
        text = run.output.read()
        run.finish()
        return json.loads(text)


def summed(names: list[str], parts: Iterable[dict[str, int | str]]) -> list[Measurement]:
    """The sums of parts, in the order of the tokenizers."""
    sums = {name: dict.fromkeys(SUMS, 0) for name in names}
    for part in parts:
        for member in SUMS:
            sums[str(part["tokenizer"])][member] += int(part[member])
    return [Measurement(name, **sums[name]) for name in names]
