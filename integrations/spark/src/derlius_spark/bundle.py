"""What is shipped to the workers: the program, the libraries that it needs, and vocabularies."""

import os
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from pyspark import SparkFiles
from pyspark.sql import SparkSession

from .errors import DerliusError

# Of the C library itself, which comes with the loader of a machine and cannot be mixed.
OF_THE_SYSTEM = ("libc.so", "libm.so", "libpthread.so", "libdl.so", "librt.so", "ld-linux", "linux-vdso")


@dataclass(frozen=True)
class Derlius:
    """The program where tasks find it. A plain value, which goes to the workers with each task."""

    program: str
    """The program's path on the driver."""
    vocabularies: dict[str, str] = field(default_factory=dict)
    """Names of tokenizers, and the names of their shipped files."""
    ships_libraries: bool = False
    """Whether the shared libraries were shipped too."""

    def local(self, *arguments: str) -> None:
        """Runs the program on the driver; raises DerliusError where it fails."""
        done = subprocess.run([self.program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if done.returncode != 0:
            raise DerliusError(done.stderr.decode("utf-8", "replace").strip())

    def command(self, *arguments: str) -> list[str]:
        """A command for a task, to be called there."""
        return [SparkFiles.get(os.path.basename(self.program)), *arguments]

    def environment(self, scratch: str) -> dict[str, str]:
        """The environment of a command in a task, whose caches go to the task's own folder."""
        result = dict(os.environ, DERLIUS_HOME=scratch, TMPDIR=scratch, LC_ALL="C")
        if self.ships_libraries:
            result["LD_LIBRARY_PATH"] = SparkFiles.getRootDirectory()
        return result

    def tokenizer(self, name: str) -> str:
        """How a command in a task names a tokenizer that was shipped."""
        if name not in self.vocabularies:
            known = ", ".join(sorted(self.vocabularies)) or "none"
            raise ValueError(f"the tokenizer {name} was not shipped; shipped are: {known}")
        return f"{name}={SparkFiles.get(self.vocabularies[name])}"


def ship(
    spark: SparkSession, program: str = "derlius", vocabularies: dict[str, str] | None = None, libraries: bool = True
) -> Derlius:
    """Ships the program to all workers, present and to come, and gives the value that the other functions take.

    program: the program's path, or its name in PATH: best the one of `make dist`, which needs the fewest libraries.
    vocabularies: names, and tokenizers as derlius takes them (files, names of its catalogue). What has a compiled form is
        shipped in it, and starts in milliseconds; other files are shipped as they are.
    libraries: whether to ship the shared libraries that the program needs here, glibc's own aside. Workers then need nothing
        but a glibc that is not older than the driver's. Without, they need the packages that LIBRARIES.txt of `make dist` names.

    What is shipped has one flat folder on a worker, so it can as well be given with `spark-submit --files`.
    """
    context = spark.sparkContext
    found = shutil.which(program)
    if found is None:
        raise FileNotFoundError(f"there is no program {program}; build it with `make dist`")
    path = os.path.realpath(found)
    # Files that Spark hands out must stay; they go with the driver's other temporary files.
    folder = Path(tempfile.mkdtemp(prefix="derlius-", dir=context._temp_dir))
    names: dict[str, str] = {}
    for name, tokenizer in sorted((vocabularies or {}).items()):
        file = compiled(path, name, tokenizer, folder)
        context.addFile(str(file))
        names[name] = file.name
    context.addFile(path)
    if libraries:
        for library in needed_libraries(path):
            context.addFile(library)
    context.addPyFile(str(packed_package(folder)))
    return Derlius(path, names, libraries)


def compiled(program: str, name: str, tokenizer: str, folder: Path) -> Path:
    """The file to ship for a tokenizer: its compiled form, or its own file where there is none."""
    file = folder / f"{name}.derlius"
    done = subprocess.run([program, "compile", tokenizer, "--output", str(file)], capture_output=True, check=False)
    if done.returncode == 0:
        return file
    if "no compiled form" in done.stderr.decode("utf-8", "replace") and os.path.isfile(tokenizer):
        file = folder / (name + Path(tokenizer).suffix)
        shutil.copyfile(tokenizer, file)
        return file
    raise DerliusError(done.stderr.decode("utf-8", "replace").strip())


def needed_libraries(program: str) -> list[str]:
    """The paths of the shared libraries of a program on this machine, by the names under which they are looked for."""
    listed = subprocess.run(["ldd", program], capture_output=True, check=True, text=True).stdout
    paths = [line.split()[2] for line in listed.splitlines() if " => /" in line]
    return sorted(path for path in paths if not os.path.basename(path).startswith(OF_THE_SYSTEM))


def packed_package(folder: Path) -> Path:
    """This package as a zip, for workers that do not have it."""
    source = Path(__file__).parent
    archive = folder / "derlius_spark.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted(source.glob("*.py")):
            packed.write(file, f"derlius_spark/{file.name}")
    return archive
