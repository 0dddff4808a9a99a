#!/usr/bin/env python3
"""Compare `derlius train bpe --like …` with the real trainers on random small corpora.

usage: check-training.py [--derlius PROGRAM] [--seeds FROM TO] [sentencepiece|huggingface …]

Each seed is a corpus of lines (like sentencepiece every fifth ends them in CRLF) and a set of options. Like
sentencepiece: pieces, scores, types and order of `spm_train --model_type=bpe` (0.2.3). Like huggingface: ids, merges and added tokens of
`BpeTrainer` (tokenizers 0.23.3), and the ids of held-out text by the real library from the file that
Derlius wrote. The first difference ends the run. Needs the packages sentencepiece and tokenizers.
"""
import argparse
import io
import json
import os
import random
import subprocess
import sys
import tempfile

import sentencepiece
import tokenizers
from sentencepiece import sentencepiece_model_pb2 as model_pb2
from tokenizers import models, pre_tokenizers, trainers

LETTERS = ["a", "b", "c", "ą", "š", "я", "д", "の", "カ", "ー", "漢", "é", "e\u0301", "1", "2", "１",
           ".", ",", "-", "ﬁ", "№", "😀", "\u00a0", "A", "ह", "ि", "<", ">", "\u0308", "Ω"]


def lines(rng):
    kinds = rng.randint(2, len(LETTERS))
    letters = rng.sample(LETTERS, kinds)
    words = ["".join(rng.choice(letters[:rng.randint(1, kinds)]) for _ in range(rng.randint(1, 9)))
             for _ in range(rng.randint(1, 25))]
    result = []
    for _ in range(rng.randint(1, 30)):
        parts = [rng.choice(words) for _ in range(rng.randint(1, 8))]
        line = "".join(part + rng.choice([" ", " ", " ", "  ", "", "\t" if rng.random() < .1 else " "])
                       for part in parts)
        if rng.random() < .05:
            line += "▁" + rng.choice(words)
        if rng.random() < .03:
            line += "▅"
        if rng.random() < .05:
            line += "<s>" + rng.choice(words)
        result.append(line.strip("\n"))
    return result


def run(program, folder, arguments):
    done = subprocess.run([program, "train", "bpe", *arguments], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stderr


def sentencepiece_case(rng):
    """Options as spm_train has them."""
    o = {"model_type": "bpe", "vocab_size": rng.choice([20, 40, 60, 100, 300, 400])}
    def some(chance, key, value):
        if rng.random() < chance:
            o[key] = value
    some(.5, "character_coverage", rng.choice([1.0, .98, .99, .9995]))
    some(.2, "byte_fallback", True)
    some(.3, "normalization_rule_name", rng.choice(["identity", "nfkc", "nmt_nfkc_cf", "nfkc_cf"]))
    some(.2, "add_dummy_prefix", False)
    some(.2, "remove_extra_whitespaces", False)
    some(.3, "max_sentencepiece_length", rng.choice([1, 2, 3, 5, 30]))
    some(.3, "split_by_unicode_script", False)
    some(.3, "split_by_number", False)
    some(.3, "split_by_whitespace", False)
    some(.3, "split_digits", True)
    some(.2, "treat_whitespace_as_suffix", True)
    some(.2, "allow_whitespace_only_pieces", True)
    some(.2, "required_chars", rng.choice(["aą", "xyz", "я1"]))
    some(.2, "max_sentence_length", rng.choice([10, 20, 40]))
    some(.6, "hard_vocab_limit", False)
    some(.2, "control_symbols", rng.choice(["<c>", "<c>,<d>", "ab", "<pad>", "</s>"]))
    some(.2, "user_defined_symbols", rng.choice(["ab", "ą,<u>", "▁a", "1", "<s>", "bc,b"]))
    some(.2, "pad_id", rng.choice([3, 0]))
    if o.get("pad_id") == 0:
        o.update(unk_id=1, bos_id=rng.choice([2, -1]), eos_id=rng.choice([3, -1]))
        if o["bos_id"] == -1 and o["eos_id"] == 3:
            o["eos_id"] = 2
    some(.1, "eos_id", -1)
    some(.1, "unk_piece", "[U]")
    some(.1, "bos_piece", "<begin>")
    return o


FLAGS = ["add_dummy_prefix", "remove_extra_whitespaces", "split_by_unicode_script", "split_by_number",
         "split_by_whitespace", "split_digits", "treat_whitespace_as_suffix",
         "allow_whitespace_only_pieces", "hard_vocab_limit"]
NAMES = {"normalization_rule_name": "normalization", "max_sentencepiece_length": "max-piece-length"}


def sentencepiece_arguments(o):
    arguments = ["--like", "sentencepiece"]
    for key, value in o.items():
        name = "--" + NAMES.get(key, key).replace("_", "-")
        if key == "model_type":
            continue
        if key in FLAGS:
            arguments.append(name if value else name.replace("--", "--no-", 1))
        elif key == "byte_fallback":
            arguments.append(name)
        else:
            arguments.append(f"{name}={value}")
    return arguments


def check_sentencepiece(program, seed):
    rng = random.Random(f"sentencepiece {seed}")
    o = sentencepiece_case(rng)
    corpus = lines(rng)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "c.txt")
        # A carriage return is part of a sentence there.
        end = "\r\n" if seed % 5 == 4 else "\n"
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(end.join(corpus) + end)
        code, message = run(program, folder, sentencepiece_arguments(o) + ["-o", "m.model", "c.txt"])
        writer = io.BytesIO()
        error = None
        try:
            sentencepiece.SentencePieceTrainer.train(
                input=path, model_writer=writer, minloglevel=9, num_threads=1, **o)
        except Exception as exception:
            error = str(exception)
        if error is not None or code != 0:
            if error is not None and code != 0:
                return "refused"
            raise SystemExit(f"seed {seed}: {o}\nsentencepiece: {error}\nderlius: {code} {message}")
        theirs, ours = model_pb2.ModelProto(), model_pb2.ModelProto()
        theirs.ParseFromString(writer.getvalue())
        with open(os.path.join(folder, "m.model"), "rb") as file:
            data = file.read()
        ours.ParseFromString(data)
        a = [(p.piece, p.score, p.type) for p in theirs.pieces]
        b = [(p.piece, p.score, p.type) for p in ours.pieces]
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            raise SystemExit(f"seed {seed}: {o}\n{corpus}\nat {at}: sentencepiece {a[at:at+3]} of {len(a)}, "
                             f"derlius {b[at:at+3]} of {len(b)}\n{message}")
        one, two = (sentencepiece.SentencePieceProcessor(model_proto=m)
                    for m in (writer.getvalue(), data))
        for text in corpus + lines(rng):
            if one.encode(text) != two.encode(text):
                raise SystemExit(f"seed {seed}: {o}\nids of {text!r} differ")
    return "same"


