"""A small cluster of two workers, texts of our own, and derlius alone to compare with."""

import base64
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from pyspark.sql import SparkSession

from derlius_spark import Derlius, ship

PROGRAM = os.environ.get("DERLIUS", "derlius")
WORDS = ["namas", "žodis", "ąžuolas", "ir", "kad", "eina", "dvi", "upės", "prie", "ežero", "a\\b", "3,14", "„taip“", "tab\there"]


def texts(count: int, seed: int = 1) -> list[str]:
    """Texts of a line each, some of them empty."""
    draw = random.Random(seed)
    result = []
    for number in range(count):
        words = [draw.choice(WORDS) + str(draw.randrange(40)) for _ in range(draw.randrange(12))]
        result.append(" ".join(words) + ("." if number % 3 else ""))
    return result


def write_ranks(folder: Path) -> str:
    """A rank file of all bytes and some pairs of them, with its side file."""
    tokens = [bytes([byte]) for byte in range(256)] + [b"na", b"ma", b" e", b"ir", b" ir", "ž".encode()]
    path = folder / "toy.tiktoken"
    path.write_bytes(b"".join(base64.b64encode(token) + b" %d\n" % rank for rank, token in enumerate(tokens)))
    (folder / "toy.json").write_text(json.dumps({"pat_str": "gpt2", "special_tokens": {"<|end|>": 300}}), encoding="utf-8")
    return str(path)


class SparkCase(unittest.TestCase):
    """Tests in a cluster of two workers with a core each."""

    spark: SparkSession
    derlius: Derlius
    folder: Path
    ranks: str

    @classmethod
    def setUpClass(cls) -> None:
        cls._temporary = tempfile.TemporaryDirectory()
        cls.folder = Path(cls._temporary.name)
        cls.ranks = write_ranks(cls.folder)
        os.environ["PYSPARK_PYTHON"] = sys.executable
        cls.spark = (
            SparkSession.builder.master("local-cluster[2,1,1024]").appName("derlius")
            .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1").config("spark.local.dir", str(cls.folder / "spark"))
            .config("spark.sql.shuffle.partitions", "2").config("spark.task.maxFailures", "4")
            .config("spark.worker.cleanup.enabled", "true").getOrCreate())
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.derlius = ship(cls.spark, PROGRAM, {"toy": cls.ranks})

    @classmethod
    def tearDownClass(cls) -> None:
        cls.spark.stop()
        cls._temporary.cleanup()

    def alone(self, *arguments: str, text: bytes = b"") -> bytes:
        """What derlius prints on one machine."""
        environment = dict(os.environ, DERLIUS_HOME=str(self.folder / "home"))
        done = subprocess.run([PROGRAM, *arguments], input=text, capture_output=True, env=environment, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout

    def count_alone(self, *arguments: str) -> bytes:
        """The count file that derlius writes on one machine."""
        path = str(self.folder / "alone.tsv")
        self.alone("corpus", "words", "--output", path, *arguments)
        return Path(path).read_bytes()

    def write(self, name: str, content: bytes) -> str:
        """Writes a file of the test's and gives its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return str(path)
