"""What every rival does. Only `load`, `encode` and `count` are timed."""

from array import array


class Rival:
    """A library with one vocabulary open.

    `vocabulary` is a dictionary: `kind` (tiktoken, sentencepiece, huggingface, wordpiece), `name`, `path`, and where
    they exist `pattern` (of a rank file) and `huggingface` (the same tokenizer as a tokenizer.json).
    """

    # Whether a later pass can be faster than the first: then each first pass gets a tokenizer that is new.
    caches = True
    # Whether the library is given bytes (True) or Python strings.
    takes_bytes = False

    def load(self, vocabulary):
        """Opens the vocabulary. Raises Unfit where the library has no way."""
        raise NotImplementedError

    def encode(self, texts, threads):
        """Something that holds the ids of all texts; `texts` is a list of one or more."""
        raise NotImplementedError

    def ids(self, result):
        """The ids of all texts as an array of 32-bit numbers; not timed."""
        return flat(result)

    def lengths(self, result):
        """How many ids each text has; not timed."""
        return [len(ids) for ids in result]

    def count(self, texts):
        """The number of tokens of all texts together, without ids where the library can."""
        return len(self.ids(self.encode(texts, 1)))


class Unfit(Exception):
    """The library cannot open this vocabulary."""


def flat(lists):
    ids = array("I")
    for part in lists:
        ids.extend(part)
    return ids


def from_bytes(data, kind="I"):
    values = array(kind)
    values.frombytes(data)
    return values


def lengths_of_ends(ends):
    return [ends[i + 1] - ends[i] for i in range(len(ends) - 1)]
