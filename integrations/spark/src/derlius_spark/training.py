"""Training: Spark counts, one node merges and trains."""

import os
import tempfile

from pyspark.sql import DataFrame

from .bundle import Derlius
from .counting import count_pieces


def train(
    df: DataFrame, column: str, derlius: Derlius, *, vocab_size: int, output: str, kind: str = "bpe",
    split: str | None = "cl100k", options: list[str] | None = None
) -> None:
    """Trains a tokenizer on the texts of a column and writes it on the driver, as `derlius train` does from their counts.

    With a pattern, and with `sentencepiece` and `options` that normalize nothing, the vocabulary is the one that one machine
    trains on the texts. The record beside it names the counts instead of the texts.

    kind: bpe or unigram.
    output: the file to write, of the driver; its extension says what is made.
    split: the pattern whose pieces are counted; `sentencepiece`, words with their marks, for a BPE over characters (.model);
        None, white-space words, for training that normalizes text, such as unigram.
    options: more options of `derlius train`.
    """
    texts = df.select(column).rdd.map(lambda row: row[0])
    counts = count_pieces(texts, derlius, split=split, words=None if split else "whitespace")
    with tempfile.TemporaryDirectory(prefix="derlius-") as folder:
        path = os.path.join(folder, "counts.tsv")
        counts.save(path)
        pattern = [] if split in (None, "sentencepiece") else ["--split", split]
        derlius.local(
            "train", kind, "--counts", path, "--vocab-size", str(vocab_size), "--output", output, *pattern, *(options or []))
