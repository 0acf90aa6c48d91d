"""What a person may wish of a provider. A wish is a short key: `evening`, `language=fi`."""

from enum import StrEnum


class Need(StrEnum):
    """Wishes that stand alone, and the kinds of those that carry a value."""

    EVENING = "evening"
    WEEKEND = "weekend"
    NIGHT = "night"
    SAME_GENDER = "same_gender"
    """That someone of the same gender helps. May be wished; not everyone can promise it."""
    PETS = "pets"
    """That the staff can come to a home with a dog or a cat."""
    SHORT_WAIT = "short_wait"
    """That the help can start within two weeks."""
    LANGUAGE = "language"
    COMPETENCE = "competence"
    FORM = "form"


WITH_VALUE = (Need.LANGUAGE, Need.COMPETENCE, Need.FORM)

SHORT_WAIT_WEEKS = 2
"""What counts as a short wait, in weeks."""

COMPETENCES = ("dementia", "psychiatry", "stroke", "hearing", "vision", "intellectual")
"""What staff may be trained in; a catalogue may name no other."""

WISHES = tuple(n for n in Need if n not in WITH_VALUE)


def wish(need: Need, value: str) -> str:
    """A wish that carries a value: `wish(Need.LANGUAGE, "fi")` → `"language=fi"`."""
    return f"{need}={value}"
