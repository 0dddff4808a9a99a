"""splintr: `encode_flat` and `encode_batch_flat` give ids as bytes (no Python numbers); lists by
`encode_ordinary` and `encode_batch`. Batches run on RAYON_NUM_THREADS threads. Its own copies of cl100k_base and
o200k_base load fastest; of a tokenizer.json `from_json`."""

import splintr

from .rival import Rival, Unfit, flat, from_bytes, lengths_of_ends


class Flat(Rival):
    def load(self, vocabulary):
        kind, name = vocabulary["kind"], vocabulary["name"]
        if kind == "tiktoken" and name in ("cl100k_base", "o200k_base"):
            self.tokenizer = splintr.Tokenizer.from_pretrained(name)
        elif kind == "sentencepiece" and name in ("llama2", "mistral-v1"):
            self.tokenizer = splintr.Tokenizer.from_pretrained(name.replace("-", "_"))
        elif vocabulary.get("huggingface"):
            self.tokenizer = splintr.from_json(vocabulary["huggingface"])
        else:
            raise Unfit("has no way to this vocabulary")

    def encode(self, texts, threads):
        if len(texts) == 1:
            return self.tokenizer.encode_flat(texts[0]), None
        return self.tokenizer.encode_batch_flat(texts)

    def ids(self, result):
        return from_bytes(result[0])

    def lengths(self, result):
        if result[1] is None:
            return [len(result[0]) // 4]
        ends = from_bytes(result[1], "Q")
        return lengths_of_ends(ends)


class Lists(Flat):
    def encode(self, texts, threads):
        if len(texts) == 1:
            return [self.tokenizer.encode_ordinary(texts[0])]
        return self.tokenizer.encode_batch(texts)

    def ids(self, result):
        return flat(result)

    def lengths(self, result):
        return [len(ids) for ids in result]
