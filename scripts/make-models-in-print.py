#!/usr/bin/env python3
"""Build models of the kinds and sizes that papers on Lithuanian name, for tests by hand.

usage: make-models-in-print.py [--shared DIR] [--only KIND]... OUTPUT
       (needs the Python packages sentencepiece 0.2.3 and tokenizers 0.23.3, and ../shared)

The published files are behind a login or a licence; what decides whether they can be read is their kind
and size. So the same libraries train here, on the Lithuanian training texts of ../shared:

  lemmis       65,546 pieces, SentencePiece BPE with byte fallback    lemmis/tokenizer/lemmis_tokenizer.model
  gemma        262,144 tokens, BPE with byte fallback                 gemma/tokenizer.json
  modernbert   50,000 tokens, byte-level BPE, [CLS] and [SEP]         modernbert/tokenizer.json
  lime         32,000 tokens, byte-level BPE with Llama 3's pattern   lime/tokenizer.json

Beside each stand ids.tsv (`id TAB ids` for every text of conformance/golden/inputs.jsonl, without the
template's tokens) and ids-with-specials.tsv. models.json lists sizes and SHA-256.

Where the text gives fewer merges than 262,144 tokens need, the rest are <unusedN> tokens, as Gemma
itself has; models.json says how many.
"""
import argparse
import hashlib
import html
import json
import re
import sys
from pathlib import Path

LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
PARTS = ["law", "literature", "parliament", "gnome-help/lt", "docs"]


def training_lines(text):
    """Lines of the training parts; markup is taken off, other encodings and formats left out."""
    for part in PARTS:
        for path in sorted((text / part).rglob("*")):
            if path.suffix not in {".txt", ".xml", ".page", ".docbook"} or "softhyphen" in path.name:
                continue
            content = path.read_text(encoding="utf-8")
            if path.suffix != ".txt":
                content = html.unescape(re.sub(r"<[^>]*>", " ", content))
            for line in content.splitlines():
                if line.strip():
                    yield line.strip()


def golden(folder, texts, encode):
    for name, specials in [("ids.tsv", False), ("ids-with-specials.tsv", True)]:
        with open(folder / name, "w", encoding="utf-8", newline="\n") as out:
            for key, text in texts:
                out.write(f"{key}\t{' '.join(map(str, encode(text, specials)))}\n")


def lemmis(folder, lines, texts):
    import sentencepiece

    path = folder / "tokenizer" / "lemmis_tokenizer.model"
    path.parent.mkdir(parents=True, exist_ok=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_prefix=str(path)[: -len(".model")], model_type="bpe",
        vocab_size=65_546, byte_fallback=True, character_coverage=0.9999, split_digits=True,
        pad_id=3, max_sentence_length=16_384, minloglevel=1, num_threads=2)
    path.with_suffix(".vocab").unlink()
    model = sentencepiece.SentencePieceProcessor(model_file=str(path))
    golden(folder, texts, lambda text, specials: model.encode(text, add_bos=specials))
    return path, model.vocab_size(), {}


def hugging_face(folder, texts, tokenizer, notes=None):
    path = folder / "tokenizer.json"
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(path))
    # Ids are those of the file, as another reader finds it.
    from tokenizers import Tokenizer

    read = Tokenizer.from_file(str(path))
    golden(folder, texts, lambda text, specials: read.encode(text, add_special_tokens=specials).ids)
    return path, read.get_vocab_size(), notes or {}


