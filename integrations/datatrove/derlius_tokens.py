"""A step of a datatrove pipeline that writes token files by derlius: `.ds`, `.index` and `.metadata`, as DocumentTokenizer does.

    LocalPipelineExecutor(pipeline=[JsonlReader("data"), DerliusTokens("cl100k.derlius", "tokens")], tasks=8).run()

Needs datatrove, and derlius. Ids are those of `derlius encode`; give `options` to add what ends a document, where the
tokenizer has a template for it: ["--add-specials"].
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep


class DerliusTokens(PipelineStep):
    """Tokenizes documents. A task's files take their names when they are complete, so that a task can be run again."""

    name = "🌾 derlius"
    type = "🔢 - TOKENIZER"

    def __init__(
        self, tokenizer: str, output_folder: str, *, token_size: int = 4, program: str = "derlius",
        options: Iterable[str] = ()
    ) -> None:
        """
        tokenizer: a tokenizer as derlius takes it, best a compiled file.
        output_folder: a local folder.
        token_size: bytes of a token: 2, for vocabularies of at most 65,536 ids, or 4.
        """
        super().__init__()
        self.tokenizer, self.folder, self.token_size, self.program = tokenizer, output_folder, token_size, program
        self.options = list(options)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Tokenizes the documents of a task, and hands them on."""
        os.makedirs(self.folder, exist_ok=True)
        target = os.path.join(self.folder, f"{rank:05d}_derlius.ds")
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".derlius-") as folder:
            tokens, index = os.path.join(folder, "ds"), os.path.join(folder, "index")
            command = [self.program, "encode", "-t", self.tokenizer, "--jsonl", "--format", f"u{8 * self.token_size}",
                       "--index", index, "--threads", "1", *self.options]
            with open(tokens, "wb") as output, tempfile.TemporaryFile() as messages:
                process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=output, stderr=messages)
                try:
                    yield from self.given(data, process)
                finally:
                    if process.poll() is None and process.stdin is not None and not process.stdin.closed:
                        process.kill()  # The pipeline was left early.
                    status = process.wait()
                if status != 0:
                    messages.seek(0)
                    raise RuntimeError(messages.read().decode("utf-8", "replace").strip() or f"derlius: status {status}")
            self.finish(tokens, index, target)

    def given(self, data: DocumentsPipeline, process: "subprocess.Popen[bytes]") -> Iterator[Document]:
        """Gives the program documents, a line each; it writes to a file, so that nobody waits for anybody."""
        stream = process.stdin
        assert stream is not None
        try:
            for document in data:
                with self.track_time():
                    line: dict[str, Any] = {"text": document.text}
                    stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
                    self.stat_update("documents")
                yield document
            stream.close()
        except BrokenPipeError:
            process.wait()  # It has ended, and says why.

    def finish(self, tokens: str, index: str, target: str) -> None:
        """Gives the files their names, the tokens last."""
        count = os.path.getsize(tokens) // self.token_size
        with open(target + ".metadata", "w", encoding="utf-8") as metadata:
            metadata.write(f"{self.tokenizer}|{self.token_size}\n{count}\n{count} tokens")
        os.replace(index, target + ".index")
        os.replace(tokens, target)
        self.stat_update("tokens", value=count)
