"""The vocabularies that are compared: where each lies, how Derlius is told of it, and which library reads it."""

import base64
import glob
import json
import os

from libraries import SentencePiece, Tiktoken, Tokenizers


class Subject:
    """A vocabulary: its name, the arguments that name it to derlius, what loads the library's own."""

    def __init__(self, name, library, arguments, load):
        self.name, self.library, self.arguments, self.load = name, library, arguments, load


def tekken_file(path, folder):
    """A Tekken file made of ranks and the specification beside them, special tokens left out."""
    side = json.load(open(path.removesuffix(".tiktoken") + ".json"))
    vocabulary = []
    for line in open(path, "rb"):
        token, rank = line.split()
        try:
            text = base64.b64decode(token).decode("utf-8")
        except UnicodeDecodeError:
            text = None
        vocabulary.append({"rank": int(rank), "token_bytes": token.decode(), "token_str": text})
    out = os.path.join(folder, "tekken.json")
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"config": side["config"], "vocab": vocabulary}, file)
    return out


def subjects(data, fixtures, models, scratch):
    """All of them: in `data`/vocab, in the tests' fixtures, and in a folder of make-models-in-print.py."""
    found = []

    def add(name, library, arguments, load, *values):
        found.append(Subject(name, library, arguments, lambda: load(*values)))

    def files(pattern):
        return sorted(glob.glob(pattern))

    if data:
        ranks = os.path.join(data, "vocab/tiktoken")
        for path in files(ranks + "/*.tiktoken"):
            add(os.path.basename(path), "tiktoken", ["-t", path], Tiktoken.of, path)
            if "tekken" in path:
                made = tekken_file(path, scratch)
                add("tekken.json of " + os.path.basename(path), "tiktoken", ["-t", made], Tiktoken.of, path)
        for name, file in [("gpt2", "r50k_base"), ("p50k_edit", "p50k_base"), ("o200k_harmony", "o200k_base")]:
            path = f"{ranks}/{file}.tiktoken"
            if os.path.exists(path):
                arguments = ["--vocabularies", ranks, "-t", name]
                add(name + " by name", "tiktoken", arguments, Tiktoken.of, path, name)
        for path in files(data + "/vocab/sentencepiece/*.model") + files(data + "/conformance/golden-train/*.model"):
            add(os.path.basename(path), "sentencepiece", ["-t", path], SentencePiece, path)
        for path in files(data + "/vocab/hf/*.json"):
            add(os.path.basename(path), "tokenizers", ["-t", path], Tokenizers.of_file, path)
        for path in files(data + "/vocab/wordpiece/*.txt"):
            add(os.path.basename(path), "tokenizers", ["-t", path], Tokenizers.of_words, path, "uncased" in path)
        pair = os.path.join(data, "vocab/gpt2")
        if os.path.isdir(pair):
            add("gpt2 encoder.json and vocab.bpe", "tokenizers", ["-t", pair + "/encoder.json"],
                Tokenizers.of_pair, pair + "/encoder.json", pair + "/vocab.bpe")
    if models:
        for path in files(models + "/*/tokenizer.json"):
            add("in print: " + os.path.basename(os.path.dirname(path)), "tokenizers", ["-t", path],
                Tokenizers.of_file, path)
        for path in files(models + "/*/tokenizer/*.model"):
            add("in print: " + os.path.basename(path), "sentencepiece", ["-t", path], SentencePiece, path)
    for path in files(fixtures + "/SentencePiece/*.model"):
        add("fixture " + os.path.basename(path), "sentencepiece", ["-t", path], SentencePiece, path)
    for path in files(fixtures + "/HuggingFace/*.json"):
        add("fixture " + os.path.basename(path), "tokenizers", ["-t", path], Tokenizers.of_file, path)
    # This list has capitals, so it is taken for one that is not lowered.
    for path in files(fixtures + "/WordPiece/vocab.txt"):
        add("fixture " + os.path.basename(path), "tokenizers", ["-t", path], Tokenizers.of_words, path, False)
    return found
