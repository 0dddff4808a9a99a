"""The script that people write with a library.

Usage: python -m bench.script RIVAL VOCABULARY-AS-JSON TEXT encode|count whole|lines

Reads the text, encodes it (a line is a text with `lines`), and writes the ids as 32-bit numbers, or their number.
"""

import json
import sys

from . import rivals


def main(name, vocabulary, path, what, mode):
    rival = rivals.make(name)
    rival.load(json.loads(vocabulary))
    with open(path, "rb") as file:
        data = file.read()
    texts = [data] if mode == "whole" else data.split(b"\n")
    rival.whole = data
    if not rival.takes_bytes:
        texts = [text.decode() for text in texts]
    if what == "count":
        print(rival.count(texts))
    else:
        sys.stdout.buffer.write(rival.ids(rival.encode(texts, 1)).tobytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
