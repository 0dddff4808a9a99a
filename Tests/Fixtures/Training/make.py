#!/usr/bin/env python3
"""Make training.json: what the real trainers make of a text of ours, with several sets of options.

usage: make.py        (needs the Python packages sentencepiece 0.2.3 and tokenizers 0.23.3)

For sentencepiece the options are those of `derlius train bpe --like sentencepiece`, and the pieces come
with their types; scores are 0 for given pieces and −0, −1, −2, … for the others, which is checked here.
For tokenizers there are the tokens in the order of ids, and the merges.
"""
import io
import json
import os
import tempfile

import sentencepiece
import tokenizers
from sentencepiece import sentencepiece_model_pb2 as model_pb2
from tokenizers import models, pre_tokenizers, trainers

TEXT = """Derlius auga lėtai, bet auga: žiema praeina, pavasaris ateina, ir vėl žaliuoja laukai.
Vaikai bėga per lauką, šaukia ir juokiasi; šuo bėga paskui vaikus ir loja.
The harvest grows slowly, but it grows: winters pass, springs come, fields are green again.
2024 m. spalio 15 d. surinkta 12345,67 t rugių, 2023 m. – 11890,05 t.
  Įtrauka,  du   tarpai,	tabuliatorius ir pabaiga
ženklas▁viduje ▁prieš ▁▁ du▁ ▁
Юрий пишет по-русски, 日本語の文章、そして カタカナー ﬁ ① naïve café; aaaaaaaaaaaaaaaa aaaaaaa
<s> ženklas </s> <sep> laukas<sep>laukai
eilutė su ▅, kuri praleidžiama
"""
SENTENCEPIECE = [
    {},
    {"character_coverage": 1.0, "normalization_rule_name": "identity", "vocab_size": 200},
    {"character_coverage": .98, "byte_fallback": True, "vocab_size": 420},
    {"split_by_unicode_script": False, "split_by_number": False, "max_sentencepiece_length": 6},
    {"split_digits": True, "split_by_whitespace": False, "normalization_rule_name": "nfkc_cf"},
    {"treat_whitespace_as_suffix": True, "allow_whitespace_only_pieces": True,
     "remove_extra_whitespaces": False},
    {"control_symbols": "<sep>", "user_defined_symbols": "lau,▁ir", "pad_id": 0, "unk_id": 1,
     "bos_id": 2, "eos_id": 3},
    {"required_chars": "ĄČŲ", "add_dummy_prefix": False, "max_sentence_length": 80},
    {"vocab_size": 2000, "hard_vocab_limit": False, "character_coverage": 1.0},
]
HUGGINGFACE = [
    {"vocab_size": 330, "byte_level": True, "whole": True},
    {"vocab_size": 200, "byte_level": True, "min_frequency": 2, "special_tokens": ["<s>", "</s>"]},
    {"vocab_size": 200, "max_token_length": 5, "special_tokens": ["<unk>", "au"]},
    {"vocab_size": 160, "limit_alphabet": 12},
]
GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"


def train_sentencepiece(options):
    options = {"vocab_size": 150, **options}
    writer = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "text.txt")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(TEXT)
        sentencepiece.SentencePieceTrainer.train(
            input=path, model_writer=writer, model_type="bpe", minloglevel=9, num_threads=1, **options)
    model = model_pb2.ModelProto()
    model.ParseFromString(writer.getvalue())
    trained = [p.score for p in model.pieces if p.type == 1]
    assert trained == [-float(n) for n in range(len(trained))]
    return {"options": options, "pieces": [[p.piece, p.type] for p in model.pieces]}


def train_huggingface(options):
    tokenizer = tokenizers.Tokenizer(models.BPE())
    chosen = {key: value for key, value in options.items() if key not in ("byte_level", "whole")}
    if options.get("byte_level"):
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    else:
        tokenizer.pre_tokenizer = pre_tokenizers.Split(tokenizers.Regex(GPT2), "isolated")
    if options.get("whole"):
        chosen["initial_alphabet"] = pre_tokenizers.ByteLevel.alphabet()
    lines = TEXT.split("\n")[:-1]
    if "limit_alphabet" in options:
        counts = sorted((TEXT.replace("\n", "").count(c) for c in set(TEXT) - {"\n"}), reverse=True)
        assert counts[options["limit_alphabet"] - 1] != counts[options["limit_alphabet"]]
    tokenizer.train_from_iterator(lines, trainers.BpeTrainer(show_progress=False, **chosen))
    model = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    assert [model["vocab"][t] for t in tokens] == list(range(len(tokens)))
    return {"options": options, "tokens": tokens, "merges": model["merges"]}


def main():
    assert (sentencepiece.__version__, tokenizers.__version__) == ("0.2.3", "0.23.3")
    result = {
        "versions": {"sentencepiece": sentencepiece.__version__, "tokenizers": tokenizers.__version__},
        "text": TEXT,
        "sentencepiece": [train_sentencepiece(options) for options in SENTENCEPIECE],
        "huggingface": [train_huggingface(options) for options in HUGGINGFACE],
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "training.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"versions": ' + json.dumps(result["versions"]) + ',\n"text": '
                   + json.dumps(result["text"], ensure_ascii=False))
        for library in ("sentencepiece", "huggingface"):
            rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in result[library])
            file.write(f',\n"{library}": [\n{rows}\n]')
        file.write("}\n")


main()
