"""Where an answer's facts come from, and the day they were read there: told when asked for."""

from collections.abc import Mapping

from care.municipality import Source
from dialogs.messages import Message, t
from dialogs.replies import Replies, Say
from dialogs.talk import Talk

TOLD = "told"
"""Where the state keeps which question was answered last."""

OWN: Mapping[str, tuple[str, ...]] = {
    "cost": ("fee_kronor", "same_fee"),
    "change_provider": ("change",),
    "ickeval": ("no_choice",),
    "who_may_choose": ("regime", "free_hours"),
    "explain_kundval": ("regime",),
    "authorised": ("regime",),
}
"""The municipality's own facts that an answer is made of, by their names in its catalogue."""

GENERAL: Mapping[str, str] = {
    "authorised": "Upphandlingsmyndigheten",
    "which_is_best": "Konkurrensverket",
    "how_apply": "kunskapsguiden.se",
    "apply_now": "kunskapsguiden.se",
    "more_help": "kunskapsguiden.se",
    "complain": "ivo.se",
    "appeal": "uppvidinge.se, orebro.se",
    "interpreter": "förvaltningslagen",
}
"""Who says what holds in all of Sweden; when it was read stands in the sentence."""


def source_told(talk: Talk, of: str = "") -> Replies:
    """The sources of one answer, else of the last one; what nobody knows is told as such."""
    asked = of or talk.state.get(TOLD)
    known = talk.municipality.sources if talk.municipality else None
    own = dict.fromkeys(known[f] for f in OWN.get(asked, ()) if f in known) if known else {}
    told = [Say(_read(source)) for source in own]
    if general := GENERAL.get(asked):
        told.append(
            Say(
                t(
                    "Det här gäller i hela Sverige. Källa: {source}. Vi läste det i november 2026.",
                    source=general,
                )
            )
        )
    if told:
        return tuple(told)
    if not asked:
        return (Say(t("Fråga mig något först. Då kan jag säga var det står.")),)
    return (Say(t("Det är kommunen som har skrivit det här. Fråga kommunen om du undrar.")),)


def _read(source: Source) -> Message:
    return t("Källa: {source}. Vi läste det {day} {year}.",
             source=source.what, day=source.day, year=source.day.year)  # fmt: skip


def has_source(talk: Talk, of: str) -> bool:
    """Whether there is anything to tell of where an answer comes from."""
    known = (talk.municipality.sources if talk.municipality else None) or {}
    return of in GENERAL or any(field in known for field in OWN.get(of, ()))
