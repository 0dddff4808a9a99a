#!/usr/bin/env python3
"""Check `derlius edit` with the real libraries on random vocabularies and texts.

usage: check-edit.py [--derlius PROGRAM] [--seeds FROM TO] [KIND …]

Kinds: tiktoken, bpe (SentencePiece), unigram (SentencePiece), bytes, chars, unigram-json, wordpiece
(tokenizer.json). Each seed is a vocabulary trained on one random text, edited by another one. Checked:

- the file is loaded by tiktoken 0.14, sentencepiece 0.2.3 or tokenizers 0.23.3, which gives the same ids as
  derlius does on random texts;
- after `extend`: old ids stand for the same tokens; ids are what a naive reference says: the old library's,
  then the new merges in order (a Unigram: texts without the string of a new piece keep their ids);
- after `prune`: the map is rising and whole; texts that it was pruned by keep their ids, renumbered; no text
  becomes unknown that was not;
- after `add-special`: the library gives the new tokens the ids that were said, and old texts keep theirs.

The first difference ends the run. Needs the packages tiktoken, sentencepiece, tokenizers and regex.
"""
import argparse
import base64
import json
import os
import random
import subprocess
import tempfile

import regex
import sentencepiece
import tiktoken
import tokenizers
from sentencepiece import sentencepiece_model_pb2 as model_pb2

LETTERS = ["a", "b", "c", "d", "e", "ą", "š", "я", "д", "の", "漢", "字", "é", "1", "2", ".", ",", "-", "😀",
           "A", "ह", "Ω", "ß", "'", "!"]


def texts(rng, letters, count):
    words = ["".join(rng.choice(letters) for _ in range(rng.randint(1, 7))) for _ in range(rng.randint(2, 20))]
    return [" ".join(rng.choice(words) for _ in range(rng.randint(1, 9))) for _ in range(count)]


def mixed(rng, letters, count):
    return ["".join(rng.choice(letters + [" "]) for _ in range(rng.randint(0, 25))) for _ in range(count)]


