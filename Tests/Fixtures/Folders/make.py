"""Records what transformers gives for folders made of our own fixtures.

    python make.py

Each case of cases.json is a folder: files copied from the fixtures beside this folder (`copy`), GPT-2's pair
taken out of a tokenizer.json (`pair`), and small JSON files (`json`). Written are, for each case and text, the
ids without special tokens and those with them. Used were transformers 4.57.1 and Python 3.11 with tokenizers 0.23.3, of which transformers is told that it
is one that it asks for: 0.22.2 keeps a token's first `normalized`, where it is added a second time.
"""

import importlib.metadata
import json
import os
import shutil
import tempfile

VERSION = importlib.metadata.version
importlib.metadata.version = lambda name: "0.22.2" if name == "tokenizers" else VERSION(name)

from transformers import AutoTokenizer

HERE = os.path.dirname(os.path.abspath(__file__))

TEXTS = [
    "", "abc", " abc", "The word", "Ąžuolas ÉCOLE", "a<s>b", "<s> a </s>", "a <x> b", "a<x>b", "<X>", "x <mask> y", "[MASK] [X] a",
    "a[X]b", "中文 a", "hello  world", "<|endoftext|>a", "a <|end|>\n b", "<pad>", "<unk>", "a\nb", "ab<y>", "<y>  a", "aé", "[UNK]", "1234",
]


def build(case, folder):
    for name, source in case.get("copy", {}).items():
        shutil.copy(os.path.join(HERE, "..", source), os.path.join(folder, name))
    if "pair" in case:
        with open(os.path.join(HERE, "..", case["pair"]), encoding="utf-8") as file:
            model = json.load(file)["model"]
        with open(os.path.join(folder, "vocab.json"), "w", encoding="utf-8") as file:
            json.dump(model["vocab"], file)
        with open(os.path.join(folder, "merges.txt"), "w", encoding="utf-8") as file:
            for merge in model["merges"]:
                print(merge if isinstance(merge, str) else " ".join(merge), file=file)
    for name, value in case.get("json", {}).items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            json.dump(value, file)


with open(os.path.join(HERE, "cases.json"), encoding="utf-8") as file:
    cases = json.load(file)
with open(os.path.join(HERE, "ids.jsonl"), "w", encoding="utf-8") as out:
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            build(case, folder)
            tokenizer = AutoTokenizer.from_pretrained(folder)
            for text in TEXTS:
                row = {
                    "case": case["name"], "text": text, "ids": tokenizer.encode(text, add_special_tokens=False),
                    "withSpecials": tokenizer.encode(text),
                }
                out.write(json.dumps(row, separators=(",", ":")) + "\n")
            print(case["name"], type(tokenizer).__name__)
