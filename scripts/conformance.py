#!/usr/bin/env python3
"""Derlius against the real libraries: tiktoken, sentencepiece and tokenizers, on the same texts.

Usage: conformance.py --derlius PATH --data FOLDER [--cases N] [--seed N] [--lines N] [--only NAME] [--report FILE]

FOLDER holds `vocab/` and `text/` (../shared/data). For each vocabulary that one of the installed libraries
reads, ids are compared on
  - lines of all text in FOLDER/text (every line, or --lines of them spread evenly over each file),
  - --cases generated strings: scalars of every category and script, bytes, the vocabulary's own tokens,
    white space, marks, emoji, added tokens glued to text, NFC and NFD twins,
  - runs of a million equal characters.
Inputs on which the library itself fails are listed apart. Exit code 1 when an id differs.
Needs: tiktoken==0.14.0 sentencepiece==0.2.3 tokenizers==0.23.3; what is missing is skipped by name.
"""

import argparse
import base64
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import unicodedata


# --- what the real libraries say ---------------------------------------------------------------


def load_tiktoken(path):
    import tiktoken

    stem = os.path.basename(path).removesuffix(".tiktoken")
    beside = path.removesuffix(".tiktoken") + ".json"
    many = os.path.join(os.path.dirname(path), "encodings.json")
    if os.path.exists(beside):
        entry = json.load(open(beside))
    else:
        entry = json.load(open(many))[stem]
    config = entry.get("config", {})
    pattern = entry.get("pat_str") or config["pattern"]
    first = entry.get("first_ordinary_id") or config.get("default_num_special_tokens", 0)
    size = entry.get("explicit_n_vocab") or config.get("default_vocab_size")
    ranks = {}
    for line in open(path, "rb"):
        token, rank = line.split()
        if size is None or int(rank) + first < size:
            ranks[base64.b64decode(token)] = int(rank)
    encoding = tiktoken.Encoding(stem, pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
    specials = entry.get("special_tokens") or {}
    names = list(specials) if isinstance(specials, dict) else [
        item.get("token_str") or item.get("content") or "" for item in specials
    ]
    return (
        lambda text: [rank + first for rank in encoding.encode_ordinary(text)],
        [token.decode("utf-8", "replace") for token in ranks],
        [name for name in names if name],
    )


def load_sentencepiece(path):
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_file=path)
    pieces = [model.id_to_piece(index) for index in range(model.get_piece_size())]
    controls = [pieces[index] for index in range(len(pieces)) if model.is_control(index)]
    return model.encode, [piece.replace("\u2581", " ") for piece in pieces], controls


def load_tokenizers(path):
    import tokenizers

    tokenizer = tokenizers.Tokenizer.from_file(path)
    vocabulary = list(tokenizer.get_vocab())
    added = [token.content for token in tokenizer.get_added_tokens_decoder().values()]
    return (
        lambda text: tokenizer.encode(text, add_special_tokens=False).ids,
        [token.replace("\u0120", " ").replace("\u2581", " ") for token in vocabulary],
        added,
    )


def vocabularies(data):
    """Path and loader of each vocabulary that a reference library reads."""
    kinds = [
        ("vocab/tiktoken", ".tiktoken", "tiktoken", load_tiktoken),
        ("vocab/sentencepiece", ".model", "sentencepiece", load_sentencepiece),
        ("vocab/hf", ".json", "tokenizers", load_tokenizers),
    ]
    for folder, ending, library, loader in kinds:
        base = os.path.join(data, folder)
        for name in sorted(os.listdir(base)) if os.path.isdir(base) else []:
            if name.endswith(ending):
                yield os.path.join(base, name), library, loader


# --- the texts ----------------------------------------------------------------------------------


def text_lines(data, limit):
    for folder, folders, names in os.walk(os.path.join(data, "text")):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            try:
                lines = open(path, encoding="utf-8", newline="").read().split("\n")
            except UnicodeDecodeError:
                continue
            step = max(1, len(lines) // limit) if limit else 1
            yield from lines[::step]


SPACES = [chr(code) for code in
          [9, 10, 11, 12, 13, 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F,
           0x205F, 0x3000]]
SCALARS = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]


def buckets():
    """All assigned scalars by category, and letters by the first word of their name (about the script)."""
    found = {}
    for scalar in SCALARS:
        category = unicodedata.category(scalar)
        if category == "Cn":
            continue
        found.setdefault(category, []).append(scalar)
        if category[0] in "LM":
            script = unicodedata.name(scalar, "").split(" ")[0]
            found.setdefault("script " + script, []).append(scalar)
    return [found[key] for key in sorted(found)]


WORDS = ("Teismo posėdis taip pat nurodo greitojo teismo į kurį įtariamasis turi teisę datą Ąžuolas žydi "
         "I'm you're DON'T naïve Straße Ελλάδα Σίσυφος ΟΔΟΣ İstanbul ıspanak ﬁnance Dža Ǆ can't 2024 m. "
         "3,14 1000000 http://a.b/c?d=e def f(x): return").split()
EMOJI = ["😀", "👍🏽", "👩‍👩‍👧", "🇱🇹", "☺️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u200d", "\ufe0f", "❤"]


