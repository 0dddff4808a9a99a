"""What the run was made on."""

import importlib.metadata
import os
import platform
import subprocess

from . import places, rivals


def machine():
    return {"processor": processor(), "processors": os.cpu_count(),
            "system": f"{platform.system()} {platform.release()}", "swift": first_line("swift", "--version"),
            "python": platform.python_version()}


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            return next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "?")
    except OSError:
        return platform.processor() or "?"


def first_line(*command):
    try:
        found = subprocess.run(command, capture_output=True, text=True, cwd=places.REPOSITORY)
    except FileNotFoundError:
        return "?"
    return (found.stdout.strip() or "?").splitlines()[0]


def commit():
    changed = first_line("git", "status", "--porcelain", "--untracked-files=no") != "?"
    return first_line("git", "rev-parse", "--short=12", "HEAD") + (" with changes" if changed else "")


def versions():
    found = {}
    for name in sorted({rivals.package(one) for one in rivals.RIVALS} | {"rustbpe", "bpeasy"}):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            pass
    return found
