#!/usr/bin/env python3
"""Trains Unigram models with Derlius and with sentencepiece on the same text and compares them.

usage: check-unigram-training.py DERLIUS TEXT [--vocab-size N] [--held-out TEXT] [--options "…"]

Options are spm_train's with --name=value; both get them. Printed are the share of pieces that both have, the largest
difference of their scores, the log-likelihood of TEXT under both models, and whether the library gives
the ids that Derlius gives with the model that Derlius wrote, on the held-out text (or on TEXT).
Exit code 1 where less than 99 % of the pieces are shared, a score differs by more than 0.001, a likelihood by more
than 0.1 %, or an id at all. Needs the Python package sentencepiece 0.2.3 (scripts/real-libraries).
"""
import argparse
import os
import subprocess
import sys
import tempfile

import sentencepiece


def pieces(model):
    processor = sentencepiece.SentencePieceProcessor(model_file=model)
    return {processor.id_to_piece(i): processor.get_score(i) for i in range(len(processor))}


def likelihood(model, lines):
    """The sum of the best ways' scores."""
    processor = sentencepiece.SentencePieceProcessor(model_file=model)
    scores = [processor.get_score(i) for i in range(len(processor))]
    worst = min(scores) - 10
    return sum(worst if i == 0 else scores[i] for line in lines for i in processor.encode(line))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("derlius")
    parser.add_argument("text")
    parser.add_argument("--vocab-size", type=int, default=1000)
    parser.add_argument("--held-out")
    parser.add_argument("--options", default="")
    options = parser.parse_args()
    lines = open(options.text, encoding="utf-8").read().split("\n")
    extra = options.options.split()
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = os.path.join(folder, "ours.model"), os.path.join(folder, "theirs")
        keywords = {}
        flags = []
        for option in extra:
            name, value = option.removeprefix("--").split("=", 1)
            keywords[name] = value
            flag = {"normalization_rule_name": "normalization", "control_symbols": "control-symbols",
                    "max_sentencepiece_length": "max-piece-length"}.get(name, name.replace("_", "-"))
            if value in ("true", "false"):
                flags.append("--" + ("" if value == "true" else "no-") + flag)
            else:
                flags += ["--" + flag, value]
        subprocess.run(
            [options.derlius, "train", "unigram", "--like", "sentencepiece", "--vocab-size", str(options.vocab_size),
             "--output", ours, *flags, options.text], check=True)
        sentencepiece.SentencePieceTrainer.train(
            input=options.text, model_prefix=theirs, model_type="unigram", vocab_size=options.vocab_size,
            minloglevel=2, num_threads=1, **keywords)
        mine, rival = pieces(ours), pieces(theirs + ".model")
        shared = mine.keys() & rival.keys()
        part = len(shared) / len(rival)
        score = max(abs(mine[piece] - rival[piece]) for piece in shared)
        own, other = likelihood(ours, lines), likelihood(theirs + ".model", lines)
        near = abs(own / other - 1)
        held_out = options.held_out or options.text
        ids = subprocess.run(
            [options.derlius, "encode", "-t", ours, held_out], check=True, capture_output=True, text=True).stdout
        processor = sentencepiece.SentencePieceProcessor(model_file=ours)
        wrong = 0
        texts = open(held_out, encoding="utf-8", newline="\n").read().removesuffix("\n").split("\n")
        for text, row in zip(texts, ids.split("\n")):
            wrong += processor.encode(text) != [int(number) for number in row.split()]
        print(f"{os.path.basename(options.text)} {options.vocab_size} {options.options}: shared {part:.4%}, "
              f"scores within {score:.2e}, log-likelihood {own:.0f} and {other:.0f} ({near:.4%}), "
              f"ids differ in {wrong} of {len(texts)} lines")
        sys.exit(part < 0.99 or score > 1e-3 or near > 1e-3 or wrong > 0)


main()
