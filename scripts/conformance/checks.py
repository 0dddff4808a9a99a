"""Derlius and a library on the same texts: ids, special tokens, offsets, what ids decode to."""

import json
import os
import select
import signal
import subprocess
import time


def name_of(text):
    return f"{text[:50]!r} ({len(text)} scalars)"


def contains(one, other):
    """Whether one of two spans lies in the other."""
    return one[0] <= other[0] and other[1] <= one[1] or other[0] <= one[0] and one[1] <= other[1]


class Refusal(Exception):
    """Derlius does not load a vocabulary, or fails on a text."""


class Checker:
    """Runs the checks of one vocabulary and keeps count."""

    def __init__(self, program, subject, theirs, scratch):
        self.program, self.subject, self.theirs, self.scratch = program, subject, theirs, scratch
        self.counts = {}
        self.notes = []
        # Texts in which one of the two names a wider source than the other.
        self.wider = 0

    def differ(self, what, text, theirs, ours):
        count = self.counts[what]
        count[1] += 1
        if count[1] <= 5:
            self.notes.append(f"DIFFERS ({what}) on {name_of(text)}: library {theirs!s:.200}, derlius {ours!s:.200}")

    def fails(self, what, text, error):
        self.counts[what][2] += 1
        if self.counts[what][2] <= 5:
            self.notes.append(f"the library fails ({what}) on {name_of(text)}: {str(error)[:100]}")

    def run(self, command, options, source):
        """The lines that derlius prints, read while the next are waited for."""
        output = os.path.join(self.scratch, "output")
        with open(output, "wb") as file:
            done = subprocess.run(
                [self.program, command, *self.subject.arguments, "--threads", "1", *options, source]
                if command == "encode" else [self.program, command, *self.subject.arguments, source],
                stdout=file, stderr=subprocess.PIPE)
        if done.returncode != 0:
            raise Refusal(done.stderr.decode("utf-8", "replace").strip())
        return output

    def encoded(self, texts, options):
        """(text, line of derlius) for each text; too few or too many lines are a difference."""
        source = os.path.join(self.scratch, "texts.jsonl")
        with open(source, "w", encoding="utf-8") as file:
            for text in texts:
                file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
        output = self.run("encode", ["--jsonl", *options], source)
        with open(output, encoding="utf-8", newline="\n") as file:
            for text in texts:
                yield text, file.readline()[:-1]
            if file.readline():
                raise Refusal("more lines than texts")

    def ids(self, texts, what="ids", options=(), ask=None):
        """Compares ids; gives those of the library, as lines."""
        count = self.counts.setdefault(what, [0, 0, 0])
        ask = ask or self.theirs.encode
        lines = []
        for text, ours in self.encoded(texts, list(options)):
            count[0] += 1
            try:
                theirs = " ".join(map(str, ask(text)))
            except BaseException as error:  # a Rust panic is no Exception
                if isinstance(error, KeyboardInterrupt):
                    raise
                self.fails(what, text, error)
                continue
            if theirs != ours:
                self.differ(what, text, theirs, ours)
            lines.append(theirs)
        return lines

    def parsed(self, texts):
        """Compares ids with special tokens taken as such, where the library's plain call takes them as text."""
        if self.theirs.encode_parsed("") is None:
            return
        self.ids(texts, "specials", ["--specials", "parse"], self.theirs.encode_parsed)

    def offsets(self, texts):
        """Compares the source of each token; scalars that a token has part of count whole, as in the library.

        Where a normalizer changed a stretch of text, or a run of unknown scalars became bytes, one of the two
        tells the source of a token within the stretch and the other names all of it: counted apart. Not
        compared are tokens without a source, such as a space put before the text.
        """
        if self.theirs.offsets("") is None:
            return
        count = self.counts.setdefault("offsets", [0, 0, 0])
        for text, line in self.encoded(texts, ["--format", "json"]):
            count[0] += 1
            theirs = list(self.theirs.offsets(text))
            places = []
            for index, scalar in enumerate(text):
                places += [index] * len(scalar.encode())
            places.append(len(text))
            ours = []
            for token in json.loads(line):
                start, end = token["start"], token["end"]
                ours.append((places[start], places[end - 1] + 1 if end > start else places[start]))
            pairs = [pair for pair in zip(ours, theirs) if pair[0] != pair[1] and pair[0][0] < pair[0][1]]
            if len(ours) != len(theirs) or not all(contains(one, other) for one, other in pairs):
                self.differ("offsets", text, theirs, ours)
            elif pairs:
                self.wider += 1

    def decoded(self, lines):
        """Compares the text of ids, which come as lines."""
        count = self.counts.setdefault("decode", [0, 0, 0])
        source = os.path.join(self.scratch, "ids.txt")
        for start in range(0, len(lines), 20_000):
            self.decoded_part(lines[start:start + 20_000], count, source)

    def decoded_part(self, lines, count, source):
        theirs = []
        for line in lines:
            theirs.append(self.theirs.decode([int(id) for id in line.split()]))
        count[0] += len(lines)
        ours = self.decoded_bytes(lines, source)
        whole = b"".join(text + b"\n" for text in theirs)
        # Where ids leave a scalar incomplete, its bytes stay in ours and are U+FFFD in theirs.
        if ours == whole or ours.decode("utf-8", "replace").encode() == whole:
            return
        # Texts have newlines in them: so one by one.
        for line, text in zip(lines, theirs):
            ours = self.decoded_bytes([line], source)[:-1]
            if ours != text and ours.decode("utf-8", "replace").encode() != text:
                self.differ("decode", line, text, ours)
                if count[1] >= 20:
                    return

    def decoded_bytes(self, lines, source):
        with open(source, "w", encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in lines))
        with open(self.run("decode", [], source), "rb") as file:
            return file.read()

    def runs(self, texts, limit):
        """Compares ids of long texts, each in a process of its own that is ended after `limit` seconds."""
        texts = list(texts)
        count = self.counts.setdefault("long runs", [0, 0, 0])
        for (name, text), (_, ours) in zip(texts, self.encoded([text for _, text in texts], [])):
            count[0] += 1
            theirs, error = in_child(lambda text=text: " ".join(map(str, self.theirs.encode(text))), limit)
            if error:
                count[2] += 1
                self.notes.append(f"the library fails (long runs) on {name}: {error[:100]}")
            elif theirs != ours:
                self.differ("long runs", text, theirs, ours)


def in_child(work, limit):
    """The result of some work in a child process, or why there is none."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            answer = b"+" + work().encode()
        except BaseException as error:
            answer = b"-" + str(error).encode()
        with os.fdopen(write, "wb") as pipe:
            pipe.write(answer)
        os._exit(0)
    os.close(write)
    parts, end = [], time.monotonic() + limit
    while True:
        ready, _, _ = select.select([read], [], [], max(0, end - time.monotonic()))
        part = os.read(read, 1 << 20) if ready else None
        if not part:
            break
        parts.append(part)
    os.close(read)
    if part is None:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    answer = b"".join(parts).decode()
    if part is None:
        return None, f"not done after {limit} s"
    if not answer:
        return None, "the process ended"
    return (answer[1:], None) if answer[0] == "+" else (None, answer[1:] or "it failed")
