#!/usr/bin/env python3
"""Write Tests/TokenizationTests/Ranks/TinyFixture.swift: a tiny vocabulary and ids by tiktoken.

usage: make-tiktoken-fixture.py OUTPUT      (needs the Python package tiktoken)

Ranks 0 ... 255 are the bytes. The further tokens are merges counted in a text of ours,
and some tokens that no merge reaches, which only a piece that is the token gives.
"""
import base64
import json
import sys
from collections import Counter

import tiktoken

TEXT = (
    "Derlius matuoja, kiek žetonų kainuoja žodis. Žodžiai, žodynai ir žodynėliai: "
    "kas dera, tas ir derlius. Laukai dera, kalbos dera; the yield of a field is counted, "
    "the yield of a language is counted too. 2024 2025 aaaa aaaaaaaa abababab "
)
PATTERNS = {
    "gpt2": r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s",
    "cl100k": r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+|"
    r" ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
}
TEXTS = [
    "", " ", "a", "aa", "aaa", "aaaa", "aaaaa", "a" * 17, "ab" * 9 + "a", "derlius", " derlius",
    "Derlius dera.", "žodis žodžiai žodynas", "Ąžuolas\n\n  lauke \n", "the yield's counted",
    "2024-2025: 20242025", "x" * 40, "😀 naïve café ʼn", "qzqz wvwv", "\t\r\n ", "'S 'll 'RE",
    " ".join(["laukai", "laukas", "kalba", "kalbos"] * 5), "counted" * 30, "žodžiai" * 30,
]
# Tokens of bytes that are not UTF-8 by themselves, and of spaces over several pieces.
BYTE_TOKENS = [b"\n\n", b" \n", b"\n \xff", b"\t\n \xfe", b"a\xff", b"dera\xc5", b"\xff\xff", b"\r\n\xff",
               b"  ", b"\n \n"]
# What is not UTF-8 from a byte on, and what is.
BYTE_TEXTS = [
    b"\xff", b"\xff\xff\xff", b"a\xff", b"aaa\xff", b"derlius dera\xc5", b"derlius dera \xc5\xbe",
    b"dera\n \xff", b"dera\n\n \xff", b"a \n\t\n \xfe", b"dera\r\n\xff", b"dera \r \xff", b" \n \n \xff",
    b"dera\xff dera laukai\n", b"2024\xff2025", b"\xf0\x9f\x98", b"a\xed\xa0\x80b", b"\xc0\xafa", b"\xf4\x90\x80\x80",
    b"  \xe2\x80", b"dera\xe2\x80\x83 \xff", b"yields\n\n\n\xff\xff", b"x\xff" * 90, b"\xc5\xbeodis", b"",
    # Spaces before a last piece that starts with one are merged with it too.
    b"x  qz\xff", b"x   qz\xff.", b"x\n  q\xc5", b"\t  \n qq\xff", b"\r  q\xff",
]


def trained(merges):
    tokens = [bytes([b]) for b in range(256)]
    words = [list(bytes([b]) for b in word.encode())
             for word in ("\x00" + TEXT.replace(" ", "\x00 ")).split("\x00") if word]
    while merges > 0:
        pairs = Counter()
        for word in words:
            pairs.update(zip(word, word[1:]))
        (left, right), _ = min(pairs.items(), key=lambda item: (-item[1], item[0]))
        merges -= 1
        tokens.append(left + right)
        for word in words:
            i = 0
            while i + 1 < len(word):
                if word[i] == left and word[i + 1] == right:
                    word[i:i + 2] = [left + right]
                i += 1
    return tokens


def main():
    tokens = trained(90)
    tokens += [b"qzqz", b"wvw", b" wvwv", b"aaaaa"]  # reached by no merge, or late
    ranks = {token: rank for rank, token in enumerate(tokens)}
    assert len(ranks) == len(tokens)
    out = [
        "// Written by scripts/make-tiktoken-fixture.py with tiktoken %s. Do not edit."
        % tiktoken.__version__,
        "// swift-format-ignore-file", "",
        "/// A tiny vocabulary of ours, and what tiktoken makes of some texts with it.",
        "enum TinyFixture {",
        "  /// The tokens of ranks 256 and up, base64; ranks 0 to 255 are the bytes.",
        '  static let tokens = """',
    ]
    texts = [base64.b64encode(t).decode() for t in tokens[256:]]
    out += ["    " + " ".join(texts[i:i + 7]) for i in range(0, len(texts), 7)]
    out += ['    """', "", "  /// Pattern, text as JSON, ids.", "  static let cases = ["]
    for name, pattern in PATTERNS.items():
        encoding = tiktoken.Encoding(
            name, pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
        for text in TEXTS:
            ids = " ".join(map(str, encoding.encode_ordinary(text)))
            out.append('    (\n      "%s", #"%s"#,\n      "%s"\n    ),'
                       % (name, json.dumps(text), ids))
    out += [
        "  ]", "", "  /// Further tokens for `byteCases`, in hexadecimal, of the next ranks.",
        '  static let byteTokens = "%s"' % " ".join(t.hex() for t in BYTE_TOKENS), "",
        "  /// Pattern, bytes in hexadecimal, ids by `_encode_bytes`.", "  static let byteCases = ["]
    ranks.update({t: len(tokens) + i for i, t in enumerate(BYTE_TOKENS)})
    for name, pattern in PATTERNS.items():
        encoding = tiktoken.Encoding(
            name, pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
        for text in BYTE_TEXTS:
            ids = " ".join(map(str, encoding._encode_bytes(text)))
            out.append('    (\n      "%s", "%s",\n      "%s"\n    ),' % (name, text.hex(), ids))
    out += ["  ]", "}", ""]
    with open(sys.argv[1], "w") as file:
        file.write("\n".join(out))


main()
