"""A SentencePiece Unigram as the tokenizer.json that tokenizers' own converter makes: unigram_json MODEL OUTPUT

For rivals that read nothing else. `derlius convert` refuses such models, since a few texts get other ids: whether those
measured do is seen when ids are compared.
"""

import sys


def main(model, output):
    from sentencepiece import sentencepiece_model_pb2

    # The converter imports it by this name.
    sys.modules["sentencepiece_model_pb2"] = sentencepiece_model_pb2
    from tokenizers import SentencePieceUnigramTokenizer

    SentencePieceUnigramTokenizer.from_spm(model).save(output)


if __name__ == "__main__":
    main(*sys.argv[1:])
