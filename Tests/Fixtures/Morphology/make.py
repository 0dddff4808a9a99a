"""Numbers of MorphologyPublishedTests, by their definitions: python3 make.py, beside ../shared.

With tiktoken 0.14.0, sentencepiece 0.2.3, regex 2026.11.19. Nothing of Derlius is used: words are UAX #29's as the
module regex finds them, forms are lower-cased, tokens are the libraries'. Takes some minutes.
"""

import itertools
import pathlib
import unicodedata
from collections import Counter, defaultdict

import regex
import sentencepiece
import tiktoken
from tiktoken.load import load_tiktoken_bpe

shared = pathlib.Path(__file__).resolve().parents[3].parent / "shared" / "data"

PATTERNS = {
    "cl100k_base": r"""'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s""",
    "o200k_base": "|".join([
        r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
        r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
        r"""\p{N}{1,3}""", r""" ?[^\s\p{L}\p{N}]+[\r\n/]*""", r"""\s*[\r\n]+""", r"""\s+(?!\S)""", r"""\s+""",
    ]),
}


def read_list(path):
    """Each form's segments and frequency: of several analyses the most frequent, then the one with fewest cuts."""
    analyses = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        form, frequency, segments = line.lower().split("\t")[:3]
        parts = tuple(part for part in segments.replace(" ", "-").split("-") if part)
        if "-" in form or "".join(parts) != form:
            continue
        analyses[form][parts] = max(analyses[form].get(parts, 0), int(frequency))
    gold, frequencies = {}, {}
    for form, found in analyses.items():
        order = sorted(found.items(), key=lambda item: (-item[1], len(item[0]), "-".join(item[0]).encode()))
        gold[form] = order[0][0]
        frequencies[form] = max(found.values())
    return gold, frequencies, {form for form, found in analyses.items() if len(found) > 1}


def letter_words(text):
    bounds = sorted({0, len(text)} | {match.start() for match in regex.finditer(r"(?wV1)\b", text)})
    for start, end in zip(bounds, bounds[1:]):
        kinds = [unicodedata.category(scalar) for scalar in text[start:end]]
        if not any(kind[0] == "L" for kind in kinds) or "Nd" in kinds:
            continue
        if start >= 2 and text[start - 1] in "-‐‑" and text[start - 2].isdigit():
            continue
        if end + 1 < len(text) and text[end] in "-‐‑" and text[end + 1].isdigit():
            continue
        yield start, end


def ranks(name):
    ranks = load_tiktoken_bpe(str(shared / "vocab/tiktoken" / f"{name}.tiktoken"))
    encoding = tiktoken.Encoding(name, pat_str=PATTERNS[name], mergeable_ranks=ranks, special_tokens={})

    def encode(text):
        at, found = 0, []
        for token in encoding.encode_ordinary(text):
            end = at + len(encoding.decode_single_token_bytes(token))
            found.append((token, at, end))
            at = end
        return found

    return encode


def llama2():
    model = sentencepiece.SentencePieceProcessor(model_file=str(shared / "vocab/sentencepiece/llama2.model"))

    def encode(text):
        at, found = -1, []
        for token in model.encode(text):
            piece = model.id_to_piece(token).replace("\u2581", " ").encode()
            end = at + (1 if model.is_byte(token) else len(piece))
            found.append((token, max(0, at), end))
            at = end
        assert at == len(text.encode())
        return found

    return encode


def spans(encode, text, prefix=""):
    """Ids, and the bytes that tokens hold of a text after a prefix, white space before them taken off."""
    data = (prefix + text).encode()
    found = encode(prefix + text)
    ranges = []
    for _, start, end in found:
        while start < end and data[start : start + 1] == b" ":
            start += 1
        if start < end:
            ranges.append((start - len(prefix), end - len(prefix)))
    return [token for token, _, _ in found], ranges


def places(parts, start=0):
    ends = list(itertools.accumulate((len(part.encode()) for part in parts), initial=start))
    return list(zip(ends, ends[1:]))


gold, frequencies, ambiguous = read_list(shared / "morphology/rimkute-2011-morphemes.tsv")
lines = (shared / "text/parallel/flores200/dev/lit_Latn.dev").read_text(encoding="utf-8").splitlines()
forms, known = Counter(), []
for number, line in enumerate(lines):
    for start, end in letter_words(line):
        form = line[start:end].lower()
        forms[form] += 1
        if form in gold:
            known.append((number, places(gold[form], len(line[:start].encode())), form))
types = sorted(form for form in forms if form in gold)
print("letter words", sum(forms.values()), "known", len(known), "known forms", len(types))
print("ambiguous", sum(form in ambiguous for _, _, form in known))

for name in ["cl100k_base", "o200k_base", "llama2"]:
    encode = llama2() if name == "llama2" else ranks(name)
    prefix = "" if name == "llama2" else " "
    cut = [spans(encode, line)[1] for line in lines]
    tokens = pure = words = cuts = right = wanted = 0
    for number, segments, _ in known:
        start, end = segments[0][0], segments[-1][1]
        own = [span for span in cut[number] if start <= span[0] < end]
        tokens += len(own)
        pure += sum(span in segments for span in own)
        words += own == segments
        found = {span[0] for span in own} - {start}
        cuts += len(found)
        right += len(found & {segment[0] for segment in segments[1:]})
        wanted += len(segments) - 1
    print(name, "pure", pure, tokens, "words", words, "cuts", cuts, "right", right, "gold", wanted)
    tokens = pure = cuts = right = wanted = 0
    weighted = [0, 0, 0]
    scored = hits = total = 0
    recall = precision = 0.0
    ids = {}
    for form in types:
        found, own = spans(encode, form, prefix)
        ids[form] = set(found)
        segments = places(gold[form])
        boundaries = {segment[0] for segment in segments[1:]}
        made = {span[0] for span in own if span[0] > 0}
        counts = (len(made & boundaries), len(made), len(boundaries))
        tokens += len(own)
        pure += sum(span in segments for span in own)
        right, cuts, wanted = right + counts[0], cuts + counts[1], wanted + counts[2]
        weighted = [old + count * frequencies[form] for old, count in zip(weighted, counts)]
        if boundaries:
            bare = encode(form)
            total += forms[form]
            isFound = any(start == max(boundaries) for _, start, _ in bare)
            scored += len(bare) > 1
            hits += len(bare) > 1 and isFound
            recall += forms[form] * (len(bare) == 1 or isFound)
            precision += forms[form] * (1 if len(bare) == 1 else isFound / len(bare))
    print(" forms: pure", pure, tokens, "right", right, "cuts", cuts, "gold", wanted, "weighted", weighted)
    print(" MorphScore", hits, scored, recall / total, precision / total)
    morphemes = {form: set(gold[form]) for form in types}
    shared_tokens = shared_morphemes = both = 0
    for one, other in itertools.combinations(types, 2):
        token = not ids[one].isdisjoint(ids[other])
        morpheme = not morphemes[one].isdisjoint(morphemes[other])
        shared_tokens += token
        shared_morphemes += morpheme
        both += token and morpheme
    print(" pairs", both, shared_tokens, shared_morphemes, flush=True)
