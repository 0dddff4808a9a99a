"""The same results as on one machine."""

import json
import unittest
from pathlib import Path

from derlius_spark import count_pieces, count_pieces_in_files, encode, measure, measure_files, train
from support import SparkCase, texts


class Results(SparkCase):
    def lines(self, name: str = "text.txt", count: int = 3000) -> str:
        return self.write(name, ("\n".join(texts(count)) + "\n").encode())

    def test_counts_of_rows_have_the_bytes_of_one_machine(self) -> None:
        rows = [text + ("\nantra eilutė" if number % 50 == 0 else "") for number, text in enumerate(texts(3000))]
        path = self.write("rows.jsonl", "".join(json.dumps({"text": row}) + "\n" for row in rows).encode())
        for options in ({"split": "gpt2"}, {}, {"words": "uax29", "form": "NFD"}):
            flags = [argument for option, value in options.items() for argument in ("--" + option, value)]
            expected = self.count_alone(path, *flags)
            for slices, partitions in ((1, None), (5, None), (7, 3), (4, 1)):
                counts = count_pieces(self.spark.sparkContext.parallelize(rows, slices), self.derlius, partitions=partitions, **options)
                target = self.folder / "counts.tsv"
                counts.save(str(target))
                self.assertEqual(target.read_bytes(), expected, f"{options} {slices} {partitions}")
                record = json.loads(Path(f"{target}.json").read_text())
                self.assertEqual(len(record["inputs"]), slices)
                self.assertEqual(sum(part["documents"] for part in record["inputs"]), sum(1 for row in rows if row))
        pieces = dict(counts.pairs().collect())
        self.assertEqual(len(pieces), expected.count(b"\n"))

    def test_more_slices_than_rows(self) -> None:
        rows = ["namas ir namas", "", "ir"]
        path = self.write("few.txt", ("\n".join(rows) + "\n").encode())
        target = self.folder / "few.tsv"
        count_pieces(self.spark.sparkContext.parallelize(rows, 6), self.derlius).save(str(target))
        self.assertEqual(target.read_bytes(), self.count_alone(path))

    def test_counts_of_file_ranges(self) -> None:
        first, second = self.lines("a.txt", 3000), self.write("b.txt", "be galo\n\n".encode() * 50 + "galas".encode())
        expected = self.count_alone("--split", "gpt2", first, second)
        for size in (1 << 20, 20_000, 9_000):
            target = self.folder / "ranges.tsv"
            count_pieces_in_files(
                self.spark.sparkContext, self.derlius, [first, second], split="gpt2", range_bytes=size, partitions=3).save(str(target))
            self.assertEqual(target.read_bytes(), expected, size)

    def test_encoding_keeps_rows(self) -> None:
        rows = [(number, None if number % 41 == 0 else text + "\n" * (number % 2)) for number, text in enumerate(texts(2000))]
        frame = self.spark.createDataFrame(rows, "id long, text string").repartition(3)
        found = {row["id"]: (row["text"], row["ids"]) for row in encode(frame, "text", self.derlius, "toy").collect()}
        self.assertEqual({number: text for number, (text, _) in found.items()}, dict(rows))
        whole = [(number, text) for number, text in rows if text is not None]
        lines = "".join(json.dumps({"text": text}) + "\n" for _, text in whole).encode()
        printed = self.alone("encode", "-t", self.ranks, "--jsonl", text=lines).decode().splitlines()
        for (number, _), line in zip(whole, printed, strict=True):
            self.assertEqual(found[number][1], [int(token) for token in line.split()])
        self.assertIsNone(found[41][1])

    def test_sums(self) -> None:
        path = self.lines()
        expected = json.loads(self.alone("count", "--json", "-t", "toy=" + self.ranks, path))[0]
        frame = self.spark.read.text(path, lineSep="\n").repartition(4)
        by_ranges = measure_files(self.spark.sparkContext, self.derlius, [path], ["toy"], range_bytes=30_000)
        for found in (measure(frame, "value", self.derlius, ["toy"]), by_ranges):
            self.assertEqual(len(found), 1)
            self.assertEqual({name: getattr(found[0], name) for name in expected}, expected)
            self.assertEqual(found[0].fertility, expected["tokens"] / expected["words"])

    def test_parquet_and_json_lines_by_the_readers_of_spark(self) -> None:
        path = self.write("rows.jsonl", "".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in enumerate(texts(1500))).encode())
        frame = self.spark.read.json(path, schema="id long, text string")
        folder = str(self.folder / "rows.parquet")
        frame.repartition(3).write.parquet(folder, mode="overwrite")
        parquet = self.spark.read.parquet(folder)
        expected = json.loads(self.alone("count", "--json", "-t", "toy=" + self.ranks, path))[0]
        for rows in (frame, parquet):
            self.assertEqual(vars(measure(rows, "text", self.derlius, ["toy"])[0]), expected)
            target = self.folder / "parquet.tsv"
            count_pieces(rows.select("text").rdd.map(lambda row: row[0]), self.derlius, split="gpt2").save(str(target))
            self.assertEqual(target.read_bytes(), self.count_alone("--split", "gpt2", path))
        ids = [row["ids"] for row in encode(parquet, "text", self.derlius, "toy").orderBy("id").collect()]
        printed = self.alone("encode", "-t", self.ranks, "--jsonl", path).decode().splitlines()
        self.assertEqual(ids, [[int(token) for token in line.split()] for line in printed])

    def test_training_gives_the_vocabulary_of_one_machine(self) -> None:
        path = self.lines()
        frame = self.spark.read.text(path, lineSep="\n").repartition(4)
        for kind, output, split, flags in (("bpe", "lt.tiktoken", "gpt2", ["--split", "gpt2"]), ("bpe", "lt.model", "sentencepiece", [])):
            alone, spark = self.folder / ("alone-" + output), self.folder / ("spark-" + output)
            self.alone("train", kind, "--vocab-size", "400", "--output", str(alone), path, *flags)
            train(frame, "value", self.derlius, vocab_size=400, output=str(spark), kind=kind, split=split)
            self.assertEqual(spark.read_bytes(), alone.read_bytes(), output)


if __name__ == "__main__":
    unittest.main()
