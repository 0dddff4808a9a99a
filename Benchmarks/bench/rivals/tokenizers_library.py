"""tokenizers: `encode_batch_fast`, which leaves offsets out; in parallel with TOKENIZERS_PARALLELISM on
RAYON_NUM_THREADS threads. Lists come of `.ids`, which is not timed."""

import tokenizers

from .rival import Rival, Unfit, flat


class Tokenizers(Rival):
    def load(self, vocabulary):
        if vocabulary["kind"] == "wordpiece":
            from tokenizers import BertWordPieceTokenizer

            self.tokenizer = BertWordPieceTokenizer(vocabulary["path"])._tokenizer
        elif vocabulary.get("huggingface"):
            self.tokenizer = tokenizers.Tokenizer.from_file(vocabulary["huggingface"])
        else:
            raise Unfit("has no way to this vocabulary")

    def encode(self, texts, threads):
        return self.tokenizer.encode_batch_fast(texts, add_special_tokens=False)

    def ids(self, result):
        return flat(part.ids for part in result)

    def lengths(self, result):
        return [len(part.ids) for part in result]
