"""The workloads by name.

To add one, add a `Workload` here; to add a kind, a function `run(workload, context)` in `run.KINDS`.
"""

from dataclasses import dataclass

ALL = ("tiktoken", "tiktoken, numpy", "gigatoken", "gigatoken, lists", "splintr", "splintr, lists", "fastokens",
       "fastokens, encode", "tokie", "bpe-openai", "rs_bpe", "tokenizers")
FAST = ("tiktoken", "gigatoken", "splintr", "fastokens")
BATCHES = ("tiktoken", "gigatoken", "splintr", "fastokens", "tokie", "tokenizers")
SENTENCEPIECE = ("sentencepiece", "sentencepiece, numpy", "gigatoken", "splintr", "fastokens", "tokie", "tokenizers")
UNIGRAM = tuple(name for name in SENTENCEPIECE if name != "gigatoken")  # Which has BPE only.
JSON = ("tokenizers", "gigatoken", "splintr", "fastokens", "tokie")


@dataclass(frozen=True)
class Workload:
    """One table: a text, a vocabulary, and who takes part beside derlius; the first of them is the reference."""

    name: str
    kind: str
    rivals: tuple = ()
    vocabulary: str = ""
    text: str = ""
    mode: str = "whole"
    threads: int = 1
    limit: float = 600  # Seconds for one pass.
    settings: tuple = ()

    @property
    def title(self):
        parts = [self.vocabulary, self.text, {"whole": "one document", "lines": "by line"}[self.mode]]
        if self.threads > 1:
            parts.append(f"{self.threads} threads")
        return ", ".join(part for part in parts if part)


def encode(vocabulary, text, mode, rivals, threads=1):
    end = f"-{threads}" if threads > 1 else ""
    return Workload(f"encode/{vocabulary}/{text}/{mode}{end}", "encode", rivals, vocabulary, text, mode, threads)


def rank_files():
    for vocabulary in ("cl100k_base", "o200k_base"):
        for text in ("law", "literature", "english", "mixed", "code", "cjk", "bytes"):
            everyone = vocabulary == "cl100k_base" and text in ("law", "english", "mixed")
            yield encode(vocabulary, text, "whole", ALL if everyone else FAST)
            if text in ("law", "english", "mixed", "code"):
                yield encode(vocabulary, text, "lines", ALL if everyone and text == "law" else FAST)
            if text in ("law", "english"):
                yield encode(vocabulary, text, "lines", BATCHES if vocabulary == "cl100k_base" else FAST, 2)
                yield encode(vocabulary, text, "whole", ("gigatoken",), 2)


def adversarial():
    for text in ("one letter", "spaces", "letters", "digits", "han", "marks"):
        yield Workload(f"adversarial/cl100k_base/{text.replace(' ', '-')}", "encode",
                       ("tiktoken", "gigatoken", "splintr", "fastokens", "tokie", "bpe-openai", "tokenizers"),
                       "cl100k_base", text, limit=20)
    for text in ("one letter", "spaces", "letters", "han"):
        for vocabulary in ("llama2", "t5-base"):
            rivals = ("sentencepiece", "tokenizers") + (("gigatoken",) if vocabulary == "llama2" else ())
            yield Workload(f"adversarial/{vocabulary}/{text.replace(' ', '-')}", "encode", rivals, vocabulary, text,
                           limit=20)


def sentencepiece():
    for vocabulary in ("llama2", "mistral-v1", "t5-base", "unigram-32k"):
        everyone = SENTENCEPIECE if vocabulary in ("llama2", "mistral-v1") else UNIGRAM
        few = tuple(name for name in everyone if name in ("sentencepiece", "gigatoken", "tokenizers"))
        for text in ("law", "english", "mixed") if vocabulary in ("llama2", "t5-base") else ("law",):
            rivals = everyone if text == "law" else few
            yield encode(vocabulary, text, "lines", rivals)
            yield Workload(f"encode/{vocabulary}/{text}/whole", "encode", rivals, vocabulary, text, limit=120)
        yield encode(vocabulary, "law", "lines", few, 2)


def others():
    for vocabulary in ("bert", "gpt2", "claude2", "falcon", "pythia", "llama2-json"):
        yield encode(vocabulary, "law", "lines", JSON)
    yield encode("bert", "english", "lines", JSON)
    yield encode("gpt2", "english", "lines", JSON)


def loads():
    for vocabulary in ("cl100k_base", "o200k_base"):
        rivals = tuple(name for name in ALL if "," not in name)
        yield Workload(f"load/{vocabulary}", "load", rivals, vocabulary, "mixed", "lines")
    for vocabulary in ("llama2", "t5-base", "unigram-32k"):
        rivals = tuple(name for name in (SENTENCEPIECE if vocabulary == "llama2" else UNIGRAM) if "," not in name)
        yield Workload(f"load/{vocabulary}", "load", rivals, vocabulary, "law", "lines")
    for vocabulary in ("gpt2", "claude2", "falcon", "bert"):
        yield Workload(f"load/{vocabulary}", "load", JSON, vocabulary, "law", "lines")


def counts():
    for vocabulary, rivals in [("cl100k_base", ("tiktoken", "gigatoken", "tokie", "bpe-openai", "rs_bpe")),
                               ("llama2", ("sentencepiece", "gigatoken")), ("t5-base", ("sentencepiece",))]:
        yield Workload(f"count/{vocabulary}/law", "count", rivals, vocabulary, "law", "lines")


def commands():
    for vocabulary, rivals in [("cl100k_base", ("tiktoken", "gigatoken")), ("llama2", ("sentencepiece", "gigatoken")),
                               ("t5-base", ("sentencepiece",)), ("gpt2", ("tokenizers",))]:
        for what in ("encode", "count"):
            yield Workload(f"command/{what}/{vocabulary}/law", "command", rivals, vocabulary, "law", "lines",
                           settings=(what,))


def jobs():
    yield Workload("job/fertility", "fertility", ("python script",))
    trainers = ("sentencepiece", "huggingface", "rustbpe", "gigatoken", "bpeasy")
    yield Workload("train/bpe/10MB-32k", "train-bpe", trainers, text="made", settings=(32_000,))
    yield Workload("train/bpe/30MB-64k", "train-bpe", trainers[:-1], text="made-large", settings=(64_000,))
    yield Workload("train/bpe/100MB-32k-2", "train-bpe", ("gigatoken", "rustbpe"), text="made-huge", threads=2,
                   settings=(32_000,))
    yield Workload("train/unigram/10MB-32k", "train-unigram", ("sentencepiece",), text="made", settings=(32_000,))


def workloads():
    return [*rank_files(), *adversarial(), *sentencepiece(), *others(), *loads(), *counts(), *commands(), *jobs()]
