#!/usr/bin/env python3
"""Loads files that Derlius wrote with the real library of their format, and compares ids.

Usage: check-conversions.py CASES.jsonl

Each line of CASES.jsonl is an object:
  name    what to call the case
  kind    "tiktoken" (path is the rank file, its side file of the same stem beside it), "sentencepiece" or
          "huggingface"
  path    the file
  texts   a list of strings
  ids     for each text the expected ids, special tokens taken as text
  parsed  the same with special tokens parsed; absent where the library cannot
Prints a line for each case, and the first differences; exit code 1 when an id differs.
Needs: tiktoken==0.14.0 sentencepiece==0.2.3 tokenizers==0.23.3 (scripts/real-libraries).
"""

import base64
import json
import os
import sys


def tiktoken_encoders(path):
    import tiktoken

    side = json.load(open(os.path.splitext(path)[0] + ".json"))
    ranks = {}
    for line in open(path, "rb"):
        token, rank = line.split()
        ranks[base64.b64decode(token)] = int(rank)
    encoding = tiktoken.Encoding(
        "converted", pat_str=side["pat_str"], mergeable_ranks=ranks, special_tokens=side["special_tokens"]
    )
    return encoding.encode_ordinary, lambda text: encoding.encode(text, allowed_special="all")


def sentencepiece_encoders(path):
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_file=path).encode, None


def huggingface_encoders(path):
    import tokenizers

    tokenizer = tokenizers.Tokenizer.from_file(path)

    def encoder(as_text):
        def encode(text):
            tokenizer.encode_special_tokens = as_text
            return tokenizer.encode(text, add_special_tokens=False).ids

        return encode

    return encoder(True), encoder(False)


ENCODERS = {
    "tiktoken": tiktoken_encoders,
    "sentencepiece": sentencepiece_encoders,
    "huggingface": huggingface_encoders,
}


def differences(encode, texts, expected):
    count = 0
    for text, ids in zip(texts, expected, strict=True):
        found = encode(text)
        if found != ids:
            count += 1
            if count <= 3:
                print(f"  {text[:60]!r}: {found[:12]} instead of {ids[:12]}")
    return count


def main():
    failed = False
    for line in open(sys.argv[1], encoding="utf-8"):
        case = json.loads(line)
        plain, parsing = ENCODERS[case["kind"]](case["path"])
        count = differences(plain, case["texts"], case["ids"])
        if "parsed" in case:
            count += differences(parsing, case["texts"], case["parsed"])
        print(f"{case['name']} ({case['kind']}): {len(case['texts'])} texts, {count} differences")
        failed = failed or count > 0
    sys.exit(failed)


if __name__ == "__main__":
    main()
