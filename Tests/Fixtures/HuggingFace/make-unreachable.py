#!/usr/bin/env python3
"""Record which tokens of the fixtures their own model does not give for the token's text alone.

usage: make-unreachable.py          writes unreachable.tsv beside this

Made with tokenizers 0.23.3 and sentencepiece 0.2.3 (Python 3.11). A row: the fixture, then the ids of the
normal tokens whose text, given to the model without normalizer, prefix or pre-tokenizer, gives other ids.
Of tokenizer.json the model alone is asked (`model.tokenize`); a SentencePiece model is asked with an identity
normalizer that adds and removes nothing. Models that mark parts of words are left out.
"""
import glob
import json
import os

import sentencepiece
import tokenizers
from sentencepiece import sentencepiece_model_pb2

HERE = os.path.dirname(os.path.abspath(__file__))
NORMAL = 1


def is_byte(token):
    return len(token) == 6 and token.startswith("<0x") and token.endswith(">")


def of_json(path):
    document = json.load(open(path, encoding="utf-8"))
    if "model" not in document:
        return None
    # Old files do not name the kind; such a fixture is a BPE.
    kind = document["model"].get("type", "BPE")
    model = document["model"]
    if kind == "WordPiece" or model.get("continuing_subword_prefix") or model.get("end_of_word_suffix"):
        return None
    real = tokenizers.Tokenizer.from_file(path)
    added = {token["content"] for token in document["added_tokens"]}
    # A list may have a token twice, which the library's dictionary of tokens loses.
    if isinstance(model["vocab"], dict):
        vocabulary = list(model["vocab"].items())
    else:
        vocabulary = [(row[0], identifier) for identifier, row in enumerate(model["vocab"])]
    unknown = model.get("unk_token")
    if kind == "Unigram" and model.get("unk_id") is not None:
        unknown = model["vocab"][model["unk_id"]][0]
    found = []
    for token, identifier in vocabulary:
        if token in added or token == unknown or (model.get("byte_fallback") and is_byte(token)):
            continue
        if [piece.id for piece in real.model.tokenize(token)] != [identifier]:
            found.append(identifier)
    return sorted(found)


def of_model(path):
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(open(path, "rb").read())
    proto.normalizer_spec.precompiled_charsmap = b""
    proto.normalizer_spec.name = "identity"
    proto.normalizer_spec.add_dummy_prefix = False
    proto.normalizer_spec.remove_extra_whitespaces = False
    real = sentencepiece.SentencePieceProcessor(model_proto=proto.SerializeToString())
    return [
        identifier
        for identifier, piece in enumerate(proto.pieces)
        if piece.type == NORMAL and real.encode(piece.piece) != [identifier]
    ]


def main():
    rows = []
    for path in sorted(glob.glob(os.path.join(HERE, "*.json"))):
        found = of_json(path)
        if found is not None:
            rows.append((os.path.basename(path), found))
    for path in sorted(glob.glob(os.path.join(HERE, "../SentencePiece/*.model"))):
        rows.append((os.path.basename(path), of_model(path)))
    with open(os.path.join(HERE, "unreachable.tsv"), "w", encoding="utf-8") as file:
        for name, ids in rows:
            file.write(name + "\t" + " ".join(map(str, ids)) + "\n")


if __name__ == "__main__":
    main()
