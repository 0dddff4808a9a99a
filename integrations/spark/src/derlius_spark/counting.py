"""Counts of pieces: each task counts, ranges of pieces are merged side by side, one node joins what is left."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pyspark import RDD, SparkContext

from . import rows
from .bundle import Derlius
from .countfiles import Counts, boundaries, cut, pairs
from .errors import DerliusError
from .process import Feed, running
from .ranges import RANGE, FileRange, file_ranges


SAMPLE_ROWS = 10_000
SAMPLE_BYTES = 8 << 20
"""How much of a shard is looked at to find where counts are cut."""


@dataclass(frozen=True)
class PieceCounts:
    """Counts of pieces in a cluster: a count file in parts, which follow each other in the order of pieces.

    Nothing is counted before something is asked for.
    """

    parts: "RDD[Counts]"
    derlius: Derlius

    def pairs(self) -> "RDD[tuple[bytes, int]]":
        """Pieces with their counts."""
        return self.parts.flatMap(lambda part: pairs(part.text))

    def save(self, path: str) -> None:
        """Writes the count file on the driver, and its record beside it: the bytes that one machine writes.

        Parts come one after the other; memory is that of one part.
        """
        with tempfile.TemporaryDirectory(prefix="derlius-") as folder:
            files = [part.save(folder, str(number)) for number, part in enumerate(self.parts.toLocalIterator())]
            if not files:
                raise DerliusError("there is nothing to count: no text was given")
            self.derlius.local("corpus", "words", "merge", "--output", path, *files)


def count_pieces(
    rdd: "RDD[str]", derlius: Derlius, *, split: str | None = None, words: str | None = None, form: str | None = None,
    partitions: int | None = None
) -> PieceCounts:
    """Counts the words, or the pieces of a pattern, of texts, as `derlius corpus words` does.

    rdd: texts, a document each; None is none.
    split, words, form: the options of that name.
    partitions: into how many parts the counts are cut; as many as the texts have, unless given.
    """
    options = policy(split, words, form)

    def count(number: int, texts: Iterable[str | None]) -> Iterator[Counts]:
        if (found := rows.some(texts)) is not None:
            yield counted(derlius, options + rows.ARGUMENTS, lambda stream: rows.write(found, stream), f"part-{number:05}")

    sample = rdd.mapPartitionsWithIndex(lambda number, texts: count(number, islice(texts, SAMPLE_ROWS)))
    return merged(rdd.mapPartitionsWithIndex(count), sample, derlius, partitions)


def count_pieces_in_files(
    context: SparkContext, derlius: Derlius, paths: Iterable[str], *, split: str | None = None, words: str | None = None,
    form: str | None = None, format: str = "text", field: str = "text", range_bytes: int = RANGE,
    partitions: int | None = None
) -> PieceCounts:
    """Counts in files of lines, of which each task gives a range to the program by itself: no row is made.

    format, field: `text`, a document a line, or `jsonl` with the member that holds the text.
    """
    options = policy(split, words, form) + format_arguments(format, field)
    ranges = file_ranges(paths, range_bytes)

    def count(parts: Iterable[FileRange]) -> Iterator[Counts]:
        for part in filter(FileRange.holds_lines, parts):
            try:
                yield counted(derlius, options, part.feed, str(part))
            except DerliusError as problem:
                raise part.error(problem) from None

    shards, sample = (
        context.parallelize(parts, max(1, len(parts))).mapPartitions(count)
        for parts in (ranges, [part.start_of(SAMPLE_BYTES) for part in ranges]))
    return merged(shards, sample, derlius, partitions)


def format_arguments(format: str, field: str) -> list[str]:
    """How a command that reads corpora is told of the files' format."""
    return ["--format", format] + (["--field", field] if format == "jsonl" else [])


def policy(split: str | None, words: str | None, form: str | None) -> list[str]:
    """The options that say what is counted."""
    given = {"--split": split, "--words": words, "--form": form}
    return [argument for option, value in given.items() if value is not None for argument in (option, value)]


def counted(derlius: Derlius, options: list[str], feed: Feed, name: str) -> Counts:
    """Counts what `feed` gives, in a task."""

    def arguments(scratch: str) -> list[str]:
        return ["corpus", "words", "--threads", "1", "--progress", "none", "--output", os.path.join(scratch, "counts"), *options, "-"]

    with running(derlius, arguments, feed) as run:
        run.finish()
        return Counts.load(os.path.join(run.scratch, "counts")).named(name)


def merged(shards: "RDD[Counts]", sample: "RDD[Counts]", derlius: Derlius, partitions: int | None) -> PieceCounts:
    """Brings counts of the same pieces together and adds them.

    sample: counts of a part of each shard, from the first of which it is taken where counts are cut. Any cuts give the same
        result; those of a sample give parts of about one size.
    """
    number = partitions or max(1, shards.getNumPartitions())
    if number == 1:
        borders: list[bytes] = []
    else:
        borders = next(iter(sample.map(lambda counts: boundaries(counts.text, number)).take(1)), [])

    def parted(part: Iterable[Counts]) -> Iterator[tuple[int, Counts]]:
        for counts in part:
            for place, text in enumerate(cut(counts.text, borders)):
                # The inputs are named once.
                yield place, counts.holding(text, keeps_inputs=place == 0)

    def add(part: Iterable[tuple[int, Counts]]) -> Iterator[Counts]:
        with tempfile.TemporaryDirectory(prefix="derlius-") as folder:
            files = [counts.save(folder, str(place)) for place, (_, counts) in enumerate(part)]
            if files:
                target = os.path.join(folder, "sum")
                with running(
                    derlius, lambda _: ["corpus", "words", "merge", "--output", target, *files], lambda _: None
                ) as run:
                    run.finish()
                yield Counts.load(target)

    parts = shards.mapPartitions(parted).partitionBy(len(borders) + 1, lambda place: place)
    return PieceCounts(parts.mapPartitions(add), derlius)
