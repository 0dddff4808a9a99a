"""A column of token ids."""

from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

from pyspark.sql import DataFrame
from pyspark.sql.types import ArrayType, IntegerType, StructField, StructType

from . import rows
from .bundle import Derlius
from .process import running

if TYPE_CHECKING:
    import pandas


def encode(df: DataFrame, column: str, derlius: Derlius, tokenizer: str, *, output: str = "ids") -> DataFrame:
    """The rows with a column of the ids of the texts in another, as `derlius encode` gives them; null stays null.

    tokenizer: the name that it was shipped by.
    output: the new column.
    """
    derlius.tokenizer(tokenizer)
    schema = StructType([*df.schema.fields, StructField(output, ArrayType(IntegerType()))])

    def work(batches: "Iterable[pandas.DataFrame]") -> "Iterator[pandas.DataFrame]":
        # A batch waits here before its first line is written. What the pipes and the program hold bounds how many there are.
        waiting: "SimpleQueue[pandas.DataFrame | None]" = SimpleQueue()

        def feed(stream: IO[bytes]) -> None:
            try:
                for batch in batches:
                    waiting.put(batch)
                    rows.write(batch[column], stream)
                    stream.flush()
            finally:
                waiting.put(None)

        def arguments(_: str) -> list[str]:
            return ["encode", "--threads", "1", "--jsonl", "-t", derlius.tokenizer(tokenizer)]

        with running(derlius, arguments, feed) as run:
            try:
                while (batch := waiting.get()) is not None:
                    yield batch.assign(**{output: [ids(run.output) if rows.is_text(text) else None for text in batch[column]]})
            except EOFError:
                pass  # The program has ended, and says why.
            run.finish()

    return df.mapInPandas(work, schema)


def ids(stream: IO[bytes]) -> list[int]:
    """The ids of the next line."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    return [int(number) for number in line.split()]
