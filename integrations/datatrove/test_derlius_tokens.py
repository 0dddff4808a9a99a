"""The step in a pipeline of the real datatrove, whose own readers take what it writes. Run with DERLIUS=path/to/derlius."""

import base64
import json
import os
import subprocess
import sys
import tempfile
import types
import unittest
from pathlib import Path

import numpy
from datatrove.executor import LocalPipelineExecutor
from datatrove.io import get_datafolder
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.tokens.merger import DocumentTokenizerMerger
from datatrove.pipeline.tokens.tokenizer import TokenizedFile

from derlius_tokens import DerliusTokens

PROGRAM = os.environ.get("DERLIUS", "derlius")
TEXTS = [f"Dokumentas {number}: ąžuolas\nir upė, " * (number % 7) for number in range(300)]


class Tokens(unittest.TestCase):
    def setUp(self) -> None:
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = Path(self.temporary.name)
        tokens = [bytes([byte]) for byte in range(256)] + [b"Do", b"ku", b" i", b" u"]
        self.ranks = self.folder / "toy.tiktoken"
        self.ranks.write_bytes(b"".join(base64.b64encode(token) + b" %d\n" % rank for rank, token in enumerate(tokens)))
        (self.folder / "toy.json").write_text('{"pat_str": "gpt2", "special_tokens": {"<|end|>": 300}}')
        data = self.folder / "data"
        data.mkdir()
        for shard in range(3):
            lines = [json.dumps({"text": text, "id": str(place)}) for place, text in enumerate(TEXTS[shard * 100 : shard * 100 + 100])]
            (data / f"{shard}.jsonl").write_text("\n".join(lines) + "\n")

    def tokenize(self, size: int, tokenizer: str | None = None) -> Path:
        output = self.folder / f"tokens-{size}"
        step = DerliusTokens(tokenizer or str(self.ranks), str(output), token_size=size, program=PROGRAM)
        LocalPipelineExecutor(
            pipeline=[JsonlReader(str(self.folder / "data")), step], tasks=3, workers=1, logging_dir=str(self.folder / f"logs-{size}")
        ).run()
        return output

    def ids(self) -> list[list[int]]:
        """What derlius prints for the documents that are not empty: the reader leaves out empty ones."""
        lines = "".join(json.dumps({"text": text}) + "\n" for text in TEXTS if text)
        done = subprocess.run([PROGRAM, "encode", "-t", self.ranks, "--jsonl"], input=lines.encode(), capture_output=True, check=True)
        return [[int(token) for token in line.split()] for line in done.stdout.decode().splitlines()]

    def test_files_are_those_that_datatrove_writes(self) -> None:
        ids = self.ids()
        for size in (2, 4):
            output = self.tokenize(size)
            first = 0
            for shard in range(3):
                count = sum(1 for text in TEXTS[shard * 100 : shard * 100 + 100] if text)
                theirs = TokenizedFile(str(self.folder / "theirs"), f"{shard}.ds", token_size=size)
                for document in ids[first : first + count]:
                    theirs.write(document, None)
                theirs.close()
                first += count
                for end in ("", ".index"):
                    ours = (output / f"{shard:05d}_derlius.ds{end}").read_bytes()
                    self.assertEqual(ours, (self.folder / "theirs" / f"{shard}.ds{end}").read_bytes(), f"{size} {shard} {end}")

    def test_datatrove_merges_and_reads_them(self) -> None:
        output = self.tokenize(2)
        DocumentTokenizerMerger(
            get_datafolder(str(output)), get_datafolder(str(self.folder / "merged")), save_filename="all", shuffle=False
        ).run()
        merged = self.folder / "merged" / "000_all.ds"
        whole = [token for document in self.ids() for token in document]
        self.assertEqual(numpy.fromfile(merged, dtype="<u2").tolist(), whole)
        with_torch_or_stand_in()
        from datatrove.utils.dataset import DatatroveFileDataset

        data = DatatroveFileDataset(str(merged), seq_len=31, token_size=2)
        self.assertEqual(len(data), len(whole) // 32)
        for item in range(len(data)):
            self.assertEqual(data[item]["input_ids"].tolist(), whole[item * 32 : item * 32 + 32])

    def test_an_error_fails_the_task_and_leaves_no_file(self) -> None:
        with self.assertRaises(RuntimeError) as raised:
            self.tokenize(2, str(self.folder / "none"))
        self.assertIn("derlius: there is no tokenizer or file named", str(raised.exception))
        self.assertEqual(list((self.folder / "tokens-2").glob("*.ds*")), [])


def with_torch_or_stand_in() -> None:
    """DatatroveFileDataset wants torch for its base class and for tensors alone; numpy does for a test where there is none."""
    try:
        import torch  # noqa: F401
    except ImportError:
        import importlib.machinery

        stand_in, utils, data = (types.ModuleType(name) for name in ("torch", "torch.utils", "torch.utils.data"))
        for module in (stand_in, utils, data):
            module.__spec__ = importlib.machinery.ModuleSpec(module.__name__, None)
        stand_in.as_tensor, stand_in.long, stand_in.utils = numpy.asarray, numpy.int64, utils
        data.Dataset = object
        utils.data = data
        sys.modules |= {"torch": stand_in, "torch.utils": utils, "torch.utils.data": data}


if __name__ == "__main__":
    unittest.main()
