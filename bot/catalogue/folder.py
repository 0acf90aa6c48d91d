"""A folder, or a folder of folders, as municipalities."""

from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from bot.catalogue.facts import FILE, read_facts
from bot.catalogue.kinds import KEY
from bot.catalogue.problems import Problem, WrongCatalogue, one_of, shown
from bot.catalogue.rows import AUTHORISATIONS, PROVIDERS, QUALITY, UNITS, read_providers
from care.municipality import Municipality

FILES = (FILE, PROVIDERS, AUTHORISATIONS, UNITS, QUALITY)


def load(folder: Path) -> Municipality:
    """The municipality in `folder`. Raises WrongCatalogue with all that is wrong in it."""
    problems: list[Problem] = []
    here = _read(folder, problems)
    if here is None or problems:
        raise WrongCatalogue(problems)
    return here


def load_all(root: Path, only: str | None = None) -> tuple[Municipality, ...]:
    """Every municipality under `root` in the order of their keys, or the one called `only`.

    Raises WrongCatalogue with all that is wrong in any of them.
    """
    folders = sorted(p for p in root.glob("*") if p.is_dir() and not p.name.startswith("."))
    names = [folder.name for folder in folders]
    if only and only not in names:
        raise WrongCatalogue([Problem(shown(root), None, "municipality", only, one_of(names))])
    if not folders:
        expected = f"a folder for each municipality, with {FILE} and {PROVIDERS}"
        raise WrongCatalogue([Problem(shown(root), None, "", None, expected)])
    problems: list[Problem] = []
    read = [_read(folder, problems) for folder in folders if not only or folder.name == only]
    if problems:
        raise WrongCatalogue(problems)
    return tuple(here for here in read if here is not None)


def _read(folder: Path, problems: list[Problem]) -> Municipality | None:
    if not folder.is_dir():
        expected = f"a folder with {FILE} and {PROVIDERS}"
        problems.append(Problem(shown(folder), None, "", None, expected))
        return None
    if KEY.read(folder.resolve().name) is None:
        found = folder.resolve().name
        problems.append(Problem(shown(folder), None, "folder", found, KEY.expected))
    for path in sorted(folder.iterdir()):
        if path.suffix in (".csv", ".toml") and path.name not in FILES:
            problems.append(Problem(shown(folder), None, "file", path.name, one_of(FILES)))
    here = read_facts(folder, _version(folder), problems)
    providers = read_providers(folder, here, problems)
    return replace(here, providers=providers) if here is not None else None


def _version(folder: Path) -> str:
    """A name for exactly these bytes: it tells afterwards what people were shown."""
    digest = blake2b(digest_size=6)
    for name in FILES:
        try:
            data = (folder / name).read_bytes()
        except OSError:  # absent, or told as a problem where it is read
            data = b""
        digest.update(f"{name}:{len(data)}:".encode() + data)
    return digest.hexdigest()
