#!/usr/bin/env python3
"""A small model hub on loopback that misbehaves as it is told: for the tests of `derlius pull hf:…`.

usage: server.py ROOT

One server is a hub for many tests: the address of each is http://127.0.0.1:PORT/FOLDER, and in ROOT/FOLDER are
files/owner/name/… (the repositories), behaviour.json (below), and requests, which gets a JSON line for each
request. Two ports are opened, the hub's and another server's (for redirects), and printed on the first line. It
ends when its standard input does, after 2,000 requests, or after 10 minutes.

behaviour.json maps "owner/name" to what is wrong with it; all members may be left out:

  listing        HTTP status of the listing, instead of 200
  blobs          false: the listing has no sizes and hashes
  errorCode      X-Error-Code of refusals
  extra          names that the listing has besides the files
  first          HTTP statuses that a file is answered with before it is given
  retryAfter     Retry-After of these
  token          the bearer token that every request needs; else `refusal` (401)
  refusal        the status of that
  redirect       "path" or "port": files are given at another path of the hub, or by the other server;
                 "plain" or "loop": at an http address elsewhere, or again and again
  cut            how often a file is cut off in the middle
  change         true: the file is another one after the first cut
  range          false: no part is ever given;  etag: false: no ETag is sent, "weak": a weak one
  misplace       true: another part is given than asked for
  claim          the file's size in the listing, instead of the true one
  announce       Content-Length is larger (or smaller, below 0) than the body by this
  bytes          bytes sent without a length, instead of the file
  size           Content-Length, with no body behind it
  commit         false: X-Repo-Commit is not sent
"""
import hashlib
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(sys.argv[1])
LOCK = threading.Lock()
seen = {"requests": 0}
cuts, firsts = {}, {}


def commit_of(name):
    return hashlib.sha1(name.encode()).hexdigest()


