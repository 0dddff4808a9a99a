"""tiktoken: `encode_ordinary` for one text (the fastest call that makes lists), `encode_ordinary_batch` for more
threads than one, `encode_to_numpy` ("avoids the overhead of copying the token buffer into a Python list"). It
keeps no cache."""

import base64
import tiktoken

from .rival import Rival, Unfit


class Lists(Rival):
    caches = False

    def load(self, vocabulary):
        if vocabulary["kind"] != "tiktoken":
            raise Unfit("reads rank files only")
        with open(vocabulary["path"], "rb") as file:
            ranks = {base64.b64decode(token): int(rank) for token, rank in map(bytes.split, file)}
        self.encoding = tiktoken.Encoding(
            vocabulary["name"], pat_str=vocabulary["pattern"], mergeable_ranks=ranks, special_tokens={})

    def encode(self, texts, threads):
        if threads > 1:
            return self.encoding.encode_ordinary_batch(texts, num_threads=threads)
        encode = self.encoding.encode_ordinary
        return [encode(text) for text in texts]


class Arrays(Lists):
    def encode(self, texts, threads):
        if threads > 1:
            raise Unfit("has no batch call that gives arrays")
        encode = self.encoding.encode_to_numpy
        return [encode(text, disallowed_special=()) for text in texts]

    def ids(self, result):
        import numpy

        return numpy.concatenate(result) if result else numpy.empty(0, numpy.uint32)
