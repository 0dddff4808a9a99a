"""Trains the small models beside this file on text.txt and records ids of hard texts.

Run in its own folder with the Python package sentencepiece 0.2.3: python3 make.py
"""

import os
import random

import sentencepiece

COMMON = dict(
    input="text.txt",
    character_coverage=1.0,
    hard_vocab_limit=False,
    num_threads=1,
    minloglevel=2,
)
IDENTITY = dict(
    normalization_rule_name="identity", remove_extra_whitespaces=False, add_dummy_prefix=True
)
SYMBOLS = dict(user_defined_symbols=["<mask>", "row", "ows ", "→"], control_symbols=["<sep>"])

MODELS = {
    "bpe-bytes": dict(
        **IDENTITY, model_type="bpe", vocab_size=560, byte_fallback=True, character_coverage=0.98,
        split_digits=True, allow_whitespace_only_pieces=True,
    ),
    "bpe": dict(
        **IDENTITY, model_type="bpe", vocab_size=450, character_coverage=0.98),
    "bpe-symbols": dict(
        **SYMBOLS, model_type="bpe", vocab_size=400, normalization_rule_name="identity",
        remove_extra_whitespaces=True,
    ),
    "bpe-suffix": dict(
        **IDENTITY, model_type="bpe", vocab_size=450, treat_whitespace_as_suffix=True
    ),
    "bpe-across": dict(
        **IDENTITY, model_type="bpe", vocab_size=450, split_by_whitespace=False
    ),
    "unigram": dict(
        **IDENTITY, model_type="unigram", vocab_size=420, character_coverage=0.98),
    "unigram-bytes": dict(
        **IDENTITY, model_type="unigram", vocab_size=600, byte_fallback=True,
        character_coverage=0.98,
    ),
    "unigram-symbols": dict(
        **SYMBOLS, **IDENTITY, model_type="unigram", vocab_size=420, unk_surface="?",
        unk_id=3, bos_id=0, eos_id=1, pad_id=2,
    ),
    "unigram-suffix": dict(
        **IDENTITY, model_type="unigram", vocab_size=420, treat_whitespace_as_suffix=True,
    ),
    "unigram-folded": dict(
        model_type="unigram", vocab_size=420, normalization_rule_name="nmt_nfkc_cf",
        denormalization_rule_tsv="denormalize.tsv",
    ),
    "word": dict(
        **IDENTITY, model_type="word", vocab_size=150),
    "char": dict(
        **SYMBOLS, **IDENTITY, model_type="char", vocab_size=200),
}

ALPHABET = (
    "aabbeeiklnorstuwABC019 ,.   \t\n\u00a0\u2003\u3000\u2581\u2581\u200b\u0301\u0307\u00e9\u017e\u0161"
    "\u0117\u212b\ufb01\u00df\u0130\u0416\u0437\u03c9\u5b57\u7573\uac00\uff21\U0001f33e\U0001f468\u200d"
    "\U00010348\x00\x01\x7f\u0300\u0338\u1e9e\u2126\u2047\ufffd<>→"
)
WORDS = [
    "row", "rows ", "<mask>", "<sep>", "<unk>", "<s>", "</s>", "<0x41>", " sheaves", "laukas",
    "counted", " ows ", "the price", "2024", "žodžiais", "flaukos", "\u2581the", "  ", "......",
]


def texts():
    draw = random.Random(20240917)
    yield ""
    for word in WORDS:
        yield word
    for _ in range(70):
        parts = []
        for _ in range(draw.randint(1, 12)):
            if draw.random() < 0.3:
                parts.append(draw.choice(WORDS))
            else:
                parts.append(draw.choice(ALPHABET))
        yield "".join(parts)
    with open(COMMON["input"], encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def main():
    with open("denormalize.tsv", "w", encoding="utf-8") as rules:
        rules.write("76\t57\n")
    recorded = []
    for name, options in MODELS.items():
        prefix = name
        settings = dict(COMMON)
        settings.update(options)
        sentencepiece.SentencePieceTrainer.train(model_prefix=prefix, **settings)
        os.remove(prefix + ".vocab")
        processor = sentencepiece.SentencePieceProcessor(model_file=prefix + ".model")
        for text in texts():
            ids = processor.encode(text)
            decoded = processor.decode(ids).encode("utf-8").hex()
            row = [name, text.encode("utf-8").hex(), " ".join(map(str, ids)), decoded]
            recorded.append("\t".join(row) + "\n")
    with open("ids.tsv", "w", encoding="ascii") as file:
        file.writelines(recorded)


if __name__ == "__main__":
    main()