def generated(count, seed, tokens, added):
    """`count` strings, the same for the same seed and vocabulary."""
    draw = random.Random(seed)
    groups = buckets()
    marks = [scalar for scalar in SCALARS if unicodedata.combining(scalar)]

    def some(items, most):
        return "".join(draw.choice(items) for _ in range(draw.randint(1, most)))

    def kind_scalars():
        return "".join(some(draw.choice(groups), 6) for _ in range(draw.randint(1, 4)))

    def kind_bytes():
        return bytes(draw.randrange(256) for _ in range(draw.randint(1, 24))).decode("utf-8", "replace")

    def kind_tokens():
        return "".join(draw.choice(tokens) for _ in range(draw.randint(1, 8)))

    def kind_spaces():
        return "".join(
            draw.choice([some(SPACES, 5), " " * draw.randint(1, 9), "\n" * draw.randint(1, 3), draw.choice(WORDS)])
            for _ in range(draw.randint(1, 6)))

    def kind_marks():
        return "".join(draw.choice("aeiouąčęėįšųūžΑωйд") + some(marks, 3) for _ in range(draw.randint(1, 6)))

    def kind_emoji():
        return "".join(draw.choice([draw.choice(EMOJI), draw.choice(WORDS), " "]) for _ in range(draw.randint(1, 8)))

    def kind_added():
        names = added or ["<s>", "<|endoftext|>"]
        parts = [draw.choice(names), draw.choice(WORDS), " ", draw.choice(names)[: draw.randint(1, 5)]]
        return "".join(draw.choice(parts) for _ in range(draw.randint(1, 6)))

    def kind_twins():
        text = " ".join(draw.choice(WORDS) for _ in range(draw.randint(1, 6)))
        text = draw.choice([text, text.upper(), text.lower()])
        return unicodedata.normalize(draw.choice(["NFC", "NFD", "NFKC", "NFKD"]), text)

    kinds = [kind_scalars, kind_bytes, kind_tokens, kind_spaces, kind_marks, kind_emoji, kind_added, kind_twins]
    for index in range(count):
        yield kinds[index % len(kinds)]()


def runs():
    for unit in ["a", " ", "\n", "1", "ą", "あ", "!", "a ", " \n", "ab1"]:
        yield unit * (1_000_000 // len(unit))
    yield " " * 1_000_000 + "a"


# --- the comparison -----------------------------------------------------------------------------


def derlius_ids(program, vocabulary, texts):
    """The ids of all texts, in one run of the program."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "texts.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for text in texts:
                file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
        done = subprocess.run(
            [program, "encode", "-t", vocabulary, "--jsonl", path], capture_output=True, text=True)
        if done.returncode != 0:
            return None, done.stderr.strip()
        return [[int(word) for word in line.split()] for line in done.stdout.split("\n")[:-1]], ""


def compare(name, encode, texts, ids, report):
    differences, failures = 0, 0
    for text, ours in zip(texts, ids):
        try:
            theirs = list(encode(text))
        except BaseException as error:  # a Rust panic is no Exception
            failures += 1
            report.append(f"  the library fails on {text[:40]!r} ({len(text)} scalars): {str(error)[:80]}")
            continue
        if theirs != ours:
            differences += 1
            if differences <= 5:
                report.append(f"  DIFFERS on {text[:60]!r}: library {theirs[:12]}, derlius {ours[:12]}")
    return differences, failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--derlius", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--report")
    options = parser.parse_args()

    lines = list(text_lines(options.data, options.lines))
    long_runs = list(runs())
    report = [f"seed {options.seed}, {options.cases} generated strings, {len(lines)} lines of text, "
              f"{len(long_runs)} runs of a million", ""]
    wrong = 0
    for path, library, loader in vocabularies(options.data):
        name = os.path.basename(path)
        if options.only and options.only not in path:
            continue
        try:
            encode, tokens, added = loader(path)
        except ImportError:
            report.append(f"{name}: skipped: {library} is not installed")
            print(report[-1], flush=True)
            continue
        start = time.time()
        cases = list(generated(options.cases, options.seed, tokens, added))
        texts = lines + cases + (long_runs if library != "tokenizers" else [])
        ids, error = derlius_ids(options.derlius, path, texts)
        if ids is None:
            report.append(f"{name}: REFUSED: {error}")
            print(report[-1], flush=True)
            wrong += 1
            continue
        notes = []
        differences, failures = compare(name, encode, texts, ids, notes)
        if len(ids) != len(texts):
            notes.append(f"  DIFFERS: {len(texts)} texts gave {len(ids)} lines")
            differences += 1
        wrong += differences
        report.append(
            f"{name} ({library}): {len(texts)} texts, {differences} differ, the library fails on {failures}, "
            f"{time.time() - start:.0f} s")
        report += notes
        print("\n".join(report[-1 - len(notes):]), flush=True)
    if options.report:
        os.makedirs(os.path.dirname(options.report) or ".", exist_ok=True)
        with open(options.report, "w", encoding="utf-8") as file:
            file.write("\n".join(report) + "\n")
    sys.exit(1 if wrong else 0)


main()
