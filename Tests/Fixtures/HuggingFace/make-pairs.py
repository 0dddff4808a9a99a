#!/usr/bin/env python3
"""Record what tokenizers gives for pairs of texts under all kinds of post-processors.

usage: make-pairs.py                writes pairs.jsonl beside this

Made with tokenizers 0.23.3 (Python 3.11). A row: name, tokenizer (a tokenizer.json, or the name of a file
here), cases: [first, second or null, add_special_tokens, ids, or null where the library panics].
"""
import json
import os
import sys

import tokenizers
from tokenizers import BertWordPieceTokenizer, Tokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
VERSION = "0.23.3"
VOCAB = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3, "b": 4, "c": 5, "d": 6, "<s>": 7, "</s>": 8}
PAIRS = [("a b", "c d"), ("", "c d"), ("a b", ""), ("", ""), ("a", "a b x")]


def document(processor):
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": None, "pre_tokenizer": {"type": "Whitespace"}, "post_processor": processor,
        "decoder": None, "model": {"type": "WordLevel", "vocab": VOCAB, "unk_token": "[UNK]"},
    }


def template(single, pair):
    def parts(text):
        for name in text.split():
            if name in ("A", "B"):
                yield {"Sequence": {"id": name, "type_id": 0}}
            else:
                yield {"SpecialToken": {"id": name, "type_id": 0}}

    def special(name, ids, tokens):
        return {"id": name, "ids": ids, "tokens": tokens}

    return {
        "type": "TemplateProcessing", "single": list(parts(single)), "pair": list(parts(pair)),
        "special_tokens": {
            "C": special("C", [1], ["[CLS]"]), "S": special("S", [2], ["[SEP]"]),
            "X": special("X", [7, 8], ["<s>", "</s>"]),
        },
    }


def sequence(*processors):
    return {"type": "Sequence", "processors": list(processors)}


BERT = {"type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 1]}
ROBERTA = {"type": "RobertaProcessing", "sep": ["</s>", 8], "cls": ["<s>", 7],
           "trim_offsets": True, "add_prefix_space": False}
OFFSETS = {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True}
PLAIN = template("C A S", "C A S B S")

PROCESSORS = {
    "none": None, "bert": BERT, "roberta": ROBERTA, "byte-level": OFFSETS, "template": PLAIN,
    "second first": template("A S", "B S A"), "first twice": template("A S", "A S A B"),
    "no second": template("A S", "A S"), "nothing": template("A", ""),
    "two ids": template("X A", "X A X B"), "second twice": template("A", "B B"),
    "empty sequence": sequence(), "offsets and template": sequence(OFFSETS, PLAIN),
    "template and offsets": sequence(PLAIN, OFFSETS), "bert twice": sequence(BERT, BERT),
    "bert, roberta": sequence(BERT, ROBERTA), "roberta, bert": sequence(ROBERTA, BERT),
    "bert, template": sequence(BERT, PLAIN), "template, bert": sequence(PLAIN, BERT),
    "template, roberta": sequence(PLAIN, ROBERTA),
    "plain template, template": sequence(template("A", "A B"), PLAIN),
    "order, roberta": sequence(template("A", "B A"), ROBERTA),
    # The second template sees two encodings, and takes its pair.
    "one special, template": sequence(template("C A", "A B"), template("A S", "A S B X")),
    "three, template": sequence(template("A", "A S B"), PLAIN),
    # The library panics on every text: refused when it is loaded.
    "template twice": sequence(PLAIN, PLAIN), "single twice": template("A A", "A B"),
    "single second": template("B", "A B"), "single nothing": template("S", "A B"),
}


def cases(encode):
    for first, second in [("a b", None), ("", None)] + PAIRS:
        for specials in (True, False):
            try:
                ids = encode(first, second, add_special_tokens=specials).ids
            except BaseException as error:  # PanicException is no Exception.
                if type(error).__name__ != "PanicException":
                    raise
                ids = None
            yield [first, second, specials, ids]


def main():
    if tokenizers.__version__ != VERSION:
        sys.exit(f"tokenizers is {tokenizers.__version__}, and {VERSION} is wanted")
    with open(os.path.join(HERE, "pairs.jsonl"), "w", encoding="utf-8") as output:
        def write(name, tokenizer, encode):
            row = {"name": name, "tokenizer": tokenizer, "cases": list(cases(encode))}
            output.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")

        for name, processor in PROCESSORS.items():
            text = json.dumps(document(processor))
            write(name, document(processor), Tokenizer.from_str(text).encode)
        for name in ("wordpiece", "llama", "bytelevel", "unigram"):
            path = os.path.join(HERE, name + ".json")
            write(name, name + ".json", Tokenizer.from_file(path).encode)
        path = os.path.join(HERE, "../WordPiece/vocab.txt")
        write("vocab.txt", "vocab.txt", BertWordPieceTokenizer(path, lowercase=True).encode)


if __name__ == "__main__":
    main()
