"""What `kundval check` looks at."""

from pathlib import Path

from bot.catalogue import WrongCatalogue, load_all
from bot.languages import locales, plain
from bot.languages.phrases import PhrasesError, load_bank, whole
from bot.store.migrate import differences


def problems() -> list[str]:
    """What is wrong with sentences, translations, migrations and municipalities; none if all is."""
    found = [*plain.all_problems(locales.extracted()), *locales.problems(), *differences()]
    try:
        load_all(Path("catalogues"), None)
        whole(load_bank())
    except (WrongCatalogue, PhrasesError) as error:
        found.append(str(error))
    return found
