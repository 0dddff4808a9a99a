"""The texts: what they are made of, their size and their hash. Nothing is repeated to make a text longer.

A text is UTF-8 with line feeds, cut after a line at its size. Lines that hold what some vocabulary has as a special
token are left out, since not every rival can take these as text.
"""

import hashlib
import os
import re

from . import places, sources

MB = 1_000_000
# Name -> megabytes, what makes it, what it is.
TEXTS = {
    "law": (8, sources.law, "Lithuanian statutes"),
    "literature": (8, sources.literature, "Lithuanian fiction"),
    "english": (8, sources.english, "English prose of the Debian package anarchism"),
    "mixed": (8, sources.mixed, "45 languages in turn, line by line (FLORES-200 dev)"),
    "code": (8, sources.code, "Swift of this repository, then Python, C and Perl of Debian packages in turn"),
    "cjk": (8, sources.cjk, "Chinese, Japanese and Korean (FLORES-200, NTREX-128, the declaration of human rights)"),
    "bytes": (2, sources.random_bytes, "random bytes, U+FFFD for what is not UTF-8"),
    "made": (10, sources.made, "make-corpus: distinct words grow by Heaps' law"),
    "made-large": (30, sources.made, "make-corpus: distinct words grow by Heaps' law"),
    "made-huge": (100, sources.made, "make-corpus: distinct words grow by Heaps' law"),
    # Texts that quadratic encoders do not come back from.
    "one letter": (1, sources.letter, "the letter a"),
    "spaces": (1, sources.spaces, "spaces before a letter"),
    "letters": (1, sources.letters, "random small letters without a space"),
    "digits": (1, sources.digits, "random digits without a space"),
    "han": (1, sources.han, "random Han characters without a space"),
    "marks": (1, sources.marks, "one letter with combining marks of two classes"),
}
SPECIAL = re.compile(rb"<\|[a-z_]+\|>|</?s>|</?unk>|<pad>|<extra_id|\[(?:MASK|UNK|PAD|CLS|SEP)\]|<mask>|>>[A-Z]+<<|<n>")


class Text:
    """A text on the disk."""

    def __init__(self, name, path, source):
        with open(path, "rb") as file:
            data = file.read()
        self.name, self.path, self.source = name, path, source
        self.bytes, self.sha256 = len(data), hashlib.sha256(data).hexdigest()
        self.lines = sum(1 for line in data.split(b"\n") if line)

    def record(self):
        return {"name": self.name, "what": TEXTS[self.name][2], "source": self.source, "bytes": self.bytes,
                "lines": self.lines, "sha256": self.sha256}


class Texts:
    """Makes texts when they are first asked for, and remembers which."""

    def __init__(self, data, quick):
        self.data, self.quick = data, quick
        self.found = {}

    def __getitem__(self, name):
        if name not in self.found:
            self.found[name] = self.make(name)
        if isinstance(self.found[name], places.Missing):
            raise self.found[name]
        return self.found[name]

    def make(self, name):
        megabytes, source, _ = TEXTS[name]
        size = int(megabytes * MB / (8 if self.quick else 1))
        path = places.made("texts", f"{name.replace(' ', '-')}-{size}.txt")
        try:
            # Made texts are the same each time; others are as their sources are now.
            if source is sources.made and os.path.exists(path):
                return Text(name, path, "make-corpus, seed 1")
            pieces, said = source(self.data, size)
            places.write(path, cut(pieces, size))
        except places.Missing as error:
            return error
        return Text(name, path, said)

    def records(self):
        return [text.record() for text in self.found.values() if isinstance(text, Text)]


def cut(pieces, size):
    """Pieces of text until the size, cut after the last line that fits."""
    data = bytearray()
    for piece in pieces:
        piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if SPECIAL.search(piece):
            piece = b"".join(line for line in piece.splitlines(keepends=True) if not SPECIAL.search(line))
        data += piece
        if len(data) >= size:
            break
    if len(data) > size:
        end = data.rfind(b"\n", 0, size)
        data = data[: end + 1] if end > size // 2 else bytearray(data[:size].decode("utf-8", "ignore").encode())
    return bytes(data)
