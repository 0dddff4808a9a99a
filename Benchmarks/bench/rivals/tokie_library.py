"""tokie: of a tokenizer.json. `encode` for one text, `encode_batch` in parallel on RAYON_NUM_THREADS threads;
lists come of `.ids`, which is not timed. Counting by `count_tokens_batch`."""

import tokie

from .rival import Rival, Unfit, flat


class Tokie(Rival):
    def load(self, vocabulary):
        if not vocabulary.get("huggingface"):
            raise Unfit("reads tokenizer.json only")
        self.tokenizer = tokie.Tokenizer.from_json(vocabulary["huggingface"])

    def encode(self, texts, threads):
        if len(texts) == 1:
            return [self.tokenizer.encode(texts[0], add_special_tokens=False)]
        return self.tokenizer.encode_batch(texts, add_special_tokens=False)

    def ids(self, result):
        return flat(part.ids for part in result)

    def lengths(self, result):
        return [len(part.ids) for part in result]

    def count(self, texts):
        return sum(self.tokenizer.count_tokens_batch(texts))
