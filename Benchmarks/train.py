#!/usr/bin/env python3
"""Training BPE against the real trainers, interleaved, the vocabularies compared in every round.

Usage: train.py TEXT VOCABULARY_SIZE [--derlius PROGRAM] [--rivals NAME...] [--rounds N] [--threads N] [--json FILE]
Needs: pip install sentencepiece==0.2.3 tokenizers==0.23.3 protobuf rustbpe==0.1.0 gigatoken==0.10.0 bpeasy==0.1.6, and
the release build of derlius (swift build -c release --product derlius, in the folder above). Rivals are sentencepiece,
huggingface, rustbpe, gigatoken and bpeasy; without --rivals the first three. `make bench` runs them all.

A round is a new process of each: processor time (user and system) and peak memory of the whole process, with its
start. Rivals run with their defaults and as many threads (sentencepiece: num_threads, the others:
RAYON_NUM_THREADS). The text is UTF-8, a line is a sentence; `identity` normalization for
sentencepiece; GPT-2's pattern for the others. Derlius trains each time like the rival that it stands beside, and
a round whose pieces, tokens or merges differ ends the run: no number. Prints a table in Markdown.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"


def lines(path):
    with open(path, encoding="utf-8", newline="") as file:
        for line in file:
            yield line.rstrip("\n")


def rival(name, text, size, threads, output):
    """Trains once and writes the vocabulary."""
    if name == "sentencepiece":
        import sentencepiece

        sentencepiece.SentencePieceTrainer.train(
            input=text, model_prefix=output, model_type="bpe", vocab_size=size, minloglevel=2,
            normalization_rule_name="identity", num_threads=threads)
    elif name == "huggingface":
        from tokenizers import Tokenizer, models, pre_tokenizers, trainers

        tokenizer = Tokenizer(models.BPE())
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        # Line by line, as Derlius reads: the library's own reader keeps the line ends.
        tokenizer.train_from_iterator(lines(text), trainers.BpeTrainer(
            vocab_size=size, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
        tokenizer.save(output)
    elif name == "gigatoken":
        import gigatoken

        # Line by line, with the tie rule of tokenizers; it reads the file itself.
        source = gigatoken.TextFileSource([text], separator=b"\n")
        _, merges = gigatoken.train_bpe(source, size, [])
        with open(output, "w") as file:
            json.dump([[left.hex(), right.hex()] for left, right in merges], file)
    elif name == "bpeasy":
        import bpeasy

        # It has a limit to the length of tokens, which the others have not: one that is never reached.
        ranks = bpeasy.train_bpe(lines(text), GPT2, 1 << 20, size)
        with open(output, "w") as file:
            json.dump([token.hex() for token, _ in sorted(ranks.items(), key=lambda t: t[1])], file)
    else:
        import rustbpe

        tokenizer = rustbpe.Tokenizer()
        tokenizer.train_from_iterator(lines(text), size, pattern=GPT2)
        with open(output, "w") as file:
            json.dump([token.hex() if isinstance(token, bytes) else bytes(token).hex()
                       for token, _ in sorted(tokenizer.get_mergeable_ranks(), key=lambda t: t[1])], file)


def command(name, derlius, text, size, threads, output):
    """Derlius, like a rival."""
    extra = {
        "sentencepiece": ["--like", "sentencepiece", "--normalization", "identity"],
        "huggingface": ["--like", "huggingface", "--split", "gpt2"],
        "rustbpe": ["--split", "gpt2", "--tie-rule", "ids"],
        "bpeasy": ["--split", "gpt2", "--tie-rule", "ids"],
        "gigatoken": ["--like", "huggingface", "--split", "gpt2"],
    }[name]
    return [derlius, "train", "bpe", "--vocab-size", str(size), "--threads", str(threads), "--format", "text",
            "--output", output, text] + extra


def measure(arguments, environment):
    """Seconds of processor time, of the clock, and peak bytes of a process.

    A new process counts the memory of the one that it was split from: so a small one starts it.
    """
    relay = [sys.executable, "-S", os.path.abspath(__file__), "--measure", *arguments]
    return json.loads(subprocess.run(relay, env=environment, check=True, capture_output=True).stdout)


def measure_here(arguments):
    start = time.monotonic()
    null = os.open(os.devnull, os.O_WRONLY)
    pid = os.posix_spawn(arguments[0], arguments, os.environ,
                         file_actions=[(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)])
    os.close(null)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(arguments)}: status {status}")
    print(json.dumps({"cpu": usage.ru_utime + usage.ru_stime, "wall": time.monotonic() - start,
                      "peak": usage.ru_maxrss * 1024}))


def vocabulary(name, path):
    """What must be equal."""
    if name == "sentencepiece":
        from sentencepiece import sentencepiece_model_pb2

        model = sentencepiece_model_pb2.ModelProto()
        with open(path + ".model" if os.path.exists(path + ".model") else path, "rb") as file:
            model.ParseFromString(file.read())
        return [(p.piece, p.score, p.type) for p in model.pieces]
    if name == "huggingface":
        with open(path, encoding="utf-8") as file:
            model = json.load(file)["model"]
        return model["vocab"], model["merges"]
    with open(path, encoding="utf-8") as file:
        if name == "gigatoken":
            found = json.load(file)
            if isinstance(found, list):
                return found
            return [[spelled(left), spelled(right)] for left, right in found["model"]["merges"]]
        if path.endswith(".tiktoken"):
            import base64

            return [base64.b64decode(line.split()[0]).hex() for line in file]
        return json.load(file)


def byte_letters():
    """The bytes that the letters of ByteLevel stand for (GPT-2's `bytes_to_unicode`)."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(256 + n): byte for n, byte in enumerate(others)}


LETTERS = byte_letters()


def spelled(token):
    return bytes(LETTERS[letter] for letter in token).hex()


def main():
    if sys.argv[1:2] == ["--rival"]:
        name, text, size, threads, output = sys.argv[2:]
        return rival(name, text, int(size), int(threads), output)
    if sys.argv[1:2] == ["--measure"]:
        return measure_here(sys.argv[2:])
    parser = argparse.ArgumentParser()
    parser.add_argument("text")
    parser.add_argument("size", type=int)
    parser.add_argument("--derlius", default=os.path.join(HERE, "../.build/release/derlius"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rivals", nargs="+", default=["sentencepiece", "huggingface", "rustbpe"],
                        choices=["sentencepiece", "huggingface", "rustbpe", "gigatoken", "bpeasy"])
    parser.add_argument("--json")
    options = parser.parse_args()
    environment = dict(os.environ, RAYON_NUM_THREADS=str(options.threads), LC_ALL="C.UTF-8")
    endings = {"sentencepiece": ".model", "huggingface": ".json", "rustbpe": ".tiktoken", "gigatoken": ".json",
               "bpeasy": ".tiktoken"}
    load = os.getloadavg()[0]
    samples = {name: {"derlius": [], "rival": []} for name in options.rivals}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(options.rounds):
            for name in options.rivals:
                ours = os.path.join(folder, "ours" + endings[name])
                theirs = os.path.join(folder, "theirs" + (".json" if name != "sentencepiece" else ""))
                text, size, threads = options.text, options.size, options.threads
                samples[name]["derlius"].append(
                    measure(command(name, os.path.abspath(options.derlius), text, size, threads, ours),
                            environment))
                samples[name]["rival"].append(
                    measure([sys.executable, os.path.abspath(__file__), "--rival", name, text, str(size),
                             str(threads), theirs], environment))
                if vocabulary(name, ours) != vocabulary(name, theirs):
                    raise SystemExit(f"{name}: the vocabularies differ: no number")
    print(f"{os.path.getsize(options.text) / 1e6:.0f} MB, {options.size:,} tokens, {options.threads} threads, "
          f"{options.rounds} rounds, load average {load:.2f} at the start and {os.getloadavg()[0]:.2f} at the end\n")
    print("| like | Derlius CPU s | rival CPU s | times | wall, times | Derlius MB | rival MB | share |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for name, runs in samples.items():
        def middle(whose, key):
            return statistics.median(run[key] for run in runs[whose])

        print(f"| {name} | {middle('derlius', 'cpu'):.2f} | {middle('rival', 'cpu'):.2f} | "
              f"{middle('rival', 'cpu') / middle('derlius', 'cpu'):.1f} | "
              f"{middle('rival', 'wall') / middle('derlius', 'wall'):.1f} | "
              f"{middle('derlius', 'peak') / 1e6:.0f} | {middle('rival', 'peak') / 1e6:.0f} | "
              f"{middle('derlius', 'peak') / middle('rival', 'peak'):.2f} |")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"text": os.path.basename(options.text), "size": options.size,
                       "threads": options.threads, "samples": samples}, file, indent=1)


main()
