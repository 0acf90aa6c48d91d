"""What `kundval check` looks at."""

from pathlib import Path

from bot.catalogue import WrongCatalogue, load_all
from bot.languages import answered, locales, plain
from bot.languages.phrases import PhrasesError, load_bank, whole
from bot.store.migrate import differences


def problems() -> list[str]:
    """What is wrong with sentences, translations, migrations, municipalities and meanings."""
    found = [*plain.all_problems(locales.extracted()), *locales.problems(), *differences()]
    try:
        load_all(Path("catalogues"), None)
        found += answered.problems(whole(load_bank()).ranking.labels)
    except (WrongCatalogue, PhrasesError) as error:
        found.append(str(error))
    return found
