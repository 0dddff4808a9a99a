#!/usr/bin/env python3
"""Make parity.json: what ParityBpeTrainer makes of texts of ours, with several sets of options.

usage: make-parity.py        (needs the Python package tokenizers 0.23.3)

Each row holds the options, the tokens in the order of ids, and the merges.
"""
import json
import os

import tokenizers
from tokenizers import models, pre_tokenizers, trainers

TRAIN = {
    "lt": ["Derlius auga lėtai, bet auga: žiema praeina, pavasaris ateina, ir vėl žaliuoja laukai.",
           "Vaikai bėga per lauką, šaukia ir juokiasi; šuo bėga paskui vaikus ir loja.",
           "2024 m. spalio 15 d. surinkta 12345,67 t rugių, 2023 m. – 11890,05 t."],
    "en": ["The harvest grows slowly, but it grows: winters pass, springs come, fields are green again.",
           "Children run across the field, shout and laugh; the dog runs after the children and barks.",
           "On 15 October 2024 they had brought in 12,345.67 t of rye, in 2023 only 11,890.05 t.",
           "The field is wide, the field is long, and the rye stands high in the field."],
    "uk": ["Урожай росте повільно, але росте: зима минає, весна приходить, і знову зеленіють поля.",
           "Діти біжать полем, кричать і сміються; пес біжить за дітьми і гавкає."],
}
DEV = {
    "lt": ["Žiema praėjo, vaikai bėga į lauką.", "Rugiai aukšti, derlius geras."],
    "en": ["Winter has passed, the children run into the field.", "The rye is high, the harvest good."],
    "uk": ["Зима минула, діти біжать у поле.", "Жито високе, урожай добрий."],
}
ROWS = [
    {"num_merges": 80, "dev": True},
    {"num_merges": 80},
    {"num_merges": 80, "ratio": [1.0, 1.0, 1.8]},
    {"num_merges": 80, "dev": True, "variant": "window", "window_size": 10, "alpha": 1.2},
    {"num_merges": 60, "dev": True, "global_merges": 25},
    {"num_merges": 60, "ratio": [1.0, 1.2, 2.0], "variant": "window", "window_size": 6, "alpha": 1.5,
     "global_merges": 9},
    {"num_merges": 400, "dev": True, "min_frequency": 3},
    {"num_merges": 140, "dev": True, "total_symbols": True, "special_tokens": ["<s>", "ra"]},
    {"num_merges": 50, "dev": True, "max_token_length": 4, "whole": True},
    {"num_merges": 60, "dev": True, "characters": True, "special_tokens": ["<unk>"]},
    {"num_merges": 60, "dev": True, "characters": True, "limit_alphabet": 30},
]
GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"


def train(row):
    options = {key: value for key, value in row.items() if key not in ("dev", "ratio", "whole", "characters")}
    if row.get("whole"):
        options["initial_alphabet"] = pre_tokenizers.ByteLevel.alphabet()
    if "limit_alphabet" in row:
        text = "".join(line for part in (TRAIN, DEV) for lines in part.values() for line in lines)
        counts = sorted((text.count(letter) for letter in set(text)), reverse=True)
        assert counts[row["limit_alphabet"] - 1] != counts[row["limit_alphabet"]], counts
    tokenizer = tokenizers.Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = (pre_tokenizers.Split(tokenizers.Regex(GPT2), "isolated") if row.get("characters")
                               else pre_tokenizers.ByteLevel(add_prefix_space=False))
    trainers.ParityBpeTrainer(show_progress=False, **options).train_from_iterator(
        tokenizer, [iter(lines) for lines in TRAIN.values()],
        dev_iterators=[iter(lines) for lines in DEV.values()] if row.get("dev") else None, ratio=row.get("ratio"))
    model = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    assert [model["vocab"][token] for token in tokens] == list(range(len(tokens)))
    return {"options": row, "tokens": tokens, "merges": model["merges"]}


def main():
    assert tokenizers.__version__ == "0.23.3"
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "parity.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"versions": ' + json.dumps({"tokenizers": tokenizers.__version__})
                   + ',\n"train": ' + json.dumps(TRAIN, ensure_ascii=False)
                   + ',\n"dev": ' + json.dumps(DEV, ensure_ascii=False) + ',\n"rows": [\n'
                   + ",\n".join(json.dumps(train(row), ensure_ascii=False) for row in ROWS) + "\n]}\n")


main()
