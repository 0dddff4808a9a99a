"""sentencepiece: `encode` of a string or a list, in parallel with `num_threads`; as lists, or as numpy arrays."""

import sentencepiece

from .rival import Rival, Unfit


class Lists(Rival):
    caches = False
    kind = int

    def load(self, vocabulary):
        if vocabulary["kind"] != "sentencepiece":
            raise Unfit("reads .model files only")
        self.model = sentencepiece.SentencePieceProcessor(model_file=vocabulary["path"])

    def encode(self, texts, threads):
        if len(texts) == 1:
            return [self.model.encode(texts[0], out_type=self.kind)]
        return self.model.encode(texts, out_type=self.kind, num_threads=threads)


class Arrays(Lists):
    kind = "numpy"

    def ids(self, result):
        import numpy

        return numpy.concatenate([numpy.asarray(part, numpy.uint32) for part in result])


