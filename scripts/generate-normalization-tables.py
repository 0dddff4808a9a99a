#!/usr/bin/env python3
"""Generate the tables of Sources/UnicodeTables/HuggingFace from the tokenizers library itself.

usage: generate-normalization-tables.py FOLDER      (needs the Python package tokenizers)

What a normalizer or pre-tokenizer does to a scalar is that of the Unicode tables which its
library was built with, and these are of several versions. So the library is asked: every
scalar for its decompositions, its lower case, its classes, its script; every mark for its
place among marks of each combining class; and pairs of scalars for where clusters break.

All tables are lists of integers, written five bits a digit: see PackedNumbers.swift.
"""
import base64
import os
import struct
import sys
import unicodedata

import tokenizers
from tokenizers import normalizers, pre_tokenizers

SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
HANGUL = range(0xAC00, 0xD7A4)
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def packed(numbers):
    """Numbers that are not negative as digits: five bits each, the lowest first, bit 6 for more."""
    out = []
    for number in numbers:
        while number >= 32:
            out.append(DIGITS[number % 32 + 32])
            number //= 32
        out.append(DIGITS[number])
    return "".join(out)


def zigzag(number):
    return number * 2 if number >= 0 else -number * 2 - 1


def runs(value):
    """(length, value) of each run of equal values over all code points, as one list."""
    result = []
    for code in range(0x110000):
        now = result[-1][1] if 0xD800 <= code < 0xE000 else value(code)
        if result and result[-1][1] == now:
            result[-1][0] += 1
        else:
            result.append([1, now])
    return [n for run in result for n in run]


def mappings(table):
    """Scalar to scalars: distance from the last scalar, how many follow in step, the text."""
    numbers, last = [], 0
    keys = sorted(table)
    at = 0
    while at < len(keys):
        key, text = keys[at], table[keys[at]]
        step = 1
        while (at + step < len(keys) and keys[at + step] == key + step and len(text) == 1
               and table[key + step] == chr(ord(text) + step)):
            step += 1
        numbers += [key - last, step, len(text)]
        before = key
        for char in text:
            numbers.append(zigzag(ord(char) - before))
            before = ord(char)
        last = key + step - 1
        at += step
    return numbers


def changed(normalizer):
    """What a normalizer makes of each scalar that it does not leave alone."""
    table = {}
    for code in SCALARS:
        text = normalizer.normalize_str(chr(code))
        if text != chr(code):
            table[code] = text
    return table


def combining_classes(decomposed):
    """The canonical combining class of each scalar that has one, found by how marks are sorted."""
    nfd = normalizers.NFD().normalize_str
    samples = {1: "\u0334"}
    for code in SCALARS:
        value = unicodedata.combining(chr(code))
        if value and value not in samples and code not in decomposed:
            # A mark that the library does not know yet is no sample.
            if nfd(chr(code) + samples[1]) == samples[1] + chr(code):
                samples[value] = chr(code)
    order = sorted(samples)
    for low, high in zip(order, order[1:]):
        assert nfd(samples[high] + samples[low]) == samples[low] + samples[high], (low, high)
        assert nfd(samples[low] + samples[high]) == samples[low] + samples[high], (low, high)
    first, last = samples[order[0]], samples[order[-1]]
    classes = {}
    for code in SCALARS:
        if code in decomposed or code in HANGUL:
            continue
        char = chr(code)
        if nfd(char + first) == char + first and nfd(last + char) == last + char:
            # Sorted behind the first class and before the last: or neither, then it has none.
            if char not in (first, last):
                continue
        below = [v for v in order if nfd(char + samples[v]) != char + samples[v]]
        above = [v for v in order if nfd(samples[v] + char) != samples[v] + char]
        value = [v for v in order if v not in below and v not in above]
        assert len(value) == 1, (hex(code), value)
        classes[code] = value[0]
    return classes


def compositions(decomposed):
    """Pairs that NFC makes one scalar: first, second, whole."""
    nfc = normalizers.NFC().normalize_str
    pairs = []
    for whole, text in sorted(decomposed.items()):
        if whole in HANGUL or nfc(text) != chr(whole):
            continue
        head = nfc(text[:-1])
        assert len(head) == 1 and nfc(head + text[-1]) == chr(whole), hex(whole)
        pairs.append((ord(head), ord(text[-1]), whole))
    return pairs


def removed_by(normalizer, skip=()):
    return {c for c in SCALARS if c not in skip and normalizer.normalize_str(chr(c)) == ""}


def isolated_by(pre_tokenizer):
    """The scalars that a pre-tokenizer puts in a piece of their own, between letters."""
    found = set()
    for code in SCALARS:
        if [p for p, _ in pre_tokenizer.pre_tokenize_str("a" + chr(code) + "a")][1:2] == [chr(code)]:
            found.add(code)
    return found


