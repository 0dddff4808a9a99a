#!/usr/bin/env python3
"""Load the tokenizer.json files that `derlius train` writes for pieces of characters in the real library, and compare ids.

usage: check-trained-json.py [--derlius PROGRAM] [--seeds FROM TO] [--text FILE --held-out FILE --vocab-size N]

Each seed is a random corpus and a set of options of `train unigram` or of `train bpe --alphabet characters`, with
--output x.json. Options that no tokenizer.json can state are refused by Derlius, which is counted. What is written is
loaded by tokenizers 0.23.3, and the ids of held-out lines there must be those of `derlius encode -t x.json`, and
those of `derlius encode` with the model that the same options give as .model, but for special tokens in the text and
for the order of the same pieces (of Unigram models without --round-scores; a tie in doubles is none in floats). With
--text both trainers run on that text, and the held-out text is encoded. The first difference ends the run. Needs the package tokenizers.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile

import tokenizers

LETTERS = ["a", "b", "c", "ą", "š", "я", "д", "の", "カ", "ー", "漢", "é", "e\u0301", "1", "2", "１",
           ".", ",", "-", "ﬁ", "№", "😀", "\u00a0", "A", "ह", "ि", "<", ">", "\u0308", "Ω"]

SPECIALS = ["<s>", "</s>", "<unk>", "<pad>", "<c>", "[SEP]"]


def lines(rng, letters=None):
    letters = letters or rng.sample(LETTERS, rng.randint(2, len(LETTERS)))
    words = ["".join(rng.choice(letters) for _ in range(rng.randint(1, 9))) for _ in range(rng.randint(1, 25))]
    result = []
    for _ in range(rng.randint(1, 30)):
        parts = [rng.choice(words) + rng.choice([" ", " ", " ", "  ", "", "\t" if rng.random() < .1 else " "])
                 for _ in range(rng.randint(1, 8))]
        line = "".join(parts)
        if rng.random() < .05:
            line += "▁" + rng.choice(words)
        if rng.random() < .05:
            line += "<s>" + rng.choice(words)
        result.append(line)
    return result


def options(rng, kind):
    chosen = []
    def some(chance, *option):
        if rng.random() < chance:
            chosen.extend(option)
    some(.3, "--character-coverage", rng.choice(["1", "0.98", "0.9995"]))
    some(.2, "--byte-fallback")
    some(.3, "--like", "sentencepiece")
    # A rule of normalization is mostly refused: tokenizers applies it to grapheme clusters.
    rule = rng.choice(["nfkc", "nmt_nfkc", "nmt_nfkc_cf"]) if rng.random() < .1 else "identity"
    chosen += ["--normalization", rule]
    some(.2, "--no-add-dummy-prefix")
    some(.2, "--no-remove-extra-whitespaces")
    some(.2, "--special", rng.choice(["<c>", "[SEP]"]))
    some(.1, "--user-defined-symbols", rng.choice(["ab", "<u>", "1"]))
    some(.2, "--no-split-by-whitespace")
    some(.2, "--split-digits")
    some(.2, "--allow-whitespace-only-pieces")
    some(.1, "--pad-id", "3")
    some(.1, "--required-chars", "xyz")
    if kind == "unigram":
        some(.3, "--max-piece-length", rng.choice(["2", "4", "30"]))
        if "--like" not in chosen:
            some(.5, "--round-scores")
    else:
        chosen += ["--alphabet", "characters"]
    chosen.append("--no-hard-vocab-limit")
    return chosen


def encode(program, model, path, count):
    done = subprocess.run([program, "encode", "-t", model, path], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"derlius encode -t {model}: {done.stderr}")
    rows = done.stdout.split("\n")[:-1]
    assert len(rows) == count, (len(rows), count)
    return [[int(number) for number in row.split()] for row in rows]


def compare(program, kind, arguments, text, held_out, size, folder, what):
    """Trains and compares; gives "refused" or "same"."""
    json, model = os.path.join(folder, "x.json"), os.path.join(folder, "x.model")
    command = [program, "train", kind, "--vocab-size", str(size), *arguments]
    done = subprocess.run([*command, "-o", json, text], capture_output=True, text=True)
    if done.returncode != 0:
        return "refused"
    with open(held_out, encoding="utf-8", newline="") as file:
        texts = file.read().removesuffix("\n").split("\n")
    ours = encode(program, json, held_out, len(texts))
    library = tokenizers.Tokenizer.from_file(json)
    for line, ids in zip(texts, ours):
        theirs = library.encode(line, add_special_tokens=False).ids
        if theirs != ids:
            raise SystemExit(f"{what}: {kind} {arguments}\nids of {line!r}: tokenizers {theirs}, derlius {ids}")
    if "--alphabet" in arguments:
        at = arguments.index("--alphabet")
        command = [program, "train", kind, "--vocab-size", str(size), *arguments[:at], *arguments[at + 2:]]
    subprocess.run([*command, "-o", model, text], capture_output=True, text=True, check=True)
    for line, one, two in zip(texts, ours, encode(program, model, held_out, len(texts))):
        # In a text tokenizers finds special tokens, sentencepiece does not; and of two ways of the same pieces, whose
        # scores are the same, the sum of doubles there and of floats here may choose differently, but for scores that
        # are rounded so that sums are exact.
        if kind == "unigram" and "--round-scores" not in arguments:
            one, two = sorted(one), sorted(two)
        if one != two and not any(special in line for special in SPECIALS):
            raise SystemExit(f"{what}: {kind} {arguments}\nids of {line!r}: .json {one}, .model {two}")
    return "same"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--derlius", default=".build/debug/derlius")
    parser.add_argument("--seeds", nargs=2, type=int, default=[0, 200])
    parser.add_argument("--text")
    parser.add_argument("--held-out")
    parser.add_argument("--vocab-size", type=int, default=4000)
    given = parser.parse_args()
    program = os.path.abspath(given.derlius)
    print("tokenizers", tokenizers.__version__)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        if given.text:
            for kind, arguments in [("unigram", []), ("unigram", ["--normalization", "nmt_nfkc", "--byte-fallback"]),
                                    ("bpe", ["--alphabet", "characters"]),
                                    ("bpe", ["--alphabet", "characters", "--byte-fallback"])]:
                result = compare(program, kind, arguments, given.text, given.held_out or given.text, given.vocab_size,
                                 folder, given.text)
                print(kind, *arguments, result)
            return
        for seed in range(*given.seeds):
            for kind in ("unigram", "bpe"):
                rng = random.Random(f"{kind} {seed}")
                text, held_out = os.path.join(folder, "c.txt"), os.path.join(folder, "h.txt")
                corpus = lines(rng)
                for path, content in ((text, corpus), (held_out, corpus[:5] + lines(rng) + lines(rng, LETTERS))):
                    with open(path, "w", encoding="utf-8", newline="") as file:
                        file.write("\n".join(content) + "\n")
                result = compare(program, kind, options(rng, kind), text, held_out, rng.choice([60, 120, 300, 400]),
                                 folder, f"seed {seed}")
                found[f"{kind} {result}"] = found.get(f"{kind} {result}", 0) + 1
            if (seed + 1) % 20 == 0:
                print(seed + 1, found, file=sys.stderr, flush=True)
    print(found)


main()