def check_huggingface(program, seed):
    rng = random.Random(f"huggingface {seed}")
    corpus = lines(rng)
    is_bytes = rng.random() < .5
    o = {"vocab_size": rng.choice([5, 30, 60, 200] + [260, 300, 400] * is_bytes),
         "min_frequency": rng.choice([0, 1, 2, 3]), "show_progress": False}
    arguments = ["--like", "huggingface", f"--vocab-size={o['vocab_size']}",
                 f"--min-frequency={o['min_frequency']}", "--split=gpt2"]
    specials = rng.choice([[], ["<s>", "</s>"], ["<unk>", "a"], ["ab", "<s>", "ab"]])
    o["special_tokens"] = specials
    arguments += [f"--special={s}" for s in specials]
    if rng.random() < .4:
        o["max_token_length"] = rng.choice([1, 2, 3, 4, 8])
        arguments.append(f"--max-token-length={o['max_token_length']}")
    tokenizer = tokenizers.Tokenizer(models.BPE())
    gpt2 = (r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")
    if is_bytes:
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        if rng.random() < .5:
            o["initial_alphabet"] = pre_tokenizers.ByteLevel.alphabet()
        else:
            arguments.append("--initial-alphabet=seen")
    else:
        tokenizer.pre_tokenizer = pre_tokenizers.Split(tokenizers.Regex(gpt2), "isolated")
        arguments.append("--alphabet=characters")
        if rng.random() < .5:
            counts = {}
            for line in corpus:
                for letter in line:
                    counts[letter] = counts.get(letter, 0) + 1
            limit = rng.randint(1, len(counts))
            ordered = sorted(counts.values(), reverse=True)
            # Of equally frequent letters the library keeps what its hash table gives.
            if limit == len(ordered) or ordered[limit - 1] != ordered[limit]:
                o["limit_alphabet"] = limit
                arguments.append(f"--limit-alphabet={limit}")
    tokenizer.train_from_iterator(corpus, trainers.BpeTrainer(**o))
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "c.txt"), "w", encoding="utf-8", newline="") as file:
            file.write("\n".join(corpus) + "\n")
        code, message = run(program, folder, arguments + ["-o", "t.json", "c.txt"])
        if code != 0:
            raise SystemExit(f"seed {seed}: {o}\n{message}")
        with open(os.path.join(folder, "t.json"), encoding="utf-8") as file:
            ours = json.load(file)
        theirs = json.loads(tokenizer.to_str())
        for part in (lambda j: j["model"]["vocab"], lambda j: j["model"]["merges"],
                     lambda j: [(t["id"], t["content"], t["special"]) for t in j["added_tokens"]]):
            if part(ours) != part(theirs):
                raise SystemExit(f"seed {seed}: {o}\n{corpus}\ntokenizers {part(theirs)}\nderlius {part(ours)}")
        loaded = tokenizers.Tokenizer.from_file(os.path.join(folder, "t.json"))
        for text in corpus + lines(rng):
            if "<unk>" not in specials and loaded.encode(text).ids != tokenizer.encode(text).ids:
                raise SystemExit(f"seed {seed}: {o}\nids of {text!r} differ")
    return "same"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--derlius", default=".build/debug/derlius")
    parser.add_argument("--seeds", nargs=2, type=int, default=[0, 1000])
    parser.add_argument("libraries", nargs="*", default=["sentencepiece", "huggingface"])
    options = parser.parse_args()
    print("sentencepiece", sentencepiece.__version__, "tokenizers", tokenizers.__version__)
    for library in options.libraries or ["sentencepiece", "huggingface"]:
        check = {"sentencepiece": check_sentencepiece, "huggingface": check_huggingface}[library]
        found = {}
        for seed in range(*options.seeds):
            result = check(os.path.abspath(options.derlius), seed)
            found[result] = found.get(result, 0) + 1
            if (seed + 1) % 100 == 0:
                print(f"{library}: {seed + 1} {found}", file=sys.stderr, flush=True)
        print(f"{library}: {found}")


main()
