#!/usr/bin/env python3
"""Compare `derlius train superbpe --like huggingface` with SuperBPE's recipe on random small corpora.

usage: check-superword-training.py [--derlius PROGRAM] [--seeds FROM TO]

The recipe: the first stage is BpeTrainer of tokenizers 0.23.3 with the first stage's pattern. The stock library cannot
go on from merges, so that the second stage is done here, slowly, by its definition: the pieces are those that the
library's own Split and ByteLevel cut by the second pattern (as the authors write it, and what it leaves is a piece);
the first stage's merges are done in order; then the most frequent pair is merged, of equally frequent ones that
with the smaller ids, unless the token would hold more words than allowed or a colon before a space. Compared are the
vocabulary and the merges, and the ids of held-out text: Derlius' file in Derlius, in the library, and a tokenizer made
of the recipe's merges with the authors' pattern. Where the second stage never meets
the pair of a first merge, the authors' trainer leaves the merge out and Derlius keeps it; seeds in which a merge finds
no pair when its turn comes are counted apart, and compared with the merge kept. The first difference ends the run.
"""
import json
import os
import random
import subprocess
import tempfile

import seeded_checks
import tokenizers
from tokenizers import models, pre_tokenizers, trainers

WORDS = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|"
         r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}{1,3}|"
         r" ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
SUPERWORDS = r"\p{N}{1,3}| ?[^\s\p{L}\p{N}]{2,}[\r\n/]*| +(?!\S)"
LETTERS = ["a", "b", "c", "ą", "я", "漢", "1", "23", "4567", ".", ":", ",", "-", "/", "A", "Ž", "😀", "\u00a0", "\u0301", "ʰ"]


