"""fastokens: `encode_batch_flat` gives ids and ends as bytes ("high-throughput bulk tokenization … no per-token
Python objects"); `encode_ordinary` for one text at a time, whose ids stay in its own object. Threads:
RAYON_NUM_THREADS."""

import fastokens

from .rival import Rival, Unfit, flat, from_bytes, lengths_of_ends


class Flat(Rival):
    def load(self, vocabulary):
        if vocabulary["kind"] == "tiktoken":
            self.tokenizer = fastokens.Tokenizer.from_tiktoken(
                vocabulary["path"], pattern=vocabulary["pattern"], special_tokens={})
        elif vocabulary.get("huggingface"):
            self.tokenizer = fastokens.Tokenizer.from_file(vocabulary["huggingface"])
        else:
            raise Unfit("has no way to this vocabulary")

    def encode(self, texts, threads):
        return self.tokenizer.encode_batch_flat(texts)

    def ids(self, result):
        return from_bytes(result[0])

    def lengths(self, result):
        return lengths_of_ends(from_bytes(result[1], "Q"))


class One(Flat):
    def encode(self, texts, threads):
        if threads > 1:
            raise Unfit("encode_ordinary takes one text, on one thread")
        encode = self.tokenizer.encode_ordinary
        return [encode(text) for text in texts]

    def ids(self, result):
        return flat(part.ids for part in result)

    def lengths(self, result):
        return [len(part) for part in result]
