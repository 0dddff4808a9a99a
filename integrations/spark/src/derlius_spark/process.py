"""Runs the program in a task: input goes in while output comes out, and no error is lost."""

import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from .bundle import Derlius
from .errors import DerliusError

Feed = Callable[[IO[bytes]], None]


class Running:
    """A program that runs in a task; made by `running`."""

    def __init__(self, process: "subprocess.Popen[bytes]", scratch: str, messages: IO[bytes], feed: Feed) -> None:
        self.scratch = scratch
        """A folder of this task's own, which goes away with it."""
        self._process = process
        self._messages = messages
        self._feed = feed
        self._problem: BaseException | None = None
        self._feeder = threading.Thread(target=self._give, daemon=True)
        self._feeder.start()

    def _give(self) -> None:
        """Gives the input; keeps what goes wrong with it for the task's own thread."""
        stream = self._process.stdin
        assert stream is not None
        try:
            self._feed(stream)
        except BrokenPipeError:
            pass  # The program has ended, and says why.
        except BaseException as problem:  # noqa: B036 - raised again by `finish`
            self._problem = problem
            self._process.kill()
        finally:
            try:
                stream.close()
            except BrokenPipeError:
                pass

    @property
    def output(self) -> IO[bytes]:
        """What the program prints."""
        stream = self._process.stdout
        assert stream is not None
        return stream

    def finish(self) -> None:
        """Waits for the end; raises what went wrong with the input, or DerliusError where the program failed."""
        status = self._process.wait()
        self._feeder.join()
        if self._problem is not None:
            raise self._problem
        if status != 0:
            self._messages.seek(0)
            text = self._messages.read().decode("utf-8", "replace").strip()
            raise DerliusError(text or f"derlius ended with status {status}")

    def stop(self) -> None:
        """Ends the program, if it runs still."""
        self._process.kill()
        self._process.wait()
        self._feeder.join()
        self.output.close()


@contextmanager
def running(derlius: Derlius, arguments: Callable[[str], list[str]], feed: Feed) -> Iterator[Running]:
    """Runs the program for as long as the context lasts.

    arguments: gives the arguments, of a folder of the task's own, the only place that anything is written to.
    feed: writes the program's input; called in a thread.
    """
    with tempfile.TemporaryDirectory(prefix="derlius-") as scratch, tempfile.TemporaryFile() as messages:
        process = subprocess.Popen(
            derlius.command(*arguments(scratch)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=messages,
            env=derlius.environment(scratch))
        run = Running(process, scratch, messages, feed)
        try:
            yield run
        finally:
            run.stop()
