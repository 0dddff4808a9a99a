#!/usr/bin/env python3
"""Writes crlf.json: what sentencepiece 0.2.3 trains on text of ours whose lines end in CRLF, some in LF.

Usage: make-crlf.py (needs sentencepiece 0.2.3). Kept are the options, and each piece with its score.
"""
import json
import os
import tempfile

import sentencepiece

HERE = os.path.dirname(os.path.abspath(__file__))
TEXT = ("vienas du\r\ntrys vienas\r\ndu trys keturi\r\nvienas\rdu\n\r\nketuri trys\n" * 12
        + "penki\r\r\nvienas penki keturi\r\ndu\r")


def main():
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path, prefix = os.path.join(folder, "text.txt"), os.path.join(folder, "m")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(TEXT)
        for kind in ("bpe", "unigram"):
            for rule in ("identity", "nfkc", "nmt_nfkc"):
                sentencepiece.SentencePieceTrainer.train(
                    input=path, model_prefix=prefix, vocab_size=30, model_type=kind, normalization_rule_name=rule,
                    hard_vocab_limit=False, minloglevel=2)
                model = sentencepiece.SentencePieceProcessor(model_file=prefix + ".model")
                rows.append({
                    "kind": kind, "rule": rule,
                    "pieces": [[model.id_to_piece(i), model.get_score(i)] for i in range(len(model))]})
    with open(os.path.join(HERE, "crlf.json"), "w", encoding="utf-8") as file:
        json.dump({"sentencepiece": sentencepiece.__version__, "text": TEXT, "rows": rows}, file, ensure_ascii=True,
                  indent=1)
        file.write("\n")


main()