BITS = ["nonspacing", "other", "punctuation", "numeric", "combining", "word", "space"]


def classes(decomposed):
    bert = normalizers.BertNormalizer
    sets = {}
    sets["nonspacing"] = removed_by(
        bert(clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False))
    cleaning = bert(clean_text=True, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    sets["other"] = removed_by(cleaning)
    sets["combining"] = removed_by(normalizers.StripAccents())
    sets["punctuation"] = isolated_by(pre_tokenizers.Punctuation())
    sets["numeric"] = isolated_by(pre_tokenizers.Digits(individual_digits=True))
    # A scalar that Bert strips only since all that it decomposes into is stripped needs no bit, but
    # having it does no harm: decomposed scalars never reach the filter.
    words, spaces = set(), set()
    whitespace = pre_tokenizers.Whitespace()
    split = pre_tokenizers.WhitespaceSplit()
    for code in SCALARS:
        pieces = [p for p, _ in whitespace.pre_tokenize_str("a" + chr(code) + "!")]
        if pieces == ["a" + chr(code), "!"]:
            words.add(code)
        elif pieces == ["a", "!"] and chr(code) != "!":
            spaces.add(code)
    assert spaces == {c for c in SCALARS if split.pre_tokenize_str(chr(c)) == []}
    assert spaces - sets["other"] == {c for c in SCALARS if cleaning.normalize_str(chr(c)) == " "}
    sets["word"] = words
    sets["space"] = spaces
    for name in BITS:
        print(name, len(sets[name]), file=sys.stderr)
    return sets


def script_numbers():
    """A number for each scalar's script; 0 for those that go with any script."""
    split = pre_tokenizers.UnicodeScripts().pre_tokenize_str

    def same(left, right):
        return len(split(left + right)) == 1

    numbers, samples, before = {}, [], None
    for code in SCALARS:
        char = chr(code)
        if same("a", char) and same("\u4e00", char) and not (
                same("a", "\u4e00")):
            numbers[code] = 0
            continue
        if before is not None and same(chr(before), char):
            numbers[code] = numbers[before]
        else:
            for index, sample in enumerate(samples):
                if same(sample, char):
                    numbers[code] = index + 1
                    break
            else:
                samples.append(char)
                numbers[code] = len(samples)
        before = code
    print("scripts", len(samples), file=sys.stderr)
    return numbers


def charsmap(keys, value):
    """A charsmap that makes `value` of each of some single bytes."""
    units = [0] * 512
    units[0] = 256 << 10
    for key in keys:
        node = 256 ^ key
        # The leaf of each key is the unit at its offset, which must be free: node ^ 0x100.
        units[node] = key | 1 << 8 | 0x100 << 10
        units[node ^ 0x100] = 0x80000000
    blob = struct.pack("<I", len(units) * 4) + struct.pack("<%dI" % len(units), *units)
    return base64.b64encode(blob + value.encode() + b"\0").decode()


CLUSTER = ["any", "cr", "lf", "control", "extend", "zwj", "spacing", "prepend",
           "l", "v", "t", "lv", "lvt", "pictograph"]
CONJUNCT = ["none", "consonant", "linker", "extend"]


def cluster_numbers():
    """The grapheme cluster class of each scalar, as far as clusters can be seen.

    Clusters of fewer than six bytes are looked up whole, by their first bytes alone. So with a map
    of all lead bytes to Y each of them gives one Y, and a longer one gives a Y for each scalar.
    Where a cluster's length cannot be seen (regional indicators) it does not matter either.
    """
    keys = list(range(1, 0x80)) + list(range(0xC2, 0xF5))
    probe = normalizers.Precompiled(base64.b64decode(charsmap(keys, "Y")))
    acute, ka, virama = "\u0301", "\u0915", "\u094d"

    def count(text):
        return len(probe.normalize_str(text))

    assert count("abc") == 3 and count("a\u0301b") == 2 and count("\r\n") == 1

    def name(char):
        if char in "\r\n":
            return "cr" if char == "\r" else "lf"
        if char == "\u200d":
            return "zwj"
        size = len(char.encode())
        if count("a" + char) == 1:  # at most five bytes
            # (c) X ZWJ (tm) acute is one cluster after a mark, and two after a spacing mark.
            whole = count("\u00a9" + char + "\u200d\u2122" + acute)
            return {5: "extend", 4: "spacing"}[whole]
        # A control and the marks behind it are two clusters; one would be short, or of six bytes and up.
        if count(char + acute) == 2 if size == 1 else count(char + acute * 2) == 2:
            return "control"
        if (count(char + "a") == 1 if size in (1, 2, 4) else count(char + "a" + acute) == 3):
            return "prepend"
        # X and its neighbour of three bytes with an acute: one long cluster, or two.
        before_v = count(char + "\u1161" + acute) == 3
        before_t = count(char + "\u11a8" + acute) == 3
        if size == 3:
            after_l = count("\u1100" + char + acute) == 3
            after_v = count("\u1161" + char + acute) == 3
            found = {
                (True, False, True, False): "l", (True, True, True, True): "v",
                (False, True, False, True): "t", (True, True, True, False): "lv",
                (False, True, True, False): "lvt", (False, False, False, False): "any",
            }[before_v, before_t, after_l, after_v]
            if found != "any":
                return found
        elif before_v or before_t:
            assert size == 4 and before_v and before_t, hex(ord(char))
            return "v"
        # (c) ZWJ X: one cluster of three scalars, or (c) ZWJ in five bytes.
        return "pictograph" if count("\u00a9\u200d" + char) == 3 else "any"

    def conjunct(char):
        if count(char + virama + ka + acute) == 4 and len(char.encode()) > 2 and count(
                char + ka + acute) == 2:
            return "consonant"
        if count("a" + char) == 1 and count(ka + char + ka + acute) == 4:
            return "linker"
        if count("a" + char) == 1 and count(ka + char + virama + ka + acute) == 5:
            return "extend"
        return "none"

    numbers = {}
    for code in SCALARS:
        char = chr(code)
        numbers[code] = CLUSTER.index(name(char)) * 4 + CONJUNCT.index(conjunct(char))
    tally = {}
    for number in numbers.values():
        key = CLUSTER[number // 4] + "/" + CONJUNCT[number % 4]
        tally[key] = tally.get(key, 0) + 1
    print(tally, file=sys.stderr)
    return numbers


def swift(path, tables):
    """Write a file of string constants, ninety-six digits a line."""
    out = [
        "// Generated by scripts/generate-normalization-tables.py from tokenizers %s. Do not edit."
        % tokenizers.__version__,
        "",
    ]
    for name, comment, numbers in tables:
        text = packed(numbers)
        print(name, len(text), file=sys.stderr)
        lines = [text[i:i + 94] for i in range(0, len(text), 94)] or [""]
        out += ["/// " + line for line in comment]
        out += ['let %s: StaticString = """' % name]
        out += ["  " + line + "\\" for line in lines[:-1]] + ["  " + lines[-1], '  """', ""]
    with open(path, "w") as file:
        file.write("\n".join(out))


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)

    def at(name):
        return os.path.join(folder, name + ".swift")

    canonical = changed(normalizers.NFD())
    for code in HANGUL:
        s = code - 0xAC00
        text = chr(0x1100 + s // 588) + chr(0x1161 + s % 588 // 28)
        assert canonical.pop(code) == text + (chr(0x11A7 + s % 28) if s % 28 else ""), hex(code)
    compatible = changed(normalizers.NFKD())
    compatible = {c: t for c, t in compatible.items() if c not in HANGUL and canonical.get(c) != t}
    # A scalar with a canonical decomposition may have a longer one here.
    marks = combining_classes(canonical)
    pairs = compositions(canonical)
    flat, last = [], 0
    for first, second, whole in sorted(pairs, key=lambda p: p[2]):
        flat += [whole - last, zigzag(first - whole), zigzag(second - whole)]
        last = whole
    swift(at("GeneratedDecompositions"), [
        ("generatedDecompositions",
         ["What NFD makes of a scalar, Hangul syllables apart: see `ScalarMappings`."],
         mappings(canonical)),
        ("generatedCompositions",
         ["Pairs that NFC makes one, Hangul apart: distance of the whole from the last one, then the",
          "first and the second as signed distances from the whole."], flat),
        ("generatedCombiningClasses",
         ["Runs of equal canonical combining class from U+0000 on: length, class."],
         runs(lambda c: marks.get(c, 0))),
    ])
    swift(at("GeneratedCompatibility"), [
        ("generatedCompatibility",
         ["What NFKD makes of a scalar, where NFD makes something else: see `ScalarMappings`."],
         mappings(compatible)),
    ])
    lower = changed(normalizers.Lowercase())
    sets = classes(canonical)
    swift(at("GeneratedTextClasses"), [
        ("generatedLowercase", ["What Lowercase makes of a scalar: see `ScalarMappings`."],
         mappings(lower)),
        ("generatedTextClasses",
         ["Runs of equal `TextClass` bits from U+0000 on: length, bits."],
         runs(lambda c: sum(1 << i for i, name in enumerate(BITS) if c in sets[name]))),
    ])
    scripts, clusters = script_numbers(), cluster_numbers()
    swift(at("GeneratedScripts"), [
        ("generatedScripts",
         ["Runs of equal script from U+0000 on: length, number; 0 goes with every script."],
         runs(lambda c: scripts[c])),
        ("generatedClusterClasses",
         ["Runs of equal cluster class from U+0000 on: length, then four times the number of the",
          "`ClusterClass` plus that of the conjunct class."],
         runs(lambda c: clusters[c])),
    ])


main()
