"""Makes the GGUF fixtures: small vocabularies of our own, texts of our own, ids by llama.cpp.

    python make.py ORACLE

ORACLE is a program that takes a GGUF file, reads texts from its input (four bytes of length, little-endian,
then the text), and prints for each a line of what llama_tokenize gives with add_special and parse_special
false; oracle.cpp beside this file is one. Used were llama.cpp as packed in llama-cpp-python 0.3.36, gguf
0.19 (pip), sentencepiece 0.2.3, protobuf 7.36 and Python 3.11. The same input gives the same files.
"""

import io
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import unicodedata

import gguf
import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as pb

HERE = os.path.dirname(os.path.abspath(__file__))
ORACLE = sys.argv[1]


def oracle(path, texts):
    data = b"".join(struct.pack("<I", len(t)) + t for t in (x.encode() for x in texts))
    run = subprocess.run([ORACLE, path], input=data, capture_output=True, check=False)
    if run.returncode:
        raise SystemExit(f"{path}: {run.stderr.decode()[-600:]}")
    lines = run.stdout.decode().split("\n")
    return [[int(i) for i in line.split()] for line in lines[: len(texts)]]


def byte_letters():
    kept = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in kept]
    table = {b: chr(b) for b in kept}
    table.update({b: chr(256 + n) for n, b in enumerate(others)})
    return table


LETTERS = byte_letters()
TEXTS = {}


def marks(text):
    return "".join(LETTERS[b] for b in text.encode())


# What patterns and normalizers look at.
PARTS = [
    "a", "b", "s", "t", "A", "B", "S", "ab", "The", "word", "ąž", "Ąž", "é", "É", "ß", "ǅ", "ʰ", "И", "и", "中文",
    "ひら", "カナ", "한글", "ภาษา", "क", "का", "\u0301", "\u0308", "\u20dd", "1", "22", "333", "4444", "1234567", "٣٤", "Ⅷ", "²",
    "'s", "'S", "'ll", "'Re", "'ſ", "'", "’", " ", "  ", "   ", "\t", "\n", "\n\n", "\r\n", "\u00a0", "\u0085", "\u2028",
    "\u3000", ".", ",", "!", "?", "/", "//", "...", "-", "_", "(", ")", "$", "+", "<", ">", "=", "^", "`", "~", "|", "{", "}",
    "[", "]", "\\", "#", "€", "×", "。", "，", "！", "…", "😀", "👩‍🚀", "\u200b", "\ufeff", "\x00", "\x1c", "\x7f", "\ufffd", "ﬁ", "①", "Å",
    "<x>", "<xy", "<mask>", "IMGIMGABZ", "<sentinel:12>", "▁", "▁a", " a", "x\n y", "   b", "\n  1",
]


def texts(seed, count):
    rng = random.Random(seed)
    out = [""] + PARTS
    while len(out) < count:
        out.append("".join(rng.choice(PARTS) for _ in range(rng.randint(2, 9))))
    return out


def merges(seed, count, byte_level=True):
    """Pairs that are often beside each other in texts, without heed to any pattern."""
    corpus = []
    for text in texts(seed, 1500):
        text = text.replace("<x>", "").replace("<mask>", "")
        if byte_level:
            corpus.append(list(marks(text)))
        else:
            corpus.append(list(text.replace(" ", "▁").replace("\x00", "")))
    rng = random.Random(seed)
    found = []
    while len(found) < count:
        pairs = {}
        for row in corpus:
            for pair in zip(row, row[1:]):
                pairs[pair] = pairs.get(pair, 0) + 1
        best = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
        if not best:
            break
        pair = best[rng.randrange(min(3, len(best)))][0]
        found.append(pair)
        for index, row in enumerate(corpus):
            new, at = [], 0
            while at < len(row):
                if at + 1 < len(row) and (row[at], row[at + 1]) == pair:
                    new.append(row[at] + row[at + 1])
                    at += 2
                else:
                    new.append(row[at])
                    at += 1
            corpus[index] = new
    return found


