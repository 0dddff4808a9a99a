"""Files of Debian packages, by name and version: those that are installed, else downloaded and unpacked without
root."""

import glob
import os
import shutil
import subprocess

from . import places


def run(*command, folder=None):
    try:
        result = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    except FileNotFoundError:
        raise places.Missing(f"needs {command[0]} (Debian)") from None
    return result.stdout if result.returncode == 0 else None


def files(name, endings):
    """The package's files with these endings, sorted, and what it is (name and version)."""
    version = run("dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", name)
    if version and version.startswith("installed "):
        found = run("dpkg", "-L", name).splitlines()
        where = f"Debian package {name} {version.split()[1]}"
    else:
        found, where = unpacked(name)
    found = sorted(path for path in found if path.endswith(endings) and os.path.isfile(path))
    if not found:
        raise places.Missing(f"the Debian package {name} has no files ending in {' or '.join(endings)}")
    return found, where


def unpacked(name):
    folder = os.path.join(places.BUILD, "packages", name)
    if not glob.glob(os.path.join(folder, "*.deb")):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        if run("apt-get", "download", name, folder=folder) is None:
            shutil.rmtree(folder)
            raise places.Missing(f"needs the Debian package {name}: `apt-get download {name}` failed")
    archive = glob.glob(os.path.join(folder, "*.deb"))[0]
    root = os.path.join(folder, "files")
    if not os.path.isdir(root) and run("dpkg-deb", "-x", archive, root) is None:
        raise places.Missing(f"{archive} cannot be unpacked: remove it")
    found = [os.path.join(base, file) for base, _, names in os.walk(root) for file in names]
    return found, f"Debian package {os.path.basename(archive).removesuffix('.deb')}"
