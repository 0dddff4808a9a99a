"""Writes the pickles of this folder: python3 make.py.

A tiny vocabulary of our own as tiktoken's Encoding takes it, at each protocol of Python's pickle, and
plain data of every kind. Protocols 0 to 2 have no bytes: Python 3 writes a call in their place.
"""

import pathlib
import pickle

folder = pathlib.Path(__file__).parent
ranks = {bytes([byte]): byte for byte in range(256)}
for token in ["ab", "abc", " a", "ą", "ž", "ąž"]:
    ranks[token.encode()] = len(ranks)
encoding = {
    "name": "tiny",
    "pat_str": r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s",
    "mergeable_ranks": ranks,
    "special_tokens": {"<|end|>": 262},
    "explicit_n_vocab": 263,
}
shared = [1, 2]
plain = {
    "none": None,
    "yes": True,
    "no": False,
    "integers": [0, 1, 255, 256, 65535, 65536, -1, -129, 2**31 - 1, -(2**31), 2**31, 2**63 - 1, -(2**63)],
    "big": [2**63, -(2**63) - 1, 10**40],
    "floats": [0.0, -1.5, 1e300],
    "texts": ["", "abc", "ąž\n\\u0105", "😀", "x" * 300],
    "tuples": [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)],
    "shared": [shared, shared],
    "empty": {},
    3: "integer key",
}
for protocol in range(6):
    (folder / f"tiny-{protocol}.pickle").write_bytes(pickle.dumps(encoding, protocol))
    (folder / f"plain-{protocol}.pickle").write_bytes(pickle.dumps(plain, protocol))
