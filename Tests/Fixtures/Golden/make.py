"""Records what the real libraries give for the texts of the shared data, as counts and hashes of ids.

    python make.py DATA ORACLE

DATA is the shared folder with conformance/golden/inputs.jsonl; ORACLE the program of ../GGUF/oracle.cpp. A line of
ids.tsv is the vocabulary, the text's name, the number of ids, and the first 16 digits of the SHA-256 of the ids
joined by spaces. Used were tokenizers 0.23.3 and llama.cpp as packed in llama-cpp-python 0.3.36.
"""

import hashlib
import json
import os
import struct
import subprocess
import sys

from tokenizers import BertWordPieceTokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
DATA, ORACLE = sys.argv[1:]
with open(os.path.join(DATA, "conformance/golden/inputs.jsonl"), encoding="utf-8") as file:
    INPUTS = [json.loads(line) for line in file]


def llama(path, texts):
    """The ids of all texts; None for those that end the program: its regular expressions run out of stack."""
    data = b"".join(struct.pack("<I", len(t.encode())) + t.encode() for t in texts)
    run = subprocess.run([ORACLE, path], input=data, capture_output=True)
    if run.returncode == 0:
        return [[int(i) for i in line.split()] for line in run.stdout.decode().split("\n")[: len(texts)]]
    if len(texts) == 1:
        return [None]
    half = len(texts) // 2
    return llama(path, texts[:half]) + llama(path, texts[half:])


with open(os.path.join(HERE, "ids.tsv"), "w", encoding="utf-8") as out:

    def record(name, key, ids):
        if ids is None:
            print("fails:", name, key)
            return
        digest = hashlib.sha256(" ".join(map(str, ids)).encode()).hexdigest()[:16]
        print(name, key, len(ids), digest, sep="\t", file=out)

    bert = BertWordPieceTokenizer(os.path.join(DATA, "vocab/wordpiece/bert-base-uncased-vocab.txt"), lowercase=True)
    cased = BertWordPieceTokenizer(os.path.join(HERE, "../WordPiece/vocab.txt"), lowercase=False)
    for row in INPUTS:
        record("bert-base-uncased", row["id"], bert.encode(row["text"], add_special_tokens=False).ids)
        record("cased", row["id"], cased.encode(row["text"], add_special_tokens=False).ids)
    for name in ["bert-bge", "gpt-2", "llama-spm", "deepseek-coder"]:
        path = os.path.join(DATA, f"vocab/gguf/ggml-vocab-{name}.gguf")
        for row, ids in zip(INPUTS, llama(path, [row["text"] for row in INPUTS])):
            record("gguf-" + name, row["id"], ids)
