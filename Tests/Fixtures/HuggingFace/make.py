#!/usr/bin/env python3
"""Make small tokenizer.json files and record what tokenizers does with them.

usage: make.py                      writes NAME.json, ids.jsonl and specials.jsonl beside this
       make.py --specials           writes specials.jsonl alone
       make.py --compare N SEED CMD runs `CMD encode --jsonl` on N random texts a fixture, and on the
                                    files named in HF_FILES (separated by colons)

Made with tokenizers 0.23.3 (Python 3.11). A row of ids.jsonl: the fixture, the text, the ids of
encode(text, add_special_tokens=False), their text as decode(ids, skip_special_tokens=False) gives it.
A row of specials.jsonl: the fixture, the text, the ids with encode_special_tokens, those without.
"""
import copy
import json
import os
import random
import subprocess
import sys

import tokenizers
from tokenizers import Tokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
VERSION = "0.23.3"

WORDS = (
    "the cat sat on the mat and the rat ate the hat that the cat had ąžuolas ąžuolų šaka šakos "
    "žemė žemės 12 123 1234 don't can't we're naïve 日本語 日本 語 hello hello-world _x_ ..."
).split(" ")


def bytes_to_unicode():
    keep = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    table, extra = {}, 0
    for byte in range(256):
        if byte in keep:
            table[byte] = chr(byte)
        else:
            table[byte] = chr(256 + extra)
            extra += 1
    return table


LETTERS = bytes_to_unicode()


def merges_of(words, count):
    """The first merges of plain BPE over lists of symbols, ties by the symbols."""
    words = [list(word) for word in words]
    merges = []
    while len(merges) < count:
        pairs = {}
        for word in words:
            for pair in zip(word, word[1:]):
                pairs[pair] = pairs.get(pair, 0) + 1
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        for word in words:
            at = 0
            while at + 1 < len(word):
                if (word[at], word[at + 1]) == best:
                    word[at : at + 2] = ["".join(best)]
                at += 1
    return merges


def vocab_of(first, merges, prefix=""):
    vocab = {}
    for token in list(first) + [a + b[len(prefix) if b.startswith(prefix) else 0 :] for a, b in merges]:
        vocab.setdefault(token, len(vocab))
    return vocab


def document(model, **parts):
    result = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": None, "pre_tokenizer": None, "post_processor": None, "decoder": None,
    }
    result.update(parts)
    result["model"] = model
    return result


def bpe(vocab, merges, **settings):
    model = {
        "type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
        "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
        "ignore_merges": False,
    }
    model.update(settings)
    model["vocab"] = vocab
    model["merges"] = [list(merge) for merge in merges]
    return model


def added(id, content, **flags):
    token = {
        "id": id, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
        "normalized": False, "special": False,
    }
    token.update(flags)
    return token


BYTE_LEVEL = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
MARKS_ONLY = dict(BYTE_LEVEL, use_regex=False)
LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|"
    r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPLIT = {"type": "Split", "pattern": {"Regex": LLAMA3}, "behavior": "Isolated", "invert": False}
