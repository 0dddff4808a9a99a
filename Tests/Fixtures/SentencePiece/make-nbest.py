"""Records what sentencepiece 0.2.3 gives as the n best ways of some texts.

Lines of nbest.tsv: model, text in hexadecimal, number asked for, then one field for each way:
the score's float32 bits in hexadecimal, a colon, the ids.
"""

import os
import struct

import sentencepiece

FOLDER = os.path.dirname(os.path.abspath(__file__))
TEXTS = [
    "", " ", "the rows counted", "row ows  row", "žodžiais laukas", "a" * 30, "ababababab",
    "<mask>x→→ row", "字 rows ½", "2024-2025 ...... of words", "sheaves",
]


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
        elif key & 7 == 5:
            value, at = data[at:at + 4], at + 4
        else:
            size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        yield key >> 3, value


def ways(model, text, number):
    data = model.nbest_encode(text, nbest_size=number, return_type="serialized_proto")
    for field, way in fields(data):
        if field != 1:
            continue
        score, ids = b"\0\0\0\0", []
        for name, value in fields(way):
            if name == 2:
                ids.append(dict(fields(value)).get(2, 0))
            elif name == 3:
                score = value
        yield "%08x:%s" % (struct.unpack("<I", score)[0], " ".join(map(str, ids)))


assert sentencepiece.__version__ == "0.2.3"
with open(os.path.join(FOLDER, "nbest.tsv"), "w") as output:
    for name in ["unigram", "unigram-bytes", "unigram-symbols", "unigram-suffix", "unigram-folded"]:
        model = sentencepiece.SentencePieceProcessor(
            model_file=os.path.join(FOLDER, name + ".model"))
        for text in TEXTS:
            for number in (2, 12):
                row = [name, text.encode().hex(), str(number), *ways(model, text, number)]
                output.write("\t".join(row) + "\n")
