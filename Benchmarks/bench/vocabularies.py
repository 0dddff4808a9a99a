"""The vocabularies: found in the shared data or in the cache of `derlius pull`, and the forms that rivals need."""

import hashlib
import json
import os
import subprocess
import sys

from . import places

# Name -> kind, file under --data.
VOCABULARIES = {
    "cl100k_base": ("tiktoken", "vocab/tiktoken/cl100k_base.tiktoken"),
    "o200k_base": ("tiktoken", "vocab/tiktoken/o200k_base.tiktoken"),
    "llama2": ("sentencepiece", "vocab/sentencepiece/llama2.model"),
    "mistral-v1": ("sentencepiece", "vocab/sentencepiece/mistral-v1.model"),
    "t5-base": ("sentencepiece", "vocab/sentencepiece/t5-base.model"),
    "unigram-32k": ("sentencepiece", None),  # Trained here.
    "bert": ("wordpiece", "vocab/wordpiece/bert-base-uncased-vocab.txt"),
    "gpt2": ("huggingface", "vocab/hf/gpt2.tokenizer.json"),
    "claude2": ("huggingface", "vocab/hf/claude2.tokenizer.json"),
    "falcon": ("huggingface", "vocab/hf/falcon.tokenizer.json"),
    "pythia": ("huggingface", "vocab/hf/pythia-12b.tokenizer.json"),
    "llama2-json": ("huggingface", "vocab/hf/llama-2-7b-chat-hf.tokenizer.json"),
}


class Vocabularies:
    def __init__(self, data, derlius, texts):
        self.data, self.derlius, self.texts = data, derlius, texts
        self.found = {}

    def __getitem__(self, name):
        """A dictionary as `rivals.rival` says, with the file's hash. Missing where there is none."""
        if name not in self.found:
            try:
                self.found[name] = self.find(name)
            except places.Missing as error:
                self.found[name] = error
        if isinstance(self.found[name], places.Missing):
            raise self.found[name]
        return self.found[name]

    def find(self, name):
        kind, place = VOCABULARIES[name]
        path = self.trained(name) if place is None else self.place(name, place)
        with open(path, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        entry = {"name": name, "kind": kind, "path": path, "sha256": digest}
        if kind == "tiktoken":
            entry["pattern"] = self.pattern(name, path)
        entry["huggingface"] = path if kind == "huggingface" else self.converted(name, path, digest)
        return entry

    def place(self, name, place):
        path = os.path.join(self.data, place)
        if os.path.exists(path):
            return path
        # The cache that `derlius pull` fills (see HomeFolder).
        cache = os.environ.get("DERLIUS_HOME") or os.path.join(
            os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "derlius")
        path = os.path.join(cache, "vocabularies", os.path.basename(place))
        if os.path.exists(path):
            return path
        pull = f", or `derlius pull {name}`" if place.endswith(".tiktoken") else ""
        raise places.Missing(f"needs {place} under the folder of --data{pull}")

    def pattern(self, name, path):
        """The split pattern of a rank file, from the files beside it, else from derlius' own copy of it."""
        beside = path.removesuffix(".tiktoken") + ".json"
        many = os.path.join(os.path.dirname(path), "encodings.json")
        if os.path.exists(beside):
            return read(beside)["pat_str"]
        if os.path.exists(many):
            return read(many)[name]["pat_str"]
        copy = places.made("vocabularies", f"{name}.tiktoken")
        self.run("convert", path, "--to", "tiktoken", "--output", copy)
        return read(copy.removesuffix(".tiktoken") + ".json")["pat_str"]

    def converted(self, name, path, digest):
        """The same tokenizer as a tokenizer.json, by `derlius convert`, else by tokenizers' own converter, or None."""
        output = places.made("vocabularies", f"{name}-{digest[:12]}.tokenizer.json")
        if not os.path.exists(output):
            self.run("convert", path, "--to", "huggingface", "--output", output, check=False)
        if not os.path.exists(output) and path.endswith(".model"):
            subprocess.run([sys.executable, "-m", "bench.unigram_json", path, output], capture_output=True,
                           env=dict(os.environ, PYTHONPATH=places.BENCHMARKS))
        return output if os.path.exists(output) else None

    def trained(self, name):
        """A Unigram of 32,000 pieces of the Lithuanian law that is also encoded, by our trainer."""
        text = self.texts["law"]
        output = places.made("vocabularies", f"{name}-{text.sha256[:12]}.model")
        if not os.path.exists(output):
            size = "4000" if self.texts.quick else "32000"
            self.run("train", "unigram", "--like", "sentencepiece", "--vocab-size", size, "--output", output, text.path)
        return output

    def compiled(self, name):
        """The compiled form, of rank files, where this `derlius` has `compile`."""
        if self[name]["kind"] != "tiktoken":
            return None
        # Without the command the help is that of the whole program.
        if "USAGE: derlius compile" not in (self.run("compile", "--help", check=False) or ""):
            raise places.Missing("no compiled forms: this derlius has no `compile`")
        output = places.made("vocabularies", f"{name}.compiled")
        self.run("compile", self[name]["path"], "--output", output)
        return output

    def run(self, *arguments, check=True):
        if not os.path.exists(self.derlius):
            raise places.Missing(f"needs {self.derlius}: `swift build -c release --product derlius`")
        result = subprocess.run([self.derlius, *arguments], capture_output=True, text=True)
        if result.returncode == 0:
            return result.stdout
        if check:
            raise places.Missing(f"`derlius {arguments[0]}` failed: {result.stderr.strip()[:300]}")
        return None

    def records(self):
        return [{key: entry[key] for key in ("name", "kind", "sha256")} | {"file": os.path.basename(entry["path"])}
                for entry in self.found.values() if isinstance(entry, dict)]


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)
