#!/usr/bin/env python3
"""Compare `derlius train parity-bpe` with ParityBpeTrainer of tokenizers on random small corpora.

usage: check-parity-training.py [--derlius PROGRAM] [--seeds FROM TO]

Each seed is one to five languages with texts (of every fourth seed as count files), development texts or ratios or
neither, and a set of options. Compared are the vocabulary, the merges and the added tokens, and the ids of held-out text by the real library from both
files. The first difference ends the run. Where the library never ends (a window that passes over the only
languages that are left), it is stopped after five seconds, and Derlius must end. Needs the package tokenizers 0.23.3.
"""
import json
import multiprocessing
import os
import random
import subprocess
import tempfile

import seeded_checks
import tokenizers
from tokenizers import models, pre_tokenizers, trainers

LETTERS = ["a", "b", "c", "ą", "š", "я", "д", "の", "漢", "é", "1", ".", "-", "😀", "A", "ह", "!", "~", "\u00a0"]
GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"

PARTS = [("vocabulary", lambda j: sorted(j["model"]["vocab"].items(), key=lambda entry: entry[1])),
         ("merges", lambda j: j["model"]["merges"]),
         ("added tokens", lambda j: [(t["id"], t["content"], t["special"]) for t in j["added_tokens"]])]


def lines(rng, letters, most=20):
    words = ["".join(rng.choice(letters) for _ in range(rng.randint(1, 9))) for _ in range(rng.randint(1, 20))]
    return [" ".join(rng.choice(words) for _ in range(rng.randint(1, 8))) for _ in range(rng.randint(1, most))]


def case(seed):
    rng = random.Random(f"parity {seed}")
    names = ["lt", "en", "uk", "ja", "hi"][:rng.randint(1, 5)]
    shared = rng.sample(LETTERS, rng.randint(2, 6))
    alphabets = [shared + rng.sample(LETTERS, rng.randint(0, 5)) for _ in names]
    train = [lines(rng, letters) for letters in alphabets]
    options = {"num_merges": rng.choice([0, 5, 20, 60, 200]), "min_frequency": rng.choice([0, 0, 1, 2, 4])}
    arguments = [f"--num-merges={options['num_merges']}", f"--min-frequency={options['min_frequency']}",
                 "--split=gpt2"]
    is_bytes = rng.random() < .6
    dev = ratio = None
    kind = rng.choice(["dev", "dev", "ratio", "none"])
    if kind == "dev":
        dev = [lines(rng, letters + rng.sample(LETTERS, rng.randint(0, 2)), 6) for letters in alphabets]
    elif kind == "ratio":
        ratio = [rng.choice([1.0, 1.5, .7, 2.57]) for _ in names]
        arguments += [f"--ratio={name}={value}" for name, value in zip(names, ratio)]
    if rng.random() < .5:
        options.update(variant="window", window_size=rng.choice([1, 2, 5, 10, 100]), alpha=rng.choice([.5, 1.0, 1.3, 2.0]))
        arguments += ["--variant=window", f"--window-size={options['window_size']}", f"--alpha={options['alpha']}"]
    if rng.random() < .3:
        options["global_merges"] = rng.choice([1, 5, 30])
        arguments.append(f"--global-merges={options['global_merges']}")
    if rng.random() < .2:
        options["total_symbols"] = True
        arguments.append("--total-symbols")
    if rng.random() < .3:
        options["special_tokens"] = rng.choice([["<s>", "</s>"], ["<s>", "ab", "a"], ["ab", "<s>", "ab"]])
        arguments += [f"--special={text}" for text in options["special_tokens"]]
    if rng.random() < .3:
        options["max_token_length"] = rng.choice([1, 2, 3, 4, 8])
        arguments.append(f"--max-token-length={options['max_token_length']}")
    if is_bytes:
        if rng.random() < .4:
            options["initial_alphabet"] = pre_tokenizers.ByteLevel.alphabet()
        else:
            arguments.append("--initial-alphabet=seen")
    else:
        arguments.append("--alphabet=characters")
        if rng.random() < .4:
            counts = {}
            for text in train + (dev or []):
                for line in text:
                    for letter in line:
                        counts[letter] = counts.get(letter, 0) + 1
            limit = rng.randint(1, len(counts))
            ordered = sorted(counts.values(), reverse=True)
            # Of equally frequent letters the library keeps what its hash table gives.
            if limit == len(ordered) or ordered[limit - 1] != ordered[limit]:
                options["limit_alphabet"] = limit
                arguments.append(f"--limit-alphabet={limit}")
    held_out = [line for letters in alphabets for line in lines(rng, letters, 4)]
    return names, train, dev, ratio, options, arguments, is_bytes, held_out


def real(train, dev, ratio, options, is_bytes, pipe):
    tokenizer = tokenizers.Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = (pre_tokenizers.ByteLevel(add_prefix_space=False) if is_bytes
                               else pre_tokenizers.Split(tokenizers.Regex(GPT2), "isolated"))
    trainer = trainers.ParityBpeTrainer(show_progress=False, **options)
    trainer.train_from_iterator(
        tokenizer, [iter(text) for text in train], dev_iterators=dev and [iter(text) for text in dev], ratio=ratio)
    pipe.send(tokenizer.to_str())


def check(program, seed):
    names, train, dev, ratio, options, arguments, is_bytes, held_out = case(seed)
    here, there = multiprocessing.Pipe(False)
    process = multiprocessing.Process(target=real, args=(train, dev, ratio, options, is_bytes, there))
    process.start()
    text = here.recv() if here.poll(5) else None
    if text is None:
        process.kill()
    process.join()
    with tempfile.TemporaryDirectory() as folder:
        for name, content, kind in ([(n, t, "corpus") for n, t in zip(names, train)]
                                    + [(n, t, "dev") for n, t in zip(names, dev or [])]):
            path = os.path.join(folder, f"{name}.{kind}.txt")
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write("\n".join(content) + "\n")
            if kind == "corpus" and seed % 4 == 3:
                counts = os.path.join(folder, f"{name}.tsv")
                subprocess.run([program, "corpus", "words", "--split", "gpt2", "--output", counts, path], check=True,
                               capture_output=True)
                kind, path = "counts", counts
            arguments += [f"--{kind}={name}={path}"]
        done = subprocess.run([program, "train", "parity-bpe", "-o", "t.json", *arguments],
                              cwd=folder, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise SystemExit(f"seed {seed}: {options} {arguments}\n{done.stderr}")
        if text is None:
            return "endless there"
        with open(os.path.join(folder, "t.json"), encoding="utf-8") as file:
            ours = json.load(file)
        theirs = json.loads(text)
        for name, part in PARTS:
            one, two = part(theirs), part(ours)
            if one != two:
                at = next((i for i, (x, y) in enumerate(zip(one, two)) if x != y), min(len(one), len(two)))
                options.pop("initial_alphabet", None)
                raise SystemExit(f"seed {seed}: {options} {arguments}\n{train}\n{dev}\n{name} at {at}: tokenizers "
                                 f"{one[at:at + 4]} of {len(one)}, derlius {two[at:at + 4]} of {len(two)}")
        one = tokenizers.Tokenizer.from_str(text)
        two = tokenizers.Tokenizer.from_file(os.path.join(folder, "t.json"))
        for line in held_out:
            if one.encode(line).ids != two.encode(line).ids:
                raise SystemExit(f"seed {seed}: {options}\nids of {line!r} differ")
    return "same"


if __name__ == "__main__":
    seeded_checks.run(check, 1000)
