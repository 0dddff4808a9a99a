"""What the texts are made of. Each function gives pieces of text (bytes) and says where they are from."""

import glob
import html
import os
import random
import re
import subprocess

from . import packages, places


def shared(data, *parts):
    """Files of the shared data, sorted."""
    found = sorted(glob.glob(os.path.join(data, *parts)))
    if not found:
        raise places.Missing(f"needs {os.path.join(*parts)} under the folder of --data")
    return found


def read(path):
    with open(path, "rb") as file:
        return file.read().removeprefix(b"\xef\xbb\xbf")


def law(data, size):
    return map(read, shared(data, "text/lt/law/law-*.txt")), "shared data, text/lt/law"


def paragraphs(markup, ends):
    """The text of elements, a line each, without tags and runs of white space."""
    for part in re.split(ends, markup):
        line = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", part)).split())
        if line:
            yield line.encode() + b"\n"


def literature(data, size):
    def pieces():
        for path in files:
            body = read(path).decode("utf-8", "replace").partition("<body")[2].partition(">")[2]
            yield from paragraphs(body.partition("</body>")[0], r"</(?:p|head|l|sp|item)>")

    files = shared(data, "text/lt/literature/xml/*.xml")
    return pieces(), "shared data, text/lt/literature/xml, the text of <body>"


def english(data, size):
    def pieces():
        for path in files:
            body = read(path).decode("utf-8", "replace").partition("<body")[2].partition(">")[2]
            yield from paragraphs(body, r"</(?:p|h[1-6]|li|blockquote)>|<br>")

    files, said = packages.files("anarchism", (".html",))
    return pieces(), said


def in_turn(paths):
    """Line by line of each file in turn, until the longest ends."""
    columns = [read(path).replace(b"\r\n", b"\n").split(b"\n") for path in paths]
    for row in range(max(map(len, columns))):
        for column in columns:
            if row < len(column) and column[row]:
                yield column[row] + b"\n"


def mixed(data, size):
    return in_turn(shared(data, "text/parallel/flores200/dev/*.dev")), "shared data, text/parallel/flores200/dev"


def code(data, size):
    swift = sorted(glob.glob(os.path.join(places.REPOSITORY, "Sources", "**", "*.swift"), recursive=True))
    said = ["Sources/**/*.swift"]
    columns = []
    for name, endings in [("libpython3.11-stdlib", (".py",)), ("linux-libc-dev", (".h",)),
                          ("perl-modules-5.36", (".pm", ".pl"))]:
        try:
            found, where = packages.files(name, endings)
        except places.Missing:
            continue  # Another Debian: what it has is in the record.
        columns.append(found)
        said.append(where)

    def pieces():
        yield from map(read, swift)
        for row in range(max(map(len, columns), default=0)):
            for column in columns:
                if row < len(column):
                    yield read(column[row]).decode("utf-8", "ignore").encode()

    return pieces(), "; ".join(said)


def cjk(data, size):
    def pieces():
        yield from in_turn(files)
        for path in declarations:
            yield from paragraphs(read(path).decode(), r"</(?:para|title)>")

    files = [path for name in ("zho_Hans", "jpn_Jpan", "kor_Hang")
             for path in shared(data, f"text/parallel/flores200/dev/{name}.dev")]
    files += [path for name in ("jpn", "kor", "zho-CN")
              for path in shared(data, f"text/parallel/ntrex128/newstest2019-ref.{name}.txt")]
    declarations = [path for name in ("cmn_hans", "cmn_hant", "jpn", "kor")
                    for path in shared(data, f"text/parallel/udhr/udhr_{name}.xml")]
    return pieces(), "shared data, text/parallel: flores200, ntrex128, udhr"


def random_bytes(data, size):
    # Each byte at fault becomes three bytes.
    return [random.Random(1).randbytes(size).decode("utf-8", "replace").encode()], "random bytes, seed 1"


def made(data, size):
    path = places.made("texts", f"make-corpus-{size}.part")
    program = places.program("make-corpus")
    if not os.path.exists(program):
        raise places.Missing("needs make-corpus: `swift build -c release` in Benchmarks")
    subprocess.run([program, path, str(max(1, size // 1_000_000))], check=True, capture_output=True)
    text = read(path)
    os.remove(path)
    return [text], "make-corpus, seed 1"


def letter(data, size):
    return [b"a" * size], "made"


def spaces(data, size):
    return [b" " * (size - 1) + b"a"], "made"


def letters(data, size):
    return ["".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=size)).encode()], "random, seed 1"


def digits(data, size):
    return ["".join(random.Random(1).choices("0123456789", k=size)).encode()], "random, seed 1"


def han(data, size):
    draw = random.Random(1)
    return ["".join(chr(draw.randrange(0x4E00, 0x9FA6)) for _ in range(size // 3)).encode()], "random, seed 1"


def marks(data, size):
    return [b"a" + "\u0301\u0323".encode() * (size // 4)], "made"
