"""The texts that ids are compared on: all text of a folder, generated strings, long runs."""

import os
import random
import unicodedata

SPACES = [chr(code) for code in
          [9, 10, 11, 12, 13, 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F,
           0x205F, 0x3000]]
SCALARS = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
MARKS = [scalar for scalar in SCALARS if unicodedata.combining(scalar)]
WORDS = ("Teismo posėdis taip pat nurodo greitojo teismo į kurį įtariamasis turi teisę datą Ąžuolas žydi "
         "I'm you're DON'T naïve Straße Ελλάδα Σίσυφος ΟΔΟΣ İstanbul ıspanak ﬁnance Dža Ǆ can't 2024 m. "
         "3,14 1000000 http://a.b/c?d=e def f(x): return").split()
EMOJI = ["😀", "👍🏽", "👩‍👩‍👧", "🇱🇹", "☺️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u200d", "\ufe0f", "❤"]


def text_lines(data, limit=0):
    """The lines of all files below data/text, each distinct line once, and of some their NFD and NFC forms.

    With a limit, so many lines of each file, evenly spread. Bytes that are not UTF-8 become U+FFFD.
    """
    seen = set()
    for folder, folders, names in os.walk(os.path.join(data, "text")):
        folders.sort()
        for name in sorted(names):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace", newline="") as file:
                lines = file.read().split("\n")
            step = max(1, len(lines) // limit) if limit else 1
            for index, line in enumerate(lines[::step]):
                texts = [line]
                if index % 20 == 0:
                    texts += [unicodedata.normalize("NFD", line), unicodedata.normalize("NFC", line)]
                for text in texts:
                    key = hash(text)
                    if key not in seen:
                        seen.add(key)
                        yield text


def _buckets():
    """All assigned scalars by category, and letters and marks by the first word of their name."""
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


_GROUPS = []


def generated(count, seed, tokens, added):
    """`count` strings, the same for the same seed and vocabulary: eight kinds in turn."""
    if not _GROUPS:
        _GROUPS.extend(_buckets())
    draw = random.Random(seed)

    def some(items, most):
        return "".join(draw.choice(items) for _ in range(draw.randint(1, most)))

    def scalars():
        return "".join(some(draw.choice(_GROUPS), 6) for _ in range(draw.randint(1, 4)))

    def random_bytes():
        return bytes(draw.randrange(256) for _ in range(draw.randint(1, 24))).decode("utf-8", "replace")

    def own_tokens():
        return "".join(draw.choice(tokens) for _ in range(draw.randint(1, 8)))

    def spaces():
        return "".join(
            draw.choice([some(SPACES, 5), " " * draw.randint(1, 9), "\n" * draw.randint(1, 3), draw.choice(WORDS)])
            for _ in range(draw.randint(1, 6)))

    def marks():
        return "".join(draw.choice("aeiouąčęėįšųūžΑωйд") + some(MARKS, 3) for _ in range(draw.randint(1, 6)))

    def emoji():
        return "".join(draw.choice([draw.choice(EMOJI), draw.choice(WORDS), " "]) for _ in range(draw.randint(1, 8)))

    def added_tokens():
        names = added or ["<s>", "<|endoftext|>"]
        parts = [draw.choice(names), draw.choice(WORDS), " ", draw.choice(names)[: draw.randint(1, 5)]]
        return "".join(draw.choice(parts) for _ in range(draw.randint(1, 6)))

    def twins():
        text = " ".join(draw.choice(WORDS) for _ in range(draw.randint(1, 6)))
        text = draw.choice([text, text.upper(), text.lower()])
        return unicodedata.normalize(draw.choice(["NFC", "NFD", "NFKC", "NFKD"]), text)

    kinds = [scalars, random_bytes, own_tokens, spaces, marks, emoji, added_tokens, twins]
    for index in range(count):
        yield kinds[index % len(kinds)]()


def every_scalar():
    """Every scalar of Unicode, assigned or not, between letters, digits and spaces, and twice: 40 a text."""
    for start in range(0, len(SCALARS), 40):
        yield "".join(f"a{scalar}b {scalar}{scalar} 1{scalar}2.{scalar}!\u0301" for scalar in SCALARS[start:start + 40])


def long_runs(size):
    """Texts of about `size` scalars that a quadratic encoder does not come back from, by name."""
    draw = random.Random(1)
    for name, unit in [
        ("a", "a"), ("space", " "), ("newline", "\n"), ("digit", "1"), ("ą", "ą"), ("kana", "あ"),
        ("CJK", "漢字"), ("mark", "\u0301"), ("emoji ZWJ", "👩‍👩‍👧"), ("!", "!"), ("a and space", "a "),
        ("space and newline", " \n"), ("ab1", "ab1"),
    ]:
        yield name, unit * (size // len(unit))
    yield "spaces before a letter", " " * size + "a"
    yield "one word of random letters", "".join(draw.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(size))
