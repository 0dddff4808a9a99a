#!/usr/bin/env python3
"""Record what the components of tokenizers do: components.tsv and component-hashes.tsv beside this.

usage: components.py                      (needs the Python package tokenizers)
       components.py --random N SEED OUT  the same for N random texts a component, to one file

A row of components.tsv: the component's name in RecordedComponents.swift of the tests, the
input and the output as JSON. Normalizers: string to string. Pre-tokenizers: string to pieces.
Decoders: tokens to text. A row of component-hashes.tsv: name, what went in, SHA-256 of what came
out: all scalars in texts of 256, or all pairs of marks in texts of one first mark; or some of
these texts, every eighth and every 64th.
"""
import base64
import hashlib
import json
import os
import random
import struct
import sys

from tokenizers import Regex, decoders, normalizers, pre_tokenizers

HERE = os.path.dirname(os.path.abspath(__file__))


def charsmap(rules):
    """A charsmap for a few rules: a double array whose nodes are placed one after the other."""
    trie = {}
    for key in rules:
        node = trie
        for byte in key.encode():
            node = node.setdefault(byte, {})
        node[None] = key
    texts, offsets = b"", {}
    for key, value in sorted(rules.items()):
        offsets[key] = len(texts)
        texts += value.encode() + b"\0"
    units, used, bases = {}, {0}, set()

    def place(node, at):
        labels = [0 if b is None else b for b in node]
        base = 0
        while True:
            base += 1
            slots = [base ^ label for label in labels]
            distance = at ^ base
            fits = distance < 1 << 21 or (distance < 1 << 29 and distance & 0xFF == 0)
            if fits and base not in bases and not used.intersection(slots):
                break
        bases.add(base)
        used.update(slots)
        unit = (distance << 10) if distance < 1 << 21 else (distance >> 8 << 10 | 1 << 9)
        units[at] = units.get(at, 0) | unit | (1 << 8 if None in node else 0)
        for byte, child in node.items():
            if byte is None:
                units[base] = offsets[child] | 1 << 31
            else:
                units[base ^ byte] = byte
        for byte, child in node.items():
            if byte is not None:
                place(child, base ^ byte)

    place(trie, 0)
    size = (max(max(units), 1) // 256 + 2) * 256
    array = [units.get(i, 0) for i in range(size)]
    # Free units must not look like children of anything: label 0 under a base that is never used.
    blob = struct.pack("<I", size * 4) + struct.pack("<%dI" % size, *array) + texts
    return base64.b64encode(blob).decode()


RULES = {
    "\ufb01": "fi", "\r": " ", "\n": " ", "\t": " ", "e\u0301": "\u00e9", "\u2126": "\u03a9",
    "\u00a0": " ", "\u200b": "", "\u0958": "\u0915\u093c", "\u1100\u1161": "\uac00", "\u00a9": "(c)",
    "\u2122": "TM", "A": "a", "\U0001f600": ":)", "\u0600": "#", "\u0301": "'", "ab": "X",
}
MAP = charsmap(RULES)

CLIP = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
BLOOM = " ?[^(\\s|[.,!?\u2026\u3002\uff0c\u3001\u0964\u06d4\u060c])]+"
DEEPSEEK = (r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+|"
            r" ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|"
          r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
QWEN2 = LLAMA3.replace(r"\p{N}{1,3}", r"\p{N}")
GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
O200K = (rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
         rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
         r"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
TEKKEN = (rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+|[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*|"
          r"\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
PATTERNS = {"gpt2": GPT2, "llama3": LLAMA3, "qwen2": QWEN2, "o200k": O200K, "tekken": TEKKEN,
            "clip": CLIP, "bloom": BLOOM, "deepseek": DEEPSEEK, "three": "[0-9][0-9][0-9]",
            "ends": r"^\w+|\w+$", "empty": r"x*(?=\d)|\s*"}
BEHAVIORS = ["removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"]


def all_normalizers():
    n = normalizers
    yield from [("nfc", n.NFC()), ("nfd", n.NFD()), ("nfkc", n.NFKC()), ("nfkd", n.NFKD()),
                ("lowercase", n.Lowercase()), ("strip-accents", n.StripAccents()), ("nmt", n.Nmt()),
                ("byte-level", n.ByteLevel()), ("prepend", n.Prepend("\u2581x")),
                ("strip", n.Strip(True, True)), ("strip-left", n.Strip(True, False)),
                ("strip-right", n.Strip(False, True)),
                ("replace-string", n.Replace("ab", "\u2581")), ("replace-nothing", n.Replace(" ", "")),
                ("replace-regex", n.Replace(Regex(" {2,}"), " $1\\1")),
                ("replace-empty", n.Replace(Regex(r"x*(?=\d)|\s*"), "-")),
                ("precompiled", n.Precompiled(base64.b64decode(MAP))),
                ("sequence", n.Sequence([n.NFKC(), n.Lowercase(), n.Strip(True, True)]))]
    for bits in range(8):
        for accents in (None, True, False):
            flags = [bool(bits & 1), bool(bits & 2), bool(bits & 4)]
            yield ("bert-%d%d%d-%s" % (*map(int, flags), accents), n.BertNormalizer(
                clean_text=flags[0], handle_chinese_chars=flags[1], lowercase=flags[2],
                strip_accents=accents))


def all_pre_tokenizers():
    p = pre_tokenizers
    yield from [("bert", p.BertPreTokenizer()), ("whitespace", p.Whitespace()),
                ("whitespace-split", p.WhitespaceSplit()), ("digits", p.Digits(False)),
                ("digits-single", p.Digits(True)), ("scripts", p.UnicodeScripts()),
                ("fixed-1", p.FixedLength(1)), ("fixed-5", p.FixedLength(5)),
                ("delimiter", p.CharDelimiterSplit("\u2581")),
                ("sequence", p.Sequence([p.WhitespaceSplit(), p.Punctuation(), p.ByteLevel(True)])),
                ("metaspace-after", p.Sequence([p.Digits(True), p.Metaspace(prepend_scheme="first")])),
                ("falcon", p.Sequence([p.Punctuation("contiguous"), p.ByteLevel(False), p.Digits(False),
                                       p.Split(Regex("[0-9][0-9][0-9]"), "isolated")]))]
    for prefix in (False, True):
        for regex in (False, True):
            yield ("byte-level-%d%d" % (prefix, regex),
                   p.ByteLevel(add_prefix_space=prefix, use_regex=regex))
    for scheme in ("always", "never", "first"):
        for split in (False, True):
            yield ("metaspace-%s-%d" % (scheme, split), p.Metaspace("\u2581", scheme, split))
    for behavior in BEHAVIORS:
        yield "punctuation-" + behavior, p.Punctuation(behavior)
        for inverted in (False, True):
            yield ("string-%s-%d" % (behavior, inverted), p.Split("ab", behavior, inverted))
            yield ("regex-%s-%d" % (behavior, inverted),
                   p.Split(Regex(r"x*(?=\d)|\s+"), behavior, inverted))
    for name, pattern in PATTERNS.items():
        yield "split-" + name, p.Split(Regex(pattern), "isolated")
    yield "split-clip-removed", p.Split(Regex(CLIP), "removed", True)


def all_decoders():
    d = decoders
    yield from [("suffix", d.BPEDecoder("</w>")), ("byte-level", d.ByteLevel()),
                ("word-piece", d.WordPiece("##", True)), ("word-piece-raw", d.WordPiece("##", False)),
                ("metaspace-always", d.Metaspace("\u2581", "always")),
                ("metaspace-never", d.Metaspace("\u2581", "never")),
                ("ctc", d.CTC("<pad>", "|", True)), ("ctc-raw", d.CTC("<pad>", "|", False)),
                ("replace", d.Replace("\u2581", " ")), ("replace-regex", d.Replace(Regex("a+|b*"), "_")),
                ("strip", d.Strip(" ", 1, 0)),
                ("llama", d.Sequence([d.Replace("\u2581", " "), d.ByteFallback(), d.Fuse(),
                                      d.Strip(" ", 1, 0)])),
                ("byte-fallback", d.ByteFallback())]


WORDS = [
    "", " ", "  ", "a", "ab", "abab", "aab b", "Hello, world!", " leading", "trailing  ", "\t\r\n mixed \n",
    "Derlius \u017eino: \u0105\u017euolas, \u0160iauliai \u2013 100 \u20ac!", "z\u030c\u0300u\u0323\u0301 \u0149",
    "\u017f\u017f \u00df \u1e9e \u0130stanbul I\u0131\u0307 \u039f\u0394\u039f\u03a3 \u03a3", "\ufb01 \ufb04 \ufb05 \u01c4\u01c5",
    "\uff21\uff22\uff11\u3000\uff01 \u2460 \u00bd \u00b2\u00b3 \u2167 \u216b", "\u212b \u2126 \u2103 \u33a1 \u3392",
    "\u4e2d\u6587\u5b57\u7b26abc\u3042\u30a2\u30fc\u3001\u3002 \u6771\u4eac\u90fd", "\U00020000\U0002b820\u9fff\uf900\u3400",
    "\ud55c\uad6d\uc5b4 \u1112\u1161\u11ab\u1100\u1161 \u1100\u1100\u1161\u11a7 \uac00\u11a8",
    "\u0928\u092e\u0938\u094d\u0924\u0947 \u0958\u093c \u0915\u094d\u200d\u0937 \u09c7\u09be \u0b95\u0bca",
    "\u0627\u0644\u0633\u064e\u0651\u0644\u064e\u0627\u0645\u064f \u0600\u0661 \u05e9\u05c1\u05dc\u05d5\u05b9\u05dd",
    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u0e33 \u0f40\u0f71\u0f72 \u1780\u17d2\u1780", "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1f1\U0001f1f9 \u2764\ufe0f",
    "e\u0301e\u0301\u0301 \u00e9\u0323 \u1e69 s\u0323\u0307 q\u0307\u0323 \u0344\u0f73", "\r\n\r\n \u0085 \u2028 \ufeff \u200b \u00ad",
    "\u0000\u0001\ufffd\ue000\u0378\U0010ffff", "\u2581a\u2581\u2581b \u2581", "a_b-c.d/e f'g it's IT'S '\u017f",
    "x1y22z333w4444 55 555 5555 \u0661\u0662\u0663", "-the-final--countdown-", "...!?!? (\u201cq\u201d) \u00abx\u00bb", "xx1xxx22 x",
    "<|endoftext|> <|startoftext|>a", "don't we'll I'm you're they've he'd DON'T", "foo\nbar\n\n  baz\n ",
    "camelCaseWORDAndMORE \u0410\u0431\u0412\u0433 \u01c5a", "\u00a9\u200d\u00a9\u0301 \u2122\u200d \u00a9\u200d", "\u0600a \u0600\r a\u0301\u200da",
    "\u0915\u094d\u0915\u0301 \u0915\u200d\u0915\u0301 \u0915\u094d\u200c\u0915\u0301", "\ufb01\u0301 a\u200b \U0001f600\u0301 A\u0301A",
]
TOKENS = [
    ["a"], ["Hello</w>", "wor", "ld</w>"], ["\u0120Hello", "\u0120w\u00c3\u00b6rld", "\u010a", "\u2581x"],
    ["\u00f0\u0141", "\u013a\u0122"], ["\u2581Hey", "\u2581\u2581you", "a\u2581b"], ["un", "##aff", "##able", ",", "do", "not", "##"],
    ["it", "'s", "n't", "'ve", ".", "?", "'", "x"], ["<pad>", "h", "h", "<pad>", "h", "|", "|", "o", ".", "<pad>"],
    ["<0xE4>", "<0xBD>", "<0xA0>", "a", "<0x41>", "<0x4g>", "<0x+a>", "\u2581b"], ["aab", "", "bba", "cc"],
    [" a", "  b", "c "], ["\u2581", "\u2581"], ["a b . c ' d", " .", "do not"],
]
POOL = ("aAbBxX012 \t\r\n.,!'-_\u2581\u00e9\u0160\u017f\u0130\u03a3\u0301\u0323\u0307\u0345\u05b0\u093c\u094d\u09be\u0915\u0958\ufb01\u1100\u1161\u11a8\uac00"
        "\uac01\u4e2d\u3042\u30fc\u0430\u0661\u00bd\u2460\u200d\u200c\u200b\u00a9\u2122\u2764\ufe0f\U0001f600\U0001f1f1\u0600\u00ad\u3000\u2028\ufeff\ufffd\u0000"
        "\U0002f800\U00011938\u0f73\u0344\u1e69\u212b\u0d4e\u1cf5\U000110bd\U0001d15e\U00016d63\u0ddd\u17d2\u1780\u1b44\U00011133")


def rows(texts, token_lists):
    for name, component in all_normalizers():
        for text in texts():
            yield "normalizer", name, text, component.normalize_str(text)
    for name, component in all_pre_tokenizers():
        for text in texts():
            pieces = [piece for piece, _ in component.pre_tokenize_str(text)]
            yield "pre_tokenizer", name, text, pieces
    for name, component in all_decoders():
        for tokens in token_lists():
            yield "decoder", name, tokens, component.decode(tokens)


def write(path, rows):
    with open(path, "w", encoding="ascii") as file:
        for stage, name, given, expected in rows:
            file.write("%s\t%s\t%s\t%s\n" % (stage, name, json.dumps(given), json.dumps(expected)))


def hashes():
    scalars = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    texts = ["".join("a%cb " % c for c in scalars[i:i + 256]) for i in range(0, len(scalars), 256)]
    nfd = normalizers.NFD().normalize_str
    marks = [c for c in scalars if nfd(chr(c) + "\u0334") == "\u0334" + chr(c)
             or nfd("\u0345" + chr(c)) == chr(c) + "\u0345"]
    pairs = ["".join("a%c%c" % (first, second) for second in marks) for first in marks]
    quiet = {"prepend", "strip", "strip-left", "strip-right"}
    for name, component in all_normalizers():
        if name.startswith("bert") and name != "bert-111-None" or name in quiet:
            continue
        inputs = [("scalars", texts), ("some-scalars", texts[::8])]
        if name in ("nfc", "nfd", "nfkc"):
            inputs += [("pairs", pairs), ("some-pairs", pairs[::64])]
        for what, given in inputs:
            digest = hashlib.sha256()
            for text in given:
                digest.update(component.normalize_str(text).encode() + b"\n")
            yield "normalizer", name, what, digest.hexdigest()
    for name, component in all_pre_tokenizers():
        if name not in ("bert", "whitespace", "whitespace-split", "digits", "scripts", "split-o200k",
                        "split-deepseek", "punctuation-contiguous"):
            continue
        for what, given in [("scalars", texts), ("some-scalars", texts[::8])]:
            digest = hashlib.sha256()
            for text in given:
                pieces = [piece for piece, _ in component.pre_tokenize_str(text)]
                digest.update("\0".join(pieces).encode() + b"\n")
            yield "pre_tokenizer", name, what, digest.hexdigest()


def main():
    if sys.argv[1:2] == ["--random"]:
        number, draw, out = int(sys.argv[2]), random.Random(int(sys.argv[3])), sys.argv[4]

        def texts():
            for _ in range(number):
                yield "".join(draw.choice(POOL) for _ in range(draw.randrange(1, 14)))

        def tokens():
            units = ["a", "b", "\u2581", "##", "</w>", "<pad>", "|", "<0x41>", "\u0120", " ", ".", "'s", "n't"]
            for _ in range(number):
                yield ["".join(draw.choice(units) for _ in range(draw.randrange(1, 4)))
                       for _ in range(draw.randrange(1, 6))]

        write(out, rows(texts, tokens))
        return
    write(os.path.join(HERE, "components.tsv"), rows(lambda: WORDS, lambda: TOKENS))
    with open(os.path.join(HERE, "charsmap.txt"), "w") as file:
        file.write(MAP + "\n")
    with open(os.path.join(HERE, "component-hashes.tsv"), "w") as file:
        for row in hashes():
            file.write("\t".join(row) + "\n")


main()