class Hub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send_response(self, status, message=None):
        # Written before the answer leaves, so that who has it finds the request here.
        line = {"path": "/" + "/".join(self.parts[1:]), "status": status, "time": self.began,
                "other": self.server is OTHER, "range": self.headers.get("Range"),
                "ifRange": self.headers.get("If-Range"),
                "authorization": self.headers.get("Authorization")}
        with LOCK, open(self.folder / "requests", "a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        super().send_response(status, message)

    def send(self, status, body=b"", headers=()):
        self.send_response(status)
        for key, value in headers:
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.began = time.monotonic()
        with LOCK:
            seen["requests"] += 1
            if seen["requests"] > 2000:
                os._exit(1)
        path = unquote(urlsplit(self.path).path)
        self.parts = [part for part in path.split("/") if part]
        if not self.parts or not self.parts[0].startswith("derlius-") or ".." in self.parts:
            self.close_connection = True
            return
        self.folder = ROOT / self.parts[0]
        self.files = self.folder / "files"
        self.behaviours = json.loads((self.folder / "behaviour.json").read_text())
        self.route(self.parts[1:])

    def route(self, parts):
        if parts[:2] == ["api", "models"] and len(parts) >= 6 and parts[4] == "revision":
            return self.listing("/".join(parts[2:4]), "/".join(parts[5:]))
        if len(parts) >= 5 and parts[2] == "resolve":
            return self.resolve("/".join(parts[:2]), parts[3], "/".join(parts[4:]))
        if len(parts) >= 4 and parts[0] == "cdn":
            return self.give("/".join(parts[1:3]), "/".join(parts[3:]))
        self.send(404)

    def refused(self, name, behaviour):
        """Answers where the repository, its revision or the right to it is missing."""
        if not (self.files / name).is_dir():
            self.send(401, b"{}", [("X-Error-Code", "RepoNotFound")])
            return True
        token = behaviour.get("token")
        if token and self.headers.get("Authorization") != f"Bearer {token}":
            self.send(behaviour.get("refusal", 401), b"{}", self.error_code(behaviour))
            return True
        return False

    def error_code(self, behaviour):
        return [("X-Error-Code", behaviour["errorCode"])] if "errorCode" in behaviour else []

    def listing(self, name, revision):
        behaviour = self.behaviours.get(name, {})
        if self.refused(name, behaviour):
            return
        if revision not in {"main", "refs/pr/1", commit_of(name)}:
            return self.send(404, b"{}", [("X-Error-Code", "RevisionNotFound")])
        if "listing" in behaviour:
            return self.send(behaviour["listing"], b"{}", self.error_code(behaviour))
        siblings = []
        for path in sorted(p for p in (self.files / name).rglob("*") if p.is_file()):
            content = path.read_bytes()
            entry = {"rfilename": str(path.relative_to(self.files / name))}
            if behaviour.get("blobs", True):
                entry["size"] = behaviour.get("claim", len(content))
                if path.suffix == ".model" and "claim" not in behaviour:
                    entry["lfs"] = {
                        "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            siblings.append(entry)
        siblings += [{"rfilename": extra} for extra in behaviour.get("extra", [])]
        body = {"id": name, "sha": commit_of(name), "siblings": siblings}
        self.send(200, json.dumps(body).encode())

    def resolve(self, name, revision, file):
        behaviour = self.behaviours.get(name, {})
        if self.refused(name, behaviour):
            return
        if not (self.files / name / file).is_file():
            return self.send(404, b"", [("X-Error-Code", "EntryNotFound")])
        waiting = firsts.setdefault((self.folder, name, file), list(behaviour.get("first", [])))
        if waiting:
            again = [("Retry-After", behaviour["retryAfter"])] if "retryAfter" in behaviour else []
            return self.send(waiting.pop(0), b"busy", again)
        kind = behaviour.get("redirect")
        if not kind:
            return self.give(name, file)
        content = (self.files / name / file).read_bytes()
        there = {
            "path": f"/{self.folder.name}/cdn/{name}/{file}",
            "port": f"http://127.0.0.1:{OTHER.server_port}/{self.folder.name}/cdn/{name}/{file}",
            "plain": f"http://example.invalid/cdn/{name}/{file}",
            "loop": self.path,
        }[kind]
        self.send(302, b"elsewhere", self.commit(name, behaviour) + [
            ("Location", there), ("X-Linked-Size", str(len(content))),
            ("X-Linked-Etag", f'"{hashlib.sha256(content).hexdigest()}"')])

    def commit(self, name, behaviour):
        return [("X-Repo-Commit", commit_of(name))] if behaviour.get("commit", True) else []

    def give(self, name, file):
        behaviour = self.behaviours.get(name, {})
        content = (self.files / name / file).read_bytes()
        cut = cuts.setdefault((self.folder, name, file), behaviour.get("cut", 0))
        if behaviour.get("change") and cut < behaviour["cut"]:
            content = content[::-1]
        tag = f'"{hashlib.md5(content).hexdigest()}"'
        headers = self.commit(name, behaviour)
        if behaviour.get("etag", True):
            headers.append(("ETag", "W/" + tag if behaviour.get("etag") == "weak" else tag))
        if "bytes" in behaviour or "size" in behaviour:
            return self.give_odd(behaviour, headers)
        start, wanted = 0, self.headers.get("Range")
        if wanted and behaviour.get("range", True) and self.headers.get("If-Range") == tag:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            shown = start + 1 if behaviour.get("misplace") else start
            headers.append(("Content-Range", f"bytes {shown}-{len(content) - 1}/{len(content)}"))
        body = content[start:]
        self.send_response(206 if start else 200)
        for key, value in headers:
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body) + behaviour.get("announce", 0)))
        self.end_headers()
        if cut:
            cuts[(self.folder, name, file)] -= 1
            body = body[: len(body) // 2]
        if cut or behaviour.get("announce"):
            self.close_connection = True
        self.wfile.write(body)

    def give_odd(self, behaviour, headers):
        self.send_response(200)
        for key, value in headers:
            self.send_header(key, value)
        if "size" in behaviour:
            self.send_header("Content-Length", str(behaviour["size"]))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        block = bytes(1 << 20)
        try:
            for _ in range(behaviour.get("bytes", 0) >> 20):
                self.wfile.write(block)
        except ConnectionError:
            pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


HUB, OTHER = Server(("127.0.0.1", 0), Hub), Server(("127.0.0.1", 0), Hub)
for server in (HUB, OTHER):
    threading.Thread(target=server.serve_forever, daemon=True).start()
print(HUB.server_port, OTHER.server_port, flush=True)
timer = threading.Timer(600, os._exit, [1])
timer.daemon = True
timer.start()
sys.stdin.read()