def write(name, model, tokens, types, scores=None, pairs=None, pre=None, more=()):
    path = os.path.join(HERE, name + ".gguf")
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_tokenizer_model(model)
    if pre:
        writer.add_tokenizer_pre(pre)
    writer.add_token_list(tokens)
    if scores:
        writer.add_token_scores(scores)
    writer.add_token_types(types)
    if pairs is not None:
        writer.add_token_merges([" ".join(pair) for pair in pairs])
    for add, *values in more:
        getattr(writer, add)(*values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    return path


def record(rows, name, path, seed, count, pre=None):
    row = {"file": name}
    if pre:
        row["pre"] = pre
    row["texts"] = f"{seed}-{count}"
    TEXTS[row["texts"]] = texts(seed, count)
    row["ids"] = [" ".join(map(str, ids)) for ids in oracle(path, TEXTS[row["texts"]])]
    rows.append(row)


# Every name of llama.cpp that is read, one or two of each kind of pattern.
PRES = [
    "default", "gpt-2", "llama-bpe", "dbrx", "glm4", "chatglm-bpe", "minicpm5", "qwen2", "laguna", "starcoder", "falcon",
    "superbpe", "bloom", "viking", "chameleon", "tekken", "gpt-4o", "granite-embed-multi-97m", "tiny_aya", "youtu",
    "qwen35", "jais-2", "bailingmoe", "seed-coder", "ufakzeka", "exaone-moe", "kimi-k2", "deepseek-coder", "deepseek-llm",
    "deepseek-v3", "spark2_5", "afmoe",
]


def byte_level(rows):
    """One vocabulary; its `.pre` is written anew for each pattern, as the test does."""
    pairs = merges(1, 500)
    tokens = [LETTERS[b] for b in range(256)]
    for left, right in pairs:
        if left + right not in tokens:
            tokens.append(left + right)
    # Tokens that no merge makes: whole pieces where merges are ignored.
    for text in [" word", "The", "1234567", "   b", "\n\n\n"]:
        if marks(text) not in tokens:
            tokens.append(marks(text))
    count = len(tokens)
    types = [1] * count
    for text, kind in [("<x>", 4), ("<mask>", 3), ("<xy", 1)]:
        if text not in tokens:
            tokens.append(text)
            types.append(kind)
    for pre in PRES:
        path = write("bpe", "gpt2", tokens, types, pairs=pairs, pre=pre)
        record(rows, "bpe", path, 2, 260, pre)
    write("bpe", "gpt2", tokens, types, pairs=pairs, pre="gpt-2")


def gemma(rows):
    pairs = merges(3, 250, byte_level=False)
    tokens = ["<pad>", "<eos>", "<bos>", "<unk>"]
    types = [3, 3, 3, 2]
    tokens += [f"<0x{b:02X}>" for b in range(256)]
    types += [6] * 256
    for part in sorted({c for p in PARTS for c in p.replace(" ", "▁")}):
        # Some scalars have no token.
        if part not in "文ナ글ж€\x00😀²" and part not in tokens:
            tokens.append(part)
            types.append(1)
    for left, right in pairs:
        for part in (left, right, left + right):
            if part not in tokens:
                tokens.append(part)
                types.append(1)
    for text, kind in [("\n\n\n", 1), ("<x>", 4), ("▁▁▁▁", 4)]:
        if text not in tokens:
            tokens.append(text)
            types.append(kind)
    path = write("gemma4", "gemma4", tokens, types, pairs=pairs)
    record(rows, "gemma4", path, 4, 300)


def unigram_tokens(marked):
    tokens = ["<pad>", "</s>", "<unk>"]
    scores = [0.0, 0.0, 0.0]
    types = [3, 3, 2]
    rng = random.Random(5)
    seen = set(tokens)
    pool = []
    for part in PARTS:
        text = unicodedata.normalize("NFKC", part).replace(" ", "▁")
        pool += [text, *text] + ["▁" + text]
    for text in texts(6, 250):
        text = text.replace(" ", "▁")
        at = rng.randrange(len(text) + 1)
        pool.append(text[at : at + rng.randint(2, 5)])
    for text in pool:
        if not text or text in seen or "\x00" in text or rng.random() < 0.25 or text in ("<x>", "<xy"):
            continue
        seen.add(text)
        tokens.append(text)
        # Halves make ties likely.
        scores.append(-rng.randint(2, 24) / 2)
        types.append(5 if rng.random() < 0.05 else 1)
    for text in ["<x>", "<xyz>", "éą"] if marked else ["<x>"]:
        if text in seen:
            continue
        tokens.append(text)
        scores.append(-3.0)
        types.append(4)
    return tokens, scores, types


def unigram(rows):
    # A charsmap of our own as the real trainer writes it: longer rules win, some drop text, some give spaces.
    rules = [
        ("ﬁ", "fi"), ("①", "1"), ("Å", "a"), ("a\u0301", "á"), ("e\u0301b", "X"), ("\u00a0", " "), ("\u3000", " "), ("\t", " "),
        ("\n", " "), ("\r", " "), ("…", "..."), ("\u200b", ""), ("\ufeff", ""), ("ąž", "ą ž"), ("ǅ", "dž"), ("Ⅷ", "VIII"), ("²", "2"),
        ("\u0308", ""), ("//", "/"), ("...", "…"), ("<y", "[y"), ("ß", "  s  "), ("한", "하"), ("😀", ":)"), ("，", ","),
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", delete=False) as file:
        for left, right in rules:
            print(*(" ".join(f"{ord(c):X}" for c in part) for part in (left, right)), sep="\t", file=file)
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(f"text {n} of a few words" for n in range(50)), model_writer=model, vocab_size=30, model_type="char",
        hard_vocab_limit=False, normalization_rule_tsv=file.name, minloglevel=2)
    proto = pb.ModelProto()
    proto.ParseFromString(model.getvalue())
    charsmap = proto.normalizer_spec.precompiled_charsmap
    for name, prefix, merge, has_map, marked in [
        ("t5", True, True, True, False), ("t5-plain", False, False, False, True),
        ("t5-prefix", True, False, False, True), ("t5-merge", False, True, False, False),
    ]:
        tokens, scores, types = unigram_tokens(marked)
        more = [
            ("add_add_space_prefix", prefix), ("add_remove_extra_whitespaces", merge),
            ("add_unk_token_id", 2), ("add_eos_token_id", 1),
        ]
        if has_map:
            more.append(("add_precompiled_charsmap", charsmap))
        path = write(name, "t5", tokens, types, scores=scores, more=more)
        record(rows, name, path, 7, 400)


def merging(rows):
    tokens, scores, types = unigram_tokens(True)
    tokens[:3] = ["<unk>", "<s>", "</s>"]
    types[:3] = [2, 3, 3]
    tokens += [f"<0x{b:02X}>" for b in range(256)]
    scores += [0.0] * 256
    types += [6] * 256
    for name, prefix in [("llama", True), ("llama-plain", False)]:
        path = write(name, "llama", tokens, types, scores=scores, more=[("add_add_space_prefix", prefix)])
        record(rows, name, path, 8, 300)


def words(rows):
    for name, lower in [("bert", True), ("bert-cased", False)]:
        rng = random.Random(9)
        tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
        types = [3, 2, 3, 3, 3]
        for part in PARTS:
            text = unicodedata.normalize("NFD", part).lower() if lower else part
            for piece in [text, *text]:
                for token in ["▁" + piece, piece]:
                    if piece.strip() and "\x00" not in piece and token not in tokens and rng.random() < 0.8:
                        tokens.append(token)
                        types.append(1)
        more = [
            ("add_unk_token_id", 1), ("add_sep_token_id", 3), ("add_bos_token_id", 2), ("add_pad_token_id", 0),
            ("add_mask_token_id", 4), ("add_bool", "tokenizer.ggml.normalizer.lowercase", lower),
        ]
        path = write(name, "bert", tokens, types, more=more)
        record(rows, name, path, 10, 300)


rows = []
byte_level(rows)
gemma(rows)
unigram(rows)
merging(rows)
words(rows)


def dump(name, values):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as out:
        for value in values:
            out.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n")


dump("ids.jsonl", rows)
dump("texts.jsonl", [{"texts": key, "list": value} for key, value in TEXTS.items()])
print(len(rows), "vocabularies and patterns")
