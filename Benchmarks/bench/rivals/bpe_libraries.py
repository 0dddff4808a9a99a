"""bpe-openai and rs_bpe: the tokenizers of the crate `bpe` for OpenAI's encodings, which both carry inside.
`encode` gives a list; `count` makes none. Neither keeps a cache. bpe-openai is called below its Python layer,
which adds checks."""

from .rival import Rival, Unfit


class Crate(Rival):
    caches = False

    def encode(self, texts, threads):
        if threads > 1:
            raise Unfit("has no batch call that gives ids of many texts in parallel, or only with more work")
        encode = self.tokenizer.encode
        return [encode(text) for text in texts]

    def count(self, texts):
        return sum(map(self.tokenizer.count, texts))


class BPEOpenAI(Crate):
    def __init__(self):
        from bpe_openai import _bindings

        self.library = _bindings

    def load(self, vocabulary):
        if vocabulary["kind"] != "tiktoken" or vocabulary["name"] not in self.library.supported_encodings():
            raise Unfit("has OpenAI's encodings only")
        self.tokenizer = self.library.tokenizer_for_encoding(vocabulary["name"])


class RsBPE(Crate):
    def __init__(self):
        from rs_bpe.bpe import openai

        self.makers = {"cl100k_base": openai.cl100k_base, "o200k_base": openai.o200k_base}

    def load(self, vocabulary):
        if vocabulary["kind"] != "tiktoken" or vocabulary["name"] not in self.makers:
            raise Unfit("has cl100k_base and o200k_base only")
        self.tokenizer = self.makers[vocabulary["name"]]()