class Case:
    def __init__(self, program, kind, seed, folder):
        self.program, self.kind, self.folder = program, kind, folder
        self.rng = random.Random(f"{kind} {seed}")
        self.suffix = {"tiktoken": ".tiktoken", "bpe": ".model", "unigram": ".model"}.get(kind, ".json")

    def path(self, name):
        return os.path.join(self.folder, name)

    def derlius(self, *arguments, check=True, text=None):
        done = subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True, text=True,
                              input=text)
        if check and done.returncode != 0:
            raise SystemExit(f"derlius {' '.join(arguments)}: {done.stderr}")
        return done

    def write(self, name, lines):
        with open(self.path(name), "w", encoding="utf-8", newline="") as file:
            file.write("\n".join(lines) + "\n")

    def ids(self, name, lines):
        out = self.derlius("encode", "-t", name, text="".join(line + "\n" for line in lines)).stdout
        return [[int(i) for i in line.split()] for line in out.split("\n")[:-1]]

    # The vocabulary to edit.
    def base(self):
        rng = self.rng
        own = rng.sample(LETTERS, rng.randint(3, 12))
        other = rng.sample(LETTERS, rng.randint(3, 12))
        self.old_texts, self.new_texts = texts(rng, own, 30), texts(rng, other, 30)
        self.probes = (self.old_texts[:8] + self.new_texts[:8] + mixed(rng, own + other, 15)
                       + mixed(rng, LETTERS, 15))
        self.write("old.txt", self.old_texts)
        self.write("new.txt", self.new_texts)
        name = "base" + self.suffix
        specials = rng.choice([[], ["<|end|>"], ["<|end|>", "<|pad|>"]])
        flags = [f"--special={s}" for s in specials]
        if self.kind == "tiktoken":
            self.derlius("train", "bpe", f"--vocab-size={rng.randint(258, 300)}", *flags, "-o", name, "old.txt")
            if specials and rng.random() < .5:
                # Special tokens that do not follow at once.
                side = json.load(open(self.path("base.json")))
                for key in side["special_tokens"]:
                    side["special_tokens"][key] += 7
                json.dump(side, open(self.path("base.json"), "w"))
                # Tokens that no merge gives, and that new merges must not wake.
                ranks = open(self.path(name)).read()
                for text in sorted({"".join(rng.choice(other) for _ in range(rng.randint(3, 4)))
                                    for _ in range(5)}):
                    token = base64.b64encode(text.encode()).decode()
                    if f"{token} " not in ranks:
                        ranks += f"{token} {ranks.count(chr(10))}\n"
                open(self.path(name), "w").write(ranks)
        elif self.kind in ("bpe", "unigram"):
            more = ["--byte-fallback"] if rng.random() < .5 else []
            if rng.random() < .3:
                more.append("--user-defined-symbols=" + rng.choice(["ab", "š,<u>", "1"]))
            if rng.random() < .3:
                more.append("--normalization=nmt_nfkc")
            if rng.random() < .2:
                more.append("--no-add-dummy-prefix")
            if rng.random() < .2:
                more.append("--no-split-by-unicode-script")
            size = rng.randint(320, 360) if "--byte-fallback" in more else rng.randint(30, 70)
            self.derlius("train", self.kind, f"--vocab-size={size}", "--no-hard-vocab-limit", *flags, *more,
                         "-o", name, "old.txt")
            if self.kind == "bpe" and rng.random() < .3:
                add_pieces(self.path(name), {"".join(rng.choice(other) for _ in range(rng.randint(3, 4)))
                                             for _ in range(5)})
        elif self.kind == "wordpiece":
            t = tokenizers.Tokenizer(tokenizers.models.WordPiece(unk_token="[UNK]"))
            t.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
            t.decoder = tokenizers.decoders.WordPiece()
            t.train_from_iterator(self.old_texts, tokenizers.trainers.WordPieceTrainer(
                vocab_size=rng.randint(40, 90), special_tokens=["[UNK]"] + specials, show_progress=False))
            self.late(t, name)
        elif self.kind == "unigram-json":
            t = tokenizers.Tokenizer(tokenizers.models.Unigram())
            t.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
            t.decoder = tokenizers.decoders.Metaspace()
            t.train_from_iterator(self.old_texts, tokenizers.trainers.UnigramTrainer(
                vocab_size=rng.randint(30, 60), special_tokens=["<unk>"] + specials, unk_token="<unk>",
                show_progress=False))
            self.late(t, name)
        else:
            if self.kind == "bytes":
                t = tokenizers.Tokenizer(tokenizers.models.BPE(ignore_merges=rng.random() < .3))
                t.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=rng.random() < .3)
                t.decoder = tokenizers.decoders.ByteLevel()
                alphabet = tokenizers.pre_tokenizers.ByteLevel.alphabet()
                unknown = []
            else:
                t = tokenizers.Tokenizer(tokenizers.models.BPE(unk_token="<unk>", fuse_unk=rng.random() < .5))
                t.pre_tokenizer = rng.choice([tokenizers.pre_tokenizers.Metaspace(),
                                              tokenizers.pre_tokenizers.Whitespace()])
                t.decoder = tokenizers.decoders.Metaspace()
                if rng.random() < .3:
                    t.normalizer = tokenizers.normalizers.NFKC()
                alphabet, unknown = [], ["<unk>"]
            size = rng.randint(260, 300) if self.kind == "bytes" else rng.randint(30, 60)
            t.train_from_iterator(self.old_texts, tokenizers.trainers.BpeTrainer(
                vocab_size=size, special_tokens=unknown + specials, initial_alphabet=alphabet,
                show_progress=False))
            self.late(t, name)
        return name

    def late(self, t, name):
        """Added tokens that the model does not have, and a template."""
        if self.rng.random() < .6:
            t.add_special_tokens(["<|late|>", "<|later|>"][:self.rng.randint(1, 2)])
            if self.rng.random() < .5:
                t.post_processor = tokenizers.processors.TemplateProcessing(
                    single="<|late|> $A", pair="<|late|> $A $B",
                    special_tokens=[("<|late|>", t.token_to_id("<|late|>"))])
        t.save(self.path(name))

    # The real library.
    def load(self, name):
        if self.suffix == ".tiktoken":
            ranks = {}
            for line in open(self.path(name)):
                token, rank = line.split()
                ranks[base64.b64decode(token)] = int(rank)
            side = json.load(open(self.path(name.replace(".tiktoken", ".json"))))
            return tiktoken.Encoding(name, pat_str=side["pat_str"], mergeable_ranks=ranks,
                                     special_tokens=side["special_tokens"],
                                     explicit_n_vocab=side.get("explicit_n_vocab"))
        if self.suffix == ".model":
            return sentencepiece.SentencePieceProcessor(model_file=self.path(name))
        return tokenizers.Tokenizer.from_file(self.path(name))

    def real_ids(self, library, lines):
        if self.suffix == ".tiktoken":
            return [library.encode_ordinary(line) for line in lines]
        if self.suffix == ".model":
            return [library.encode(line) for line in lines]
        return [library.encode(line, add_special_tokens=False).ids for line in lines]

    def same(self, name, lines):
        library = self.load(name)
        real, ours = self.real_ids(library, lines), self.ids(name, lines)
        for line, one, two in zip(lines, real, ours):
            expect(one == two, f"{name}: {line!r}: the library gives {one}, derlius {two}")
        return library, real

    # Extending.
    def extend(self, base):
        name = "extended" + self.suffix
        count = self.rng.randint(1, 40)
        done = self.derlius("edit", "extend", base, "--corpus", "new.txt", f"--add={count}",
                            f"--min-frequency={self.rng.randint(1, 3)}", "-o", name, check=False)
        if self.kind == "wordpiece":
            expect(done.returncode == 1 and "has no merges" in done.stderr, done.stderr)
            return base
        if done.returncode != 0:
            expect("gives no new tokens" in done.stderr, done.stderr)
            return base
        old, (new, ids) = self.load(base), self.same(name, self.probes)
        before = self.real_ids(old, self.probes)
        if self.suffix == ".tiktoken":
            self.check_ranks(old, new, ids)
        elif self.kind == "bpe":
            self.check_model(base, name, old, new)
        elif self.kind == "unigram":
            size = old.get_piece_size()
            expect(new.get_piece_size() > size, "no pieces were added")
            for i in range(size):
                expect(old.id_to_piece(i) == new.id_to_piece(i) and old.get_score(i) == new.get_score(i),
                       f"piece {i} changed")
            for line, one, two in zip(self.probes, before, ids):
                normal = "▁" + line.replace(" ", "▁")
                if not any(new.id_to_piece(i) in normal for i in range(size, new.get_piece_size())):
                    expect(one == two, f"{line!r} without new pieces: {one} became {two}")
        else:
            size = old.get_vocab_size()
            for token, i in old.get_vocab().items():
                expect(new.token_to_id(token) == i, f"{token!r} moved from {i}")
            if self.kind == "unigram-json":
                fresh = [new.id_to_token(i) for i in range(size, new.get_vocab_size())]
                for line, one, two in zip(self.probes, before, ids):
                    if not any(t in "▁" + line.replace(" ", "▁") for t in fresh):
                        expect(one == two, f"{line!r} without new tokens: {one} became {two}")
            else:
                self.check_merges(base, name, old, new, ids)
        TALLY["extended"] += 1
        return name

    def check_ranks(self, old, new, ids):
        for token in old._mergeable_ranks:
            expect(new._mergeable_ranks[token] == old._mergeable_ranks[token], f"{token} moved")
        expect(new._special_tokens == old._special_tokens, "special tokens moved")
        fresh = sorted((r, t) for t, r in new._mergeable_ranks.items() if t not in old._mergeable_ranks)
        expect(fresh[0][0] == old.max_token_value + 1, "new ranks do not follow")
        for line, got in zip(self.probes, ids):
            want = []
            for piece in regex.findall(old._pat_str, line):
                row = [old.decode_single_token_bytes(i) for i in old._encode_single_piece(piece)]
                for _, token in fresh:
                    row = merged(row, lambda a, b: a + b == token)
                want += [new.encode_single_token(t) for t in row]
            expect(want == got, f"{line!r}: naive {want}, got {got}")

    def check_model(self, base, name, old, new):
        size = old.get_piece_size()
        for i in range(size):
            expect(old.id_to_piece(i) == new.id_to_piece(i) and old.get_score(i) == new.get_score(i)
                   and old.is_control(i) == new.is_control(i), f"piece {i} changed")
        fresh = [new.id_to_piece(i) for i in range(size, new.get_piece_size())]
        letters = {t for t in fresh if len(t) == 1}
        has_bytes = old.is_byte(old.piece_to_id("<0x41>"))
        frozen = {old.id_to_piece(i) for i in range(size)
                  if old.is_unused(i) or old.is_control(i)} | user_defined(self.path(base))
        for line in self.probes:
            row = []
            # The text of what is unknown may be that of a piece.
            for piece, i in zip(old.encode(line, out_type=str), old.encode(line)):
                if old.is_byte(i):
                    row.append(("byte", bytes([int(piece[3:5], 16)])))
                elif i == old.unk_id():
                    row += [("char", c) for c in piece]
                else:
                    row.append(("fixed" if piece in frozen else "piece", piece))
            if has_bytes:
                row = undo_bytes(row)
            row = [("piece", t) if k == "char" and t in letters else (k, t) for k, t in row]
            for token in fresh:
                row = merged(row, lambda a, b: a[0] == b[0] == "piece" and a[1] + b[1] == token,
                             lambda a, b: ("piece", a[1] + b[1]))
            want = []
            for kind, text in row:
                if kind != "char":
                    want.append(new.piece_to_id(text))
                elif has_bytes:
                    want += [new.piece_to_id(f"<0x{b:02X}>") for b in text.encode()]
                elif not want or want[-1] != new.unk_id():
                    want.append(new.unk_id())
            got = new.encode(line)
            expect(want == got, f"{line!r}: naive {want}, got {got}")

    def check_merges(self, base, name, old, new, ids):
        before = json.load(open(self.path(base)))["model"]
        after = json.load(open(self.path(name)))["model"]
        pairs = lambda merges: [tuple(m.split(" ")) if isinstance(m, str) else tuple(m) for m in merges]
        expect(pairs(after["merges"])[:len(before["merges"])] == pairs(before["merges"]), "merges changed")
        fresh = pairs(after["merges"])[len(before["merges"]):]
        unknown = before["unk_token"]
        for line, got in zip(self.probes, ids):
            text = old.normalizer.normalize_str(line) if old.normalizer else line
            want = []
            for piece, _ in old.pre_tokenizer.pre_tokenize_str(text):
                row = []
                # What no old letter covers parts the rest, unless it is a new letter.
                run = ""
                def flush():
                    nonlocal run
                    if run:
                        row.extend(("piece", t.value) for t in old.model.tokenize(run))
                    run = ""
                for c in piece:
                    if c in before["vocab"]:
                        run += c
                    else:
                        flush()
                        row.append(("piece", c) if c in after["vocab"] else ("unk", c))
                flush()
                if before.get("ignore_merges") and piece in before["vocab"]:
                    row = [("piece", piece)]
                for a, b in fresh:
                    row = merged(row, lambda x, y: x == ("piece", a) and y == ("piece", b),
                                 lambda x, y: ("piece", x[1] + y[1]))
                last = None
                for kind, t in row:
                    if kind == "piece":
                        want.append(after["vocab"][t])
                    elif not (before["fuse_unk"] and last == "unk"):
                        want.append(after["vocab"][unknown])
                    last = kind
            expect(want == got, f"{line!r}: naive {want}, got {got}")

    # Pruning.
    def prune(self, base):
        rng = self.rng
        name = "pruned" + self.suffix
        way = rng.randint(0, 2)
        corpus = rng.choice(["old.txt", "new.txt"])
        size = self.size(base)
        if way == 0:
            arguments = ["--corpus", corpus, f"--min-count={rng.choice([1, 1, 2, 5])}"]
        else:
            arguments = [f"--vocab-size={rng.randint(size // 2, size - 1)}"]
            arguments += ["--corpus", corpus] if way == 2 else []
        done = self.derlius("edit", "prune", base, *arguments, "-o", name, check=False)
        if done.returncode != 0:
            expect("tokens that stay" in done.stderr, done.stderr)
            return
        TALLY["pruned"] += 1
        table = [tuple(map(int, line.split("\t"))) for line in open(self.path("pruned.ids.tsv"))]
        expect([new for _, new in table] == list(range(len(table))), "new ids are not dense")
        expect(all(a[0] < b[0] for a, b in zip(table, table[1:])), "old ids do not rise")
        expect(len(table) == self.size(name), "the map is not whole")
        if way > 0:
            expect(f"--vocab-size={len(table)}" == arguments[0], "another size than asked for")
        old = self.load(base)
        new, ids = self.same(name, self.probes)
        before = self.real_ids(old, self.probes)
        for line, one, two in zip(self.probes, before, ids):
            if not self.unknown(old, one):
                expect(not self.unknown(new, two), f"{line!r} became unknown")
            expect(self.text(old, one) == self.text(new, two), f"{line!r} is decoded otherwise")
        if arguments[-1] == "--min-count=1":
            moved = dict(table)
            lines = self.old_texts if corpus == "old.txt" else self.new_texts
            one, two = self.real_ids(old, lines), self.real_ids(new, lines)
            for line, a, b in zip(lines, one, two):
                expect([moved.get(i) for i in a] == b, f"{line!r} of the corpus: {a} became {b}")

    def size(self, name):
        library = self.load(name)
        if self.suffix == ".tiktoken":
            return len(library._mergeable_ranks) + len(library._special_tokens)
        return library.get_piece_size() if self.suffix == ".model" else library.get_vocab_size()

    def unknown(self, library, ids):
        if self.suffix == ".tiktoken":
            return False
        if self.suffix == ".model":
            return library.unk_id() in ids
        return any(library.id_to_token(i) in ("<unk>", "[UNK]") for i in ids)

    def text(self, library, ids):
        if self.kind == "wordpiece":
            # The decoder joins pieces by what they are; tokens without marks say the same.
            return "".join(library.id_to_token(i).removeprefix("##") for i in ids)
        return library.decode(ids)

    # Special tokens.
    def add_special(self, base):
        name = "special" + self.suffix
        tokens = self.rng.sample(["<|user|>", "<|tool|>", "[x]", "<é>"], self.rng.randint(1, 3))
        user = self.suffix != ".tiktoken" and self.rng.random() < .5
        more = ["--type=user-defined"] if user else []
        said = self.derlius("edit", "add-special", base, *tokens, *more, "-o", name).stdout
        ids = [int(line.rsplit(" ", 1)[1]) for line in said.splitlines()]
        old = self.load(base)
        plain = [line for line in self.probes if not any(t in line for t in tokens)]
        new, after = self.same(name, plain + ["a" + t + "b" for t in tokens] if user else plain)
        expect(self.real_ids(old, plain) == after[:len(plain)], "old texts changed")
        for token, i in zip(tokens, ids):
            if self.suffix == ".tiktoken":
                expect(new.encode(token, allowed_special="all") == [i], f"{token} is not {i}")
            elif self.suffix == ".model":
                expect(new.piece_to_id(token) == i and new.is_control(i) != user, f"{token} is not {i}")
                expect(not user or i in new.encode("a" + token), f"{token} is not found")
            else:
                expect(new.token_to_id(token) == i, f"{token} is not {i}")
                expect(i in new.encode("a " + token).ids, f"{token} is not found")


