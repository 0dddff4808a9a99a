"""Records the ids of hard texts with a vocabulary of our own: python3 make.py, with tokenizers 0.23.3."""

import json
import pathlib

from tokenizers import BertWordPieceTokenizer

folder = pathlib.Path(__file__).parent
words = "vandens mėnuo žodis zodis menuo Vilnius vilnius ąžuolas azuolas the a 中 文 ! ? , . ' -".split()
inner = "s is e o ų u as us ing žio 1 2 文".split()
tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + words + list("abcdefghijklmnopqrstuvwxyzVž0123456789")
tokens = list(dict.fromkeys(tokens)) + ["##" + token for token in inner + list("abdž")]
(folder / "vocab.txt").write_text("\n".join(tokens) + "\n")
texts = [
    "", " ", "vandens", "Mėnuo žodis", "ŽODIS!", "Vilnius, vilnius", "ąžuolas ąžuolas", "中文 a中b",
    "menuos ing zodis12", "a" * 100, "a" * 101, "[MASK] the [CLS]x[MASK]", "[mask]", "it's -- a?",
    "\u0000a\ufffdb\u200dc\u0085d\u000be", "a\u00a0b\u2028c", "İstanbul ǅ ß ﬁ", "x\u0301\u0327 e\u0307",
    "देवनागरी का", "한국", "a▁b", "##a", "😀 a", "\r\n\tthe", "²³ ½", "$1+2=3~", "ΑΣ", "vandenszzz",
]
rows = []
for text in texts:
    row = {"text": text}
    for lower in (True, False):
        tokenizer = BertWordPieceTokenizer(str(folder / "vocab.txt"), lowercase=lower)
        row["uncased" if lower else "cased"] = tokenizer.encode(text, add_special_tokens=False).ids
    rows.append(json.dumps(row, ensure_ascii=True))
(folder / "ids.jsonl").write_text("\n".join(rows) + "\n")
