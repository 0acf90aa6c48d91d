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
    """That the staff can come to a home with a dog or a cat, or that one may live there."""
    TRANSPORT = "transport"
    """That one is fetched and brought home."""
    TRIAL = "trial"
    """That one may try it for some days before choosing."""
    VISIT = "visit"
    """That one may come and look before choosing."""
    SHORT_WAIT = "short_wait"
    """That the help can start within two weeks."""
    FOCUS = "focus"
    """What one does there (*inriktning*)."""
    NEAR = "near"
    """That it lies in an area, by its key, where one may choose among all areas."""
    LANGUAGE = "language"
    COMPETENCE = "competence"
    FORM = "form"


WITH_VALUE = (Need.FOCUS, Need.NEAR, Need.LANGUAGE, Need.COMPETENCE, Need.FORM)

SHORT_WAIT_WEEKS = 2
"""What counts as a short wait, in weeks."""

COMPETENCES = (
    "dementia", "psychiatry", "stroke", "hearing", "vision", "intellectual", "autism", "deafblind",
    "brain_injury", "mobility",
)  # fmt: skip
"""What staff may be trained in, and a decision may require; a catalogue may name no other."""

FOCUSES = (
    "garden", "animals", "cafe", "crafts", "media", "music", "shop", "workshop", "sport", "calm",
    "company",
)  # fmt: skip
"""What one may do in a daily activity; a catalogue says which exist, and names no other."""

WISHES = tuple(n for n in Need if n not in WITH_VALUE)


def wish(need: Need, value: str) -> str:
    """A wish that carries a value: `wish(Need.LANGUAGE, "fi")` → `"language=fi"`."""
    return f"{need}={value}"
