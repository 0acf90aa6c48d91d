"""What is learnt from the phrases, kept in files: learning takes 25 s of CPU, reading 0.1.

A file is of one edition of the phrases and of the code that learns; one of another is written anew.
"""

import fcntl
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile

import numpy as np

from dialogs.understanding import keeping
from dialogs.understanding.keeping import Arrays

EDITION = "edition"
CODE = Path(keeping.__file__).parent


class Kept:
    """A folder with a file for each language; several processes may share it."""

    def __init__(self, folder: Path, phrases: Iterable[Path]) -> None:
        """What is learnt from these files is kept in `folder`, where that can be written."""
        self._folder = folder
        told = blake2b(np.__version__.encode(), digest_size=16)
        for path in (*sorted(CODE.glob("*.py")), *phrases):
            told.update(path.read_bytes())
        self._edition = np.frombuffer(told.digest(), np.uint8)

    def __call__(self, name: str, learn: Callable[[], Arrays]) -> Arrays:
        """What was learnt under this name; learnt now, and kept, where it is not known."""
        file = self._folder / f"{name}.npz"
        if (known := self._read(file)) is not None:
            return known
        with self._alone(name):
            if (known := self._read(file)) is not None:
                return known  # from one that learnt meanwhile
            learnt = learn()
            with suppress(OSError):  # a disk that is full: the next process learns again
                self._write(file, learnt)
        return learnt

    def _read(self, file: Path) -> Arrays | None:
        try:
            with file.open("rb") as opened, np.load(opened) as stands:
                arrays = dict(stands)
            return arrays if np.array_equal(arrays.pop(EDITION), self._edition) else None
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None  # none yet, or half a one

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Of several that start at once, one learns; where nothing can be written, each does."""
        with ExitStack() as stack:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                lock = stack.enter_context((self._folder / f".{name}").open("w"))
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _write(self, file: Path, learnt: Arrays) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        # Several processes may learn at once: none may read half a file.
        with TemporaryDirectory(dir=self._folder) as aside:
            written = Path(aside, file.name)
            np.savez(written, allow_pickle=False, **{EDITION: self._edition, **learnt})
            written.replace(file)
