"""The rivals, each called the fastest way that its own documentation gives; a file for each library."""

import importlib

# Name in tables -> module of this package, class, pip's name.
RIVALS = {
    "tiktoken": ("tiktoken_library", "Lists", "tiktoken"),
    "tiktoken, numpy": ("tiktoken_library", "Arrays", "tiktoken"),
    "gigatoken": ("gigatoken_library", "Arrays", "gigatoken"),
    "gigatoken, lists": ("gigatoken_library", "Lists", "gigatoken"),
    "splintr": ("splintr_library", "Flat", "splintr-rs"),
    "splintr, lists": ("splintr_library", "Lists", "splintr-rs"),
    "fastokens": ("fastokens_library", "Flat", "fastokens"),
    "fastokens, encode": ("fastokens_library", "One", "fastokens"),
    "tokie": ("tokie_library", "Tokie", "tokie"),
    "bpe-openai": ("bpe_libraries", "BPEOpenAI", "bpe-openai"),
    "rs_bpe": ("bpe_libraries", "RsBPE", "rs_bpe"),
    "tokenizers": ("tokenizers_library", "Tokenizers", "tokenizers"),
    "sentencepiece": ("sentencepiece_library", "Lists", "sentencepiece"),
    "sentencepiece, numpy": ("sentencepiece_library", "Arrays", "sentencepiece"),
}


def make(name):
    """The rival of this name. Imports its library."""
    module, kind, _ = RIVALS[name]
    return getattr(importlib.import_module(f"{__name__}.{module}"), kind)()


def package(name):
    return RIVALS[name][2]