def gemma(folder, lines, texts):
    from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers
    from tokenizers import processors, trainers

    size = 262_144
    named = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "[multimodal]"]
    named += [f"<unused{i}>" for i in range(99)] + ["<start_of_turn>", "<end_of_turn>"]
    runs = ["\n" * n for n in range(1, 32)] + ["\t" * n for n in range(1, 32)]
    spaces = ["▁" * n for n in range(2, 32)]
    tags = [f"<{end}{tag}>" for tag in ["table", "tr", "td", "ul", "li", "b", "i", "h1", "code"]
            for end in ["", "/"]]
    replace = normalizers.Replace(" ", "▁")
    # The words that are counted end before a space; the published file splits at nothing.
    trained = Tokenizer(models.BPE())
    trained.normalizer = replace
    trained.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    fixed = len(named) + len(runs) + len(spaces) + len(tags) + 256
    trained.train_from_iterator(
        lines, trainers.BpeTrainer(vocab_size=size - fixed, min_frequency=2, show_progress=False))
    state = json.loads(trained.to_str())["model"]
    reached = sorted(state["vocab"], key=state["vocab"].get)
    vocabulary = {}
    order = named + runs + spaces + tags + [f"<0x{byte:02X}>" for byte in range(256)] + reached
    for token in order:
        vocabulary.setdefault(token, len(vocabulary))
    padding = size - len(vocabulary)
    for number in range(padding):
        vocabulary[f"<unused{99 + number}>"] = len(vocabulary)
    merges = [("▁" * (n - 1), "▁") for n in range(2, 32)]
    merges += [("▁" * left, "▁" * (n - left)) for n in range(3, 32) for left in range(1, n - 1)]
    merges += [pair for pair in map(tuple, state["merges"]) if set("".join(pair)) != {"▁"}]
    tokenizer = Tokenizer(models.BPE(
        vocab=vocabulary, merges=merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = replace
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<bos> $A", pair="<bos> $A <bos> $B", special_tokens=[("<bos>", 2)])
    special = set(named)
    unused = [f"<unused{99 + number}>" for number in range(padding)]
    tokenizer.add_tokens([
        AddedToken(token, special=token in special and not token.startswith("<unused"),
                   normalized=False)
        for token in named + runs + spaces + tags + unused])
    return hugging_face(folder, texts, tokenizer, {"merges": len(merges), "unused": padding})


def modernbert(folder, lines, texts):
    from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers
    from tokenizers import processors, trainers

    specials = ["[UNK]", "[CLS]", "[SEP]", "[PAD]"]
    tokenizer = Tokenizer(models.BPE(unk_token=None))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(lines, trainers.BpeTrainer(
        vocab_size=50_000 - 1, min_frequency=2, special_tokens=specials, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    # The mask takes the space before it.
    tokenizer.add_special_tokens([AddedToken("[MASK]", lstrip=True, normalized=False, special=True)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 1), ("[SEP]", 2)])
    return hugging_face(folder, texts, tokenizer)


def lime(folder, lines, texts):
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers
    from tokenizers import processors, trainers

    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(LLAMA3), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    ordinary = 32_000 - 256
    tokenizer.train_from_iterator(lines, trainers.BpeTrainer(
        vocab_size=ordinary, min_frequency=2, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    specials = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>",
                "<|eot_id|>"]
    specials += [f"<|reserved_special_token_{i}|>" for i in range(256 - len(specials))]
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token in specials])
    tokenizer.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=False),
        processors.TemplateProcessing(
            single="<|begin_of_text|> $A", pair="<|begin_of_text|> $A <|begin_of_text|>:1 $B:1",
            special_tokens=[("<|begin_of_text|>", ordinary)])])
    return hugging_face(folder, texts, tokenizer)


KINDS = {"lemmis": lemmis, "modernbert": modernbert, "lime": lime, "gemma": gemma}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", action="append", choices=list(KINDS))
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    data = options.shared / "data"
    if not data.is_dir():
        data = options.shared
    lines = list(training_lines(data / "text" / "lt"))
    with open(data / "conformance" / "golden" / "inputs.jsonl", encoding="utf-8") as inputs:
        texts = [(row["id"], row["text"]) for row in map(json.loads, inputs)]
    options.output.mkdir(parents=True, exist_ok=True)
    listed = options.output / "models.json"
    record = json.loads(listed.read_text()) if listed.exists() else {}
    for kind in options.only or KINDS:
        path, size, notes = KINDS[kind](options.output / kind, lines, texts)
        record[kind] = {
            "file": str(path.relative_to(options.output)), "tokens": size,
            "bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            **notes}
        print(kind, record[kind], file=sys.stderr)
        listed.write_text(json.dumps(record, indent=2) + "\n")


if __name__ == "__main__":
    main()