def add_pieces(path, texts):
    """Pieces that maybe no merge gives, with the lowest scores."""
    model = model_pb2.ModelProto()
    model.ParseFromString(open(path, "rb").read())
    known = {p.piece for p in model.pieces}
    for text in sorted(texts - known):
        model.pieces.add(piece=text, score=min(p.score for p in model.pieces) - 1)
    open(path, "wb").write(model.SerializeToString())


def user_defined(path):
    model = model_pb2.ModelProto()
    model.ParseFromString(open(path, "rb").read())
    return {p.piece for p in model.pieces if p.type == 4}


def undo_bytes(row):
    """Byte pieces in a row as the characters that they spell."""
    result, pending = [], b""
    for kind, value in row + [("end", "")]:
        if kind == "byte":
            pending += value
            continue
        result += [("char", c) for c in pending.decode()]
        pending = b""
        if kind != "end":
            result.append((kind, value))
    return result


def merged(row, fits, join=lambda a, b: a + b):
    """All pairs that fit, from left to right without overlap."""
    result, i = [], 0
    while i < len(row):
        if i + 1 < len(row) and fits(row[i], row[i + 1]):
            result.append(join(row[i], row[i + 1]))
            i += 2
        else:
            result.append(row[i])
            i += 1
    return result


def expect(condition, message):
    if not condition:
        raise AssertionError(message)


TALLY = {"extended": 0, "pruned": 0}
KINDS = ["tiktoken", "bpe", "unigram", "bytes", "chars", "unigram-json", "wordpiece"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--derlius", default=".build/release/derlius")
    parser.add_argument("--seeds", nargs=2, type=int, default=[0, 40])
    parser.add_argument("kinds", nargs="*", choices=KINDS + [[]], default=[])
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.derlius)
    for kind in arguments.kinds or KINDS:
        TALLY.update(extended=0, pruned=0)
        for seed in range(*arguments.seeds):
            with tempfile.TemporaryDirectory() as folder:
                case = Case(program, kind, seed, folder)
                try:
                    base = case.base()
                    extended = case.extend(base)
                    case.prune(case.rng.choice([base, extended]))
                    case.add_special(case.rng.choice([base, extended]))
                except AssertionError as error:
                    raise SystemExit(f"{kind}, seed {seed}: {error}")
        print(f"{kind}: {arguments.seeds[1] - arguments.seeds[0]} vocabularies, {TALLY['extended']} extended, "
              f"{TALLY['pruned']} pruned, as the library has them", flush=True)


if __name__ == "__main__":
    main()