MARKED = {"type": "Sequence", "normalizers": [
    {"type": "Prepend", "prepend": "▁"},
    {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]}
UNMARKED = {"type": "Sequence", "decoders": [
    {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"},
    {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
METASPACE = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}


def fixtures():
    made = {}
    spaced = [" " + word for word in WORDS] + WORDS
    marked = ["".join(LETTERS[byte] for byte in word.encode()) for word in spaced]
    byte_merges = merges_of(marked, 150)
    byte_vocab = vocab_of([LETTERS[byte] for byte in range(256)], byte_merges)
    level = dict(pre_tokenizer=BYTE_LEVEL, decoder=BYTE_LEVEL, post_processor=BYTE_LEVEL)
    made["bytelevel"] = document(bpe(byte_vocab, byte_merges), **level)
    made["bytelevel-space"] = document(
        bpe(byte_vocab, byte_merges),
        **dict(level, pre_tokenizer=dict(BYTE_LEVEL, add_prefix_space=True)))
    # Bytes without a token, which are left out.
    holes = {token: id for token, id in byte_vocab.items() if token not in ("x", "w")}
    made["bytelevel-holes"] = document(
        bpe(holes, [m for m in byte_merges if not set("xw") & set("".join(m))]), **level)
    split = {"type": "Sequence", "pretokenizers": [SPLIT, MARKS_ONLY]}
    whole = dict(byte_vocab)
    for token in ("Ġunreachable", "hello-world", "Ġzz", "xyxyxy"):
        whole.setdefault(token, len(whole))
    made["ignore-merges"] = document(
        bpe(whole, byte_merges, ignore_merges=True), **dict(level, pre_tokenizer=split))
    digits = {"type": "Digits", "individual_digits": True}
    made["digits-bytelevel"] = document(
        bpe(byte_vocab, byte_merges),
        **dict(level, pre_tokenizer={"type": "Sequence", "pretokenizers": [digits, BYTE_LEVEL]}))
    made["falcon"] = document(
        bpe(byte_vocab, byte_merges),
        **dict(level, pre_tokenizer={"type": "Sequence", "pretokenizers": [
            {"type": "Punctuation", "behavior": "Contiguous"}, BYTE_LEVEL,
            {"type": "Digits", "individual_digits": False},
            {"type": "Split", "pattern": {"Regex": "[0-9][0-9][0-9]"}, "behavior": "Isolated",
             "invert": False}]}))
    made["nfc-bytelevel"] = document(
        bpe(byte_vocab, byte_merges), normalizer={"type": "NFC"}, **level)
    # Several merges for one token, in an order of their own, and one pair twice.
    many = [("c", "d"), ("a", "b"), ("b", "c"), ("ab", "c"), ("a", "bc"), ("a", "a"), ("aa", "a"),
            ("a", "aa"), ("bc", "d"), ("b", "cd"), ("ab", "cd"), ("abc", "d"), ("a", "b")]
    made["many-merges"] = document(bpe(vocab_of("abcd", many), many))

    llama_words = ["▁" + word for word in WORDS]
    llama_merges = merges_of(llama_words, 150)
    fallback = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]
    scalars = sorted(set("".join(llama_words)) - set("語žqxyz"))
    usable = [m for m in llama_merges if not set("".join(m)) & set("語žqxyz")]
    llama_vocab = vocab_of(fallback + scalars, usable)
    special = [added(0, "<unk>", special=True), added(1, "<s>", special=True),
               added(2, "</s>", special=True)]
    template = {"type": "TemplateProcessing",
                "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}},
                           {"Sequence": {"id": "A", "type_id": 0}}],
                "pair": [{"Sequence": {"id": "A", "type_id": 0}},
                         {"Sequence": {"id": "B", "type_id": 1}}],
                "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}}}
    made["llama"] = document(
        bpe(llama_vocab, usable, unk_token="<unk>", fuse_unk=True, byte_fallback=True),
        added_tokens=special, normalizer=MARKED, decoder=UNMARKED, post_processor=template)
    # Some bytes have no token: scalars of those are unknown, and wait while others become bytes.
    partial = {t: i for t, i in llama_vocab.items() if t not in ("<0xC5>", "<0x78>")}
    for fuse in (False, True):
        made["partial-fallback" + ("-fused" if fuse else "")] = document(
            bpe(partial, usable, unk_token="<unk>", fuse_unk=fuse, byte_fallback=True))
    plain = {t: i for i, t in enumerate(["<unk>"] + list(vocab_of(scalars, usable)))}
    made["unknown"] = document(bpe(plain, usable, unk_token="<unk>"))
    made["unknown-fused"] = document(bpe(plain, usable, unk_token="<unk>", fuse_unk=True))
    made["unknown-dropped"] = document(bpe(plain, usable))
    suffixed = [[w[0]] + ["##" + c for c in w[1:]] for w in WORDS if w]
    suffixed = [w[:-1] + [w[-1] + "</w>"] for w in suffixed]
    pairs = []
    for word in suffixed[:12]:
        left = word[0]
        for right in word[1:]:
            pairs.append((left, right))
            left += right[2:]
    pairs = list(dict.fromkeys(pairs))
    made["prefix-suffix"] = document(
        bpe(vocab_of(["[UNK]"] + sorted({s for w in suffixed for s in w}), pairs, "##"), pairs,
            unk_token="[UNK]", continuing_subword_prefix="##", end_of_word_suffix="</w>"),
        pre_tokenizer={"type": "Whitespace"}, decoder={"type": "BPEDecoder", "suffix": "</w>"})

    rng = random.Random(5)
    pieces = ["<unk>", "▁"] + sorted(set("".join(WORDS)) - set("語žqxyz"))
    pieces += sorted({("▁" if rng.random() < 0.5 else "") + w[: rng.randint(2, 6)]
                      for w in WORDS for _ in range(3)} - set(pieces))
    scored = [[p, 0.0 if p == "<unk>" else -rng.random() * 9 - (9 if len(p) < 2 else 0)]
              for p in pieces]
    unigram = {"type": "Unigram", "unk_id": 0, "vocab": scored, "byte_fallback": False}
    meta = dict(pre_tokenizer=METASPACE, decoder=METASPACE)
    made["unigram"] = document(unigram, **meta)
    scored = scored + [[f"<0x{byte:02X}>", 0.0] for byte in range(256)]
    made["unigram-fallback"] = document(
        dict(unigram, vocab=scored, byte_fallback=True),
        **dict(meta, pre_tokenizer=dict(METASPACE, prepend_scheme="first", split=False)))
    # Ties, a token that only unknown scalars make, a text equal to the unknown token, an equal pair.
    ties = [["<u>", 0.0], ["a", -1.0], ["b", -1.0], ["ab", -2.0], ["ba", -2.0], ["aba", -3.0],
            ["c", -0.1], ["cc", -0.2], ["ccc", -0.3], ["cccc", -0.4], ["xy", -90.5], ["é", -3.5],
            ["d", -0.30000001192092896], ["dd", -0.6000000238418579], ["b", -1.5]]
    made["unigram-ties"] = document(
        {"type": "Unigram", "unk_id": 0, "vocab": ties, "byte_fallback": False})

    words = ["[UNK]", "[CLS]", "[SEP]", "the", "cat", "##s", "##at", "s", "m", "##at##", "hello",
             "##o", "##el", "##l", "h", "ž", "##em", "##ė", "日", "##本", "12", "##3", "."]
    bert = dict(
        normalizer={"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                    "strip_accents": False, "lowercase": True},
        pre_tokenizer={"type": "BertPreTokenizer"},
        post_processor={"type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 1]},
        decoder={"type": "WordPiece", "prefix": "##", "cleanup": True})
    made["wordpiece"] = document(
        {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
         "max_input_chars_per_word": 9, "vocab": {w: i for i, w in enumerate(words)}}, **bert)
    made["wordlevel"] = document(
        {"type": "WordLevel", "vocab": {w: i for i, w in enumerate(dict.fromkeys(["<u>"] + WORDS))},
         "unk_token": "<u>"}, pre_tokenizer={"type": "Whitespace"})

    flags = [
        added(0, "<a>", special=True), added(0, "<ab>"), added(0, "<a"), added(0, "cat", single_word=True),
        added(0, "<l>", lstrip=True), added(0, "<r>", rstrip=True),
        added(0, "<lr>", lstrip=True, rstrip=True, special=True), added(0, "Hat", normalized=True),
        added(0, "<N>", normalized=True, single_word=True), added(0, "\n"), added(0, "  "),
        added(0, "é", normalized=True, lstrip=True), added(0, "the"),
        added(0, "ta", single_word=True, rstrip=True), added(0, "<l>", lstrip=True, special=True),
    ]
    made["added"] = document(
        bpe(byte_vocab, byte_merges), added_tokens=flags, normalizer={"type": "Lowercase"}, **level)
    # Special tokens that hold others, in both passes, and one that is special the first time only.
    made["added-specials"] = document(
        bpe(byte_vocab, byte_merges), normalizer={"type": "Lowercase"}, added_tokens=[
            added(0, "<Q>", normalized=True, special=True), added(0, "q", normalized=True),
            added(0, "Q>x", normalized=True), added(0, "<w>", single_word=True, special=True),
            added(0, "w"), added(0, "<w", lstrip=True, rstrip=True), added(0, "w>x"),
            added(0, "<S>", lstrip=True, rstrip=True, normalized=True, special=True),
            added(0, "s", lstrip=True, rstrip=True, normalized=True),
            added(0, "<o>", special=True), added(0, "<o>", lstrip=True), added(0, "o"),
            added(0, "<o>x", single_word=True)], **level)
    made["added-llama"] = document(
        bpe(llama_vocab, usable, unk_token="<unk>", fuse_unk=True, byte_fallback=True),
        added_tokens=special + [
            added(999, "<n>", normalized=True), added(999, "<m>", rstrip=True),
            added(999, "cat", normalized=True, single_word=True)],
        normalizer=MARKED, decoder=UNMARKED)
    made["added-unigram"] = document(
        unigram, added_tokens=[added(0, "<m>"), added(0, "hat", normalized=True, lstrip=True)],
        **dict(meta, pre_tokenizer=dict(METASPACE, prepend_scheme="first")))
    return made


ATOMS = (
    WORDS + list("abcdxyzABHé ėž語日'.,-_\n\t0123456789") + [
        " ", " ", "  ", "   ", "\r\n", "\u00a0", "\u3000", "😀", "e\u0301", "<a>", "<ab>", "<a",
        "<l>", "<r>", "<lr>", "Hat", "hat", "HAT", "<N>", "<n>", "<m>", "cat", "ta", "the", "<s>",
        "</s>", "<unk>", "<u>", "[UNK]", "##s", "▁", "▁▁", "xyxyxy", "abcd", "aaaa", "hello-world",
        " unreachable", " zz", "²", "½", "１２", "\u200d", "क्षि", "ĠĠ", "<0x0A>", "cccc", "dddd"])


def random_text(rng):
    return "".join(rng.choice(ATOMS) for _ in range(rng.randint(0, 12)))


def texts():
    rng = random.Random(11)
    fixed = ["", " ", "   ", "a", "the cat", " the  cat sat", "thecat", "hello-world 1234567 x1y22",
             "a" * 300, "ab" * 200, " " * 150, "žž ž語語x", "cat,cat cats", "aaaaaaa abcabcd",
             "<l>  <r>  \n <lr> x", "x <l> y <r> z", "Hat hat HATé  é"]
    return fixed + [random_text(rng) for _ in range(60)]


def compare(count, seed, command):
    rng = random.Random(seed)
    files = [os.path.join(HERE, name + ".json") for name in fixtures()]
    files += [name for name in os.environ.get("HF_FILES", "").split(":") if name]
    for path in files:
        tokenizer = Tokenizer.from_file(path)
        lines = [random_text(rng) for _ in range(count)]
        lines += ["".join(chr(rng.choice([rng.randint(1, 0x2FF), rng.randint(1, 0xD7FF),
                                          rng.randint(0xE000, 0x10FFFF)]))
                          for _ in range(rng.randint(1, 9))) for _ in range(count)]
        data = "".join(json.dumps({"text": line}) + "\n" for line in lines)
        run = subprocess.run([command, "encode", "-t", path, "--jsonl"], input=data.encode(),
                             stdout=subprocess.PIPE, check=True)
        got = run.stdout.decode().split("\n")[:-1]
        assert len(got) == len(lines), (path, len(got), len(lines))
        wrong = 0
        for line, ids in zip(lines, got):
            wanted = tokenizer.encode(line, add_special_tokens=False).ids
            if ids != " ".join(map(str, wanted)):
                wrong += 1
                if wrong <= 3:
                    print(os.path.basename(path), repr(line), "\n  ", wanted, "\n  ", ids)
        print(f"{os.path.basename(path)}: {len(lines)} texts, {wrong} differ")


def main():
    assert tokenizers.__version__ == VERSION, tokenizers.__version__
    if sys.argv[1:2] == ["--compare"]:
        compare(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
        return
    if sys.argv[1:] == ["--specials"]:
        specials()
        return
    rows = []
    for name, value in fixtures().items():
        tokenizer = Tokenizer.from_str(json.dumps(value))
        text = tokenizer.to_str()
        if name == "unigram-ties" or name.startswith("added"):
            # As given: with a repeated token, and ids that the library does not heed.
            text = json.dumps(value, ensure_ascii=False)
        with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as file:
            file.write(text + "\n")
        for line in texts():
            ids = tokenizer.encode(line, add_special_tokens=False).ids
            decoded = tokenizer.decode(ids, skip_special_tokens=False)
            rows.append([name, line, ids, decoded])
    # The spelling of merges before 0.20, and a model without its type.
    old = copy.deepcopy(fixtures()["bytelevel"])
    old["model"]["merges"] = ["#version: 0.2"] + [" ".join(m) for m in old["model"]["merges"]]
    del old["model"]["type"]
    with open(os.path.join(HERE, "old-spelling.json"), "w", encoding="utf-8") as file:
        file.write(json.dumps(old) + "\n")
    tokenizer = Tokenizer.from_str(json.dumps(old))
    for line in texts():
        ids = tokenizer.encode(line, add_special_tokens=False).ids
        rows.append(["old-spelling", line, ids, tokenizer.decode(ids, skip_special_tokens=False)])
    with open(os.path.join(HERE, "ids.jsonl"), "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    specials()
    numbers()


def special_texts(contents, count, rng):
    """Texts of added tokens, their pieces and white space, so that matches overlap."""
    atoms = [" ", " ", "  ", "\n", "x", "_", "<", ">", "É"]
    for content in contents:
        atoms += [content, content, content.lower(), content.upper(), content[1:], content[:-1]]
    atoms = [atom for atom in atoms if atom]
    return ["".join(rng.choice(atoms) for _ in range(rng.randint(1, 8))) for _ in range(count)]


def specials():
    rng = random.Random(23)
    rows = []
    for name in ("added", "added-llama", "added-unigram", "added-specials"):
        value = fixtures()[name]
        tokenizer = Tokenizer.from_str(json.dumps(value))
        if name == "added-specials":
            with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as file:
                file.write(json.dumps(value, ensure_ascii=False) + "\n")
        contents = [token["content"] for token in value["added_tokens"]]
        for line in ["<a>", "<a<a>>"] + special_texts(contents, 100, rng):
            row = [name, line]
            for as_text in (True, False):
                tokenizer.encode_special_tokens = as_text
                row.append(tokenizer.encode(line, add_special_tokens=False).ids)
            rows.append(row)
    with open(os.path.join(HERE, "specials.jsonl"), "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def numbers():
    """scores.tsv: spellings of numbers and the doubles that the library makes of them."""
    rng = random.Random(3)
    spellings = ["0", "-0", "0.0", "1", "-1", "12345678901234567890", "123456789012345678901234567890",
                 "0.1", "1e5", "-1.5E-7", "1e-320", "4.9e-324", "123.456e300", "1e-400", "0e999",
                 "0.000000000000000000000000000001234567890123456789", "18446744073709551615",
                 "18446744073709551616.5", "-9223372036854775808", "1.7976931348623157e308"]
    for _ in range(300):
        digits = rng.randint(1, 24)
        text = str(rng.randint(0, 99)) + "." + "".join(rng.choice("0123456789") for _ in range(digits))
        spellings.append(("-" if rng.random() < 0.7 else "") + text
                         + (f"e{rng.randint(-40, 40)}" if rng.random() < 0.2 else ""))
    model = ",".join(f'["t{i}",{s}]' for i, s in enumerate(spellings))
    body = json.dumps(document({"type": "Unigram", "unk_id": 0, "vocab": ["X"]}))
    out = json.loads(Tokenizer.from_str(body.replace('"X"', model)).to_str())
    with open(os.path.join(HERE, "scores.tsv"), "w", encoding="utf-8") as file:
        for spelling, (_, value) in zip(spellings, out["model"]["vocab"]):
            file.write(f"{spelling}\t{float(value).hex()}\n")


if __name__ == "__main__":
    main()
