"""Failed tasks, killed workers, duplicates, and input that is at fault."""

import os
import signal
import sys
import time
import unittest
from collections.abc import Iterator
from pathlib import Path

from py4j.protocol import Py4JJavaError
from pyspark import TaskContext, cloudpickle

from derlius_spark import count_pieces, count_pieces_in_files, encode, measure, measure_files
from support import SparkCase, texts

# Workers have no copy of this file.
cloudpickle.register_pickle_by_value(sys.modules[__name__])


def executor() -> int:
    """The process of the executor that this task runs in."""
    process = os.getpid()
    while process > 1:
        if b"CoarseGrainedExecutorBackend" in Path(f"/proc/{process}/cmdline").read_bytes():
            return process
        process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    raise AssertionError("no executor is above this task")


class Trouble(SparkCase):
    def counted(self, change: object) -> tuple[bytes, bytes]:
        """Counts of rows that go through a function of partitions, and of the rows on one machine."""
        rows = texts(4000)
        path = self.write("rows.txt", ("\n".join(rows) + "\n").encode())
        target = self.folder / "counts.tsv"
        changed = self.spark.sparkContext.parallelize(rows, 4).mapPartitionsWithIndex(change)
        count_pieces(changed, self.derlius, split="gpt2").save(str(target))
        return target.read_bytes(), self.count_alone("--split", "gpt2", path)

    def test_a_worker_is_killed_in_the_middle(self) -> None:
        marks = self.folder / "killed"
        marks.mkdir()

        def kill(number: int, rows: Iterator[str]) -> Iterator[str]:
            for place, row in enumerate(rows):
                if number == 2 and place == 500:
                    mark = marks / "done"
                    if not mark.exists():
                        mark.write_text("")
                        os.kill(executor(), signal.SIGKILL)
                        time.sleep(60)
                yield row

        found, expected = self.counted(kill)
        self.assertTrue((marks / "done").exists())
        self.assertEqual(found, expected)

    def test_the_program_is_killed_in_the_middle(self) -> None:
        marks = self.folder / "stopped"
        marks.mkdir()

        def kill(number: int, rows: Iterator[str]) -> Iterator[str]:
            for place, row in enumerate(rows):
                mark = marks / str(number)
                if place == 500 and not mark.exists():
                    mark.write_text("")
                    for process in Path("/proc").glob("[0-9]*"):
                        try:
                            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
                        except OSError:
                            continue
                        if parent == os.getpid() and b"corpus" in (process / "cmdline").read_bytes():
                            os.kill(int(process.name), signal.SIGKILL)
                yield row

        found, expected = self.counted(kill)
        self.assertEqual(len(list(marks.iterdir())), 4)
        self.assertEqual(found, expected)

    def test_a_task_fails_and_is_tried_again(self) -> None:
        def fail(number: int, rows: Iterator[str]) -> Iterator[str]:
            context = TaskContext.get()
            for place, row in enumerate(rows):
                if place == 500 and context is not None and context.attemptNumber() < 2:
                    raise RuntimeError("not yet")
                yield row

        found, expected = self.counted(fail)
        self.assertEqual(found, expected)

    def test_a_task_that_runs_twice_gives_the_same(self) -> None:
        # Spark starts duplicates of slow tasks on other hosts only; here there is one.
        rows = self.spark.sparkContext.parallelize(texts(4000), 4)
        first, second = (count_pieces(rows, self.derlius, partitions=3).parts.collect() for _ in range(2))
        self.assertEqual(len(first), 3)
        self.assertEqual([part.text for part in first], [part.text for part in second])

    def error(self, action: object) -> str:
        with self.assertRaises(Py4JJavaError) as raised:
            action()
        return str(raised.exception.java_exception)

    def test_a_broken_line_is_named(self) -> None:
        good = ("\n".join(texts(3000)) + "\n").encode()
        path = self.write("broken.txt", good + b"ne \xff taip\n" + good)
        message = self.error(lambda: measure_files(self.spark.sparkContext, self.derlius, [path], ["toy"], range_bytes=20_000))
        self.assertIn(f"DerliusError: derlius: {path}: byte {len(good) + 3}: ", message)
        counts = count_pieces_in_files(self.spark.sparkContext, self.derlius, [path], range_bytes=20_000, partitions=1)
        self.assertIn(f"DerliusError: derlius: {path}: byte {len(good) + 3}: ", self.error(lambda: counts.parts.count()))

    def test_a_broken_object_is_named(self) -> None:
        good = b"".join(b'{"text": "%s"}\n' % text.replace("\\", "").replace("\t", " ").encode() for text in texts(3000))
        path = self.write("broken.jsonl", good + b'{"text": "a"\n' + good)
        message = self.error(
            lambda: measure_files(self.spark.sparkContext, self.derlius, [path], ["toy"], format="jsonl", range_bytes=20_000))
        self.assertIn(f"DerliusError: derlius: {path}: line at byte {len(good)}: ", message)

    def test_an_error_of_encoding_fails_the_job(self) -> None:
        frame = self.spark.createDataFrame([("gerai",)] * 100, "text string").repartition(2)
        broken = self.write("no.derlius", b"\x89DRL\r\n\x1a\n")
        shipped = type(self.derlius)(self.derlius.program, {"toy": "no.derlius"}, True)
        self.spark.sparkContext.addFile(broken)
        with self.assertRaises(Exception) as raised:
            encode(frame, "text", shipped, "toy").collect()
        self.assertIn("no.derlius: byte ", str(raised.exception))

    def test_a_column_of_numbers_is_refused(self) -> None:
        frame = self.spark.createDataFrame([(7,)] * 10, "number int")
        for action in (lambda: measure(frame, "number", self.derlius, ["toy"]),
                       lambda: encode(frame, "number", self.derlius, "toy").collect()):
            with self.assertRaises(Exception) as raised:
                action()
            self.assertIn("TypeError: 7 is no text; make the column one of strings", str(raised.exception))

    def test_what_was_not_shipped_is_refused_at_once(self) -> None:
        frame = self.spark.createDataFrame([("a",)], "text string")
        with self.assertRaises(ValueError) as raised:
            encode(frame, "text", self.derlius, "other")
        self.assertEqual(str(raised.exception), "the tokenizer other was not shipped; shipped are: toy")


if __name__ == "__main__":
    unittest.main()
