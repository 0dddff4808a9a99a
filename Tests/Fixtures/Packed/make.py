#!/usr/bin/env python3
"""Makes the packed texts that the tests of reading unpack; the text is ours.

Made with Python 3.11 (gzip, bz2, lzma, tarfile, zipfile), zstd 1.5.4 and zip 3.0:

    python3 Tests/Fixtures/Packed/make.py
"""
import bz2
import gzip
import io
import lzma
import os
import subprocess
import tarfile
import tempfile
import zipfile

here = os.path.dirname(os.path.abspath(__file__))
small = "Pirmoji eilutė.\nAntroji eilutė.\n".encode()
# About a megabyte, so that it comes in several chunks; tests make it again.
large = "".join(f"{i % 17} ąžuolas {i % 13}\n" for i in range(60000)).encode()


def write(name, data):
    with open(os.path.join(here, name), "wb") as file:
        file.write(data)


def gz(data):
    return gzip.compress(data, mtime=0)


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c", "--check"], input=data, stdout=subprocess.PIPE, check=True).stdout


write("small.gz", gz(small))
write("members.gz", gz(small) + gz(b"") + gz("Trečioji.\n".encode()) + bytes(100))
write("large.gz", gz(large))
write("small.bz2", bz2.compress(small))
write("streams.bz2", bz2.compress(small) + bz2.compress("Trečioji.\n".encode()))
write("large.bz2", bz2.compress(large))
write("small.xz", lzma.compress(small))
write("streams.xz", lzma.compress(small) + lzma.compress("Trečioji.\n".encode()))
write("large.xz", lzma.compress(large))
write("small.zst", zstd(small))
write("frames.zst", zstd(small) + zstd("Trečioji.\n".encode()))
write("large.zst", zstd(large))
write("twice.gz", gz(lzma.compress(small)))
write("deep.gz", gz(gz(gz(gz(gz(small))))))

files = [
    ("./texts/b.txt", small),
    ("./texts/a.txt.gz", gz("Viduje.\n".encode())),
    ("./.hidden", b"hidden\n"),
    ("__MACOSX/._b.txt", b"\x00\x05"),
    ("tuščias.txt", b""),
    ("ąžuolas.txt", "Paskutinė.\n".encode()),
]


def tar(entries):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        folder = tarfile.TarInfo("./texts")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, data in entries:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type = tarfile.SYMTYPE
        link.linkname = "texts/b.txt"
        archive.addfile(link)
    return buffer.getvalue()


def zipped(entries, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr(zipfile.ZipInfo("texts/"), b"")
        for name, data in entries:
            info = zipfile.ZipInfo(name.removeprefix("./"))
            info.compress_type = method
            archive.writestr(info, data)
    return buffer.getvalue()


write("members.tar", tar(files))
write("members.tar.gz", gz(tar(files)))
write("members.tar.xz", lzma.compress(tar(files)))
write("members.zip", zipped(files))
write("stored.zip", zipped(files, zipfile.ZIP_STORED))
write("large.zip", zipped([("a.txt", small), ("large.txt", large)]))
write("nested.zip", zipped([("inner.tar", tar(files))]))
write("empty.zip", zipped([]))
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "a.txt"), "wb") as file:
        file.write(small)
    os.utime(os.path.join(folder, "a.txt"), (315532800, 315532800))
    subprocess.run(["zip", "-q", "-X", "-P", "slaptas", "secret.zip", "a.txt"], cwd=folder, check=True)
    with open(os.path.join(folder, "secret.zip"), "rb") as file:
        write("secret.zip", file.read())