def cutter(pattern):
    return pre_tokenizers.Sequence([pre_tokenizers.Split(tokenizers.Regex(pattern), "isolated"),
                                    pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def lines(rng):
    letters = rng.sample(LETTERS, rng.randint(2, len(LETTERS)))
    words = ["".join(rng.choice(letters) for _ in range(rng.randint(1, 5))) for _ in range(rng.randint(1, 12))]
    ends = [" ", " ", " ", " ", " ", "  ", "\t", ": ", ", ", "", "    "]
    return ["".join(rng.choice(words) + rng.choice(ends) for _ in range(rng.randint(1, 12)))
            for _ in range(rng.randint(1, 25))]


def merged(row, pair, new):
    result, at = [], 0
    while at < len(row):
        if row[at:at + 2] == pair:
            result.append(new)
            at += 2
        else:
            result.append(row[at])
            at += 1
    return result


def recipe(corpus, size, transition, max_words, colons, longest, alphabet, minimum):
    """Tokens in the order of ids, merges, and whether a first merge never met its pair."""
    more = {"initial_alphabet": alphabet} if alphabet else {}
    if longest:
        more["max_token_length"] = longest
    first = tokenizers.Tokenizer(models.BPE())
    first.pre_tokenizer = cutter(WORDS)
    first.train_from_iterator(corpus, trainers.BpeTrainer(
        vocab_size=transition, show_progress=False, min_frequency=minimum, **more))
    model = json.loads(first.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    merges = [tuple(pair) for pair in model["merges"]]
    cut = cutter(SUPERWORDS)
    rows = [list(piece) for line in corpus for piece, _ in cut.pre_tokenize_str(line)]
    lost = False
    for pair in merges:
        lost = lost or not any(pair == both for row in rows for both in zip(row, row[1:]))
        rows = [merged(row, list(pair), pair[0] + pair[1]) for row in rows]
    ids = {token: number for number, token in enumerate(tokens)}
    while len(tokens) < size:
        counts = {}
        for row in rows:
            for pair in zip(row, row[1:]):
                counts[pair] = counts.get(pair, 0) + 1
        best = None
        for (left, right), count in counts.items():
            token = left + right
            if len(token) > 2 and longest and len(token) >= longest:
                continue
            if max_words and len([word for word in token.split("Ġ") if word]) > max_words:
                continue
            if not colons and ":Ġ" in token:
                continue
            key = (-count, ids[left], ids[right])
            if best is None or key < best[0]:
                best = (key, left, right)
        if best is None or -best[0][0] < max(1, minimum):
            break
        _, left, right = best
        merges.append((left, right))
        ids[left + right] = len(tokens)
        tokens.append(left + right)
        rows = [merged(row, [left, right], left + right) for row in rows]
    return tokens, merges, lost


def check(program, seed):
    rng = random.Random(f"superbpe {seed}")
    corpus = lines(rng)
    alphabet = pre_tokenizers.ByteLevel.alphabet() if rng.random() < .3 else None
    base = 256 if alphabet else len({letter for line in corpus for letter in line.encode()})
    transition = base + rng.choice([0, 5, 15, 30])
    size = transition + rng.choice([0, 5, 20, 40])
    max_words, colons = rng.choice([4, 4, 2, 0]), rng.random() < .2
    longest, minimum = rng.choice([None, None, 3, 6, 12]), rng.choice([0, 1, 2, 3])
    arguments = ["--like=huggingface", f"--vocab-size={size}", f"--transition={transition}",
                 f"--max-words={max_words}", f"--min-frequency={minimum}"]
    arguments += ["--colons"] * colons + [f"--max-token-length={longest}"] * bool(longest)
    arguments += [] if alphabet else ["--initial-alphabet=seen"]
    tokens, merges, lost = recipe(corpus, size, transition, max_words, colons, longest, alphabet, minimum)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "c.txt"), "w", encoding="utf-8", newline="") as file:
            file.write("\n".join(corpus) + "\n")
        done = subprocess.run([program, "train", "superbpe", "-o", "t.json", *arguments, "c.txt"], cwd=folder,
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"seed {seed}: {arguments}\n{done.stderr}")
        path = os.path.join(folder, "t.json")
        with open(path, encoding="utf-8") as file:
            model = json.load(file)["model"]
        ours = sorted(model["vocab"], key=model["vocab"].get), [tuple(pair) for pair in model["merges"]]
        for name, one, two in (("tokens", tokens, ours[0]), ("merges", merges, ours[1])):
            if one != two:
                at = next((i for i, (x, y) in enumerate(zip(one, two)) if x != y), min(len(one), len(two)))
                raise SystemExit(f"seed {seed}: {arguments}\n{corpus}\n{name} at {at}: the recipe {one[at:at + 4]} of "
                                 f"{len(one)}, derlius {two[at:at + 4]} of {len(two)}")
        library = tokenizers.Tokenizer.from_file(path)
        recipes = tokenizers.Tokenizer(models.BPE({t: i for i, t in enumerate(tokens)}, merges))
        recipes.pre_tokenizer = cutter(SUPERWORDS)
        texts = [text for text in corpus + lines(rng) if set(text.encode()) <= set("".join(corpus).encode()) or alphabet]
        with open(os.path.join(folder, "h.txt"), "w", encoding="utf-8", newline="") as file:
            file.write("\n".join(texts) + "\n")
        done = subprocess.run([program, "encode", "-t", path, os.path.join(folder, "h.txt")], capture_output=True,
                              text=True)
        rows = [[int(number) for number in row.split()] for row in done.stdout.split("\n")[:-1]]
        if len(rows) != len(texts):
            raise SystemExit(f"seed {seed}: {done.stderr}")
        for text, row in zip(texts, rows):
            if not row == library.encode(text).ids == recipes.encode(text).ids:
                raise SystemExit(f"seed {seed}: {arguments}\nids of {text!r}: derlius {row}, its file in tokenizers "
                                 f"{library.encode(text).ids}, the recipe {recipes.encode(text).ids}")
    return "same, a first merge without a pair" if lost else "same"


if __name__ == "__main__":
    seeded_checks.run(check, 400)
