"""The real libraries, one class for each, with the same four questions."""

import base64
import json
import os


class Tiktoken:
    """tiktoken with a rank file and a specification as ../shared and tiktoken's source have it."""

    library = "tiktoken"

    def __init__(self, path, entry, first=0, size=None, specials=None):
        import tiktoken

        ranks = {}
        with open(path, "rb") as file:
            for line in file:
                token, rank = line.split()
                if size is None or int(rank) + first < size:
                    ranks[base64.b64decode(token)] = int(rank)
        self.first = first
        self.specials = specials or {}
        # With ids from 1000 on, special tokens would not be where the file has them.
        self.encoding = tiktoken.Encoding(
            os.path.basename(path), pat_str=entry, mergeable_ranks=ranks,
            special_tokens={} if first else self.specials)
        self.tokens = [token.decode("utf-8", "replace") for token in ranks]
        self.added = list(self.specials)

    def encode(self, text):
        return [rank + self.first for rank in self.encoding.encode_ordinary(text)]

    def encode_parsed(self, text):
        """Ids with special tokens in the text taken as such; None where that cannot be asked."""
        if self.first or not self.specials:
            return None
        return self.encoding.encode(text, allowed_special="all")

    def decode(self, ids):
        return self.encoding.decode_bytes([id - self.first for id in ids])

    def offsets(self, text):
        return None

    @staticmethod
    def of(path, name=None):
        """By the specification beside a rank file: NAME.json, or the entry in encodings.json."""
        folder, stem = os.path.dirname(path), os.path.basename(path).removesuffix(".tiktoken")
        beside = os.path.join(folder, stem + ".json")
        if name is None and os.path.exists(beside):
            entry = json.load(open(beside))
        else:
            entry = json.load(open(os.path.join(folder, "encodings.json")))[name or stem]
        config = entry.get("config", {})
        first = entry.get("first_ordinary_id") or config.get("default_num_special_tokens", 0)
        size = entry.get("explicit_n_vocab") or config.get("default_vocab_size")
        specials = entry.get("special_tokens") or {}
        if not isinstance(specials, dict):
            specials = {}
        return Tiktoken(path, entry.get("pat_str") or config["pattern"], first, size, specials)


class SentencePiece:
    library = "sentencepiece"

    def __init__(self, path):
        import sentencepiece

        self.model = sentencepiece.SentencePieceProcessor(model_file=path)
        pieces = [self.model.id_to_piece(index) for index in range(self.model.get_piece_size())]
        self.added = [piece for index, piece in enumerate(pieces) if self.model.is_control(index)]
        self.tokens = [piece.replace("\u2581", " ") for piece in pieces]

    def encode(self, text):
        return self.model.encode(text)

    def encode_parsed(self, text):
        return None

    def decode(self, ids):
        return self.model.decode(ids).encode()

    def offsets(self, text):
        return None


def without_post_processor(tokenizer):
    import tokenizers

    value = json.loads(tokenizer.to_str())
    value["post_processor"] = None
    return tokenizers.Tokenizer.from_str(json.dumps(value))


class Tokenizers:
    """A `Tokenizer` of Hugging Face's library."""

    library = "tokenizers"

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        # `truncation` and `padding` of the file are for batches of a model, not for its ids.
        tokenizer.no_truncation()
        tokenizer.no_padding()
        # Without the post-processor, which takes spaces off the spans where `trim_offsets` says so.
        self.plain = without_post_processor(tokenizer)
        vocabulary = tokenizer.get_vocab()
        self.tokens = [token.replace("\u0120", " ").replace("\u2581", " ") for token in sorted(vocabulary)]
        self.added = [token.content for token in tokenizer.get_added_tokens_decoder().values()]

    def encode(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def encode_parsed(self, text):
        # Its plain call takes added tokens as such: `encode` has compared them.
        return None

    def decode(self, ids):
        return self.tokenizer.decode(ids, skip_special_tokens=False).encode()

    def offsets(self, text):
        """Start and end of each token, in scalars; spaces belong to tokens, as in the model."""
        return self.plain.encode(text, add_special_tokens=False).offsets

    @staticmethod
    def of_file(path):
        import tokenizers

        return Tokenizers(tokenizers.Tokenizer.from_file(path))

    @staticmethod
    def of_words(path, lowercase):
        import tokenizers

        return Tokenizers(tokenizers.BertWordPieceTokenizer(path, lowercase=lowercase)._tokenizer)

    @staticmethod
    def of_pair(vocabulary, merges):
        """GPT-2's pair of files, whose merges begin with `#version`."""
        import tokenizers

        tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE.from_file(vocabulary, merges))
        tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
        tokenizer.decoder = tokenizers.decoders.ByteLevel()
        return Tokenizers(tokenizer)
