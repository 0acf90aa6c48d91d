"""What has happened to the choice: confirmed, ordered, accepted, full, started.

Told only to those who may know of the case (`World.standing`).
"""

from care.casework import Stage
from dialogs.messages import Message, t
from dialogs.replies import Ask, Replies, Say
from dialogs.steps.closing import ON
from dialogs.steps.reading import reading
from dialogs.steps.unread import done
from dialogs.talk import Moved, Talk
from dialogs.world import Standing

CHOSEN = t("den du har valt")
"""In place of a name that is not in the catalogue any more; never first in a sentence."""


def tell_news(talk: Talk) -> Replies:
    """How far the choice has come, as it is now."""
    standing = talk.world.standing()
    if standing is None:
        return ()
    return (Say(_stage(talk, standing)), *_meanwhile(talk, standing), *_day(talk, standing))


def _stage(talk: Talk, standing: Standing) -> Message:
    name = named(talk, standing.provider)
    begun = standing.start_day is None or standing.start_day <= talk.today
    match standing.stage:
        case Stage.ORDERED:
            return t("Kommunen har bett {provider} om hjälpen. Du får veta när de svarar.",
                     provider=name)  # fmt: skip
        case Stage.QUEUED:
            return t("Det är fullt hos {provider} just nu. Du står i kö.", provider=name)
        case Stage.STARTED if begun:
            return t("Hjälpen från {provider} har börjat.", provider=name)
        case Stage.ACCEPTED | Stage.STARTED:  # a case is in STARTED from when it has a day to start
            if name == CHOSEN:
                return t("Nu är det klart. Den du har valt har sagt ja.")
            return t("Nu är det klart. {provider} har sagt ja.", provider=name)
        case _:
            own = t("Kommunen har bekräftat ditt val: {provider}. "
                    "Nu frågar kommunen när de kan börja. Du får veta det här.",
                    provider=name)  # fmt: skip
            other = t("Kommunen har bekräftat valet: {provider}. "
                      "Nu frågar kommunen när de kan börja. Du får veta det här.",
                      provider=name)  # fmt: skip
            return talk.word(own, other)


def _meanwhile(talk: Talk, standing: Standing) -> Replies:
    """Who helps while the one that was chosen is full."""
    if standing.stage is not Stage.QUEUED or standing.interim is None:
        return ()
    name = named(talk, standing.interim)
    if name == CHOSEN:
        return ()  # of who is not in the catalogue any more there is nothing to tell
    return (Say(t("{provider} hjälper till så länge.", provider=name)),)


def _day(talk: Talk, standing: Standing) -> Replies:
    """The day on which the help begins, until it has."""
    day = standing.start_day
    if day is None or day <= talk.today:
        return ()
    return (Say(t("Hjälpen börjar {day}.", day=day)),)


def named(talk: Talk, key: str | None) -> str | Message:
    """A provider by its name, also one that the catalogue has no more."""
    provider = talk.here.provider(key or "")
    return provider.name if provider else CHOSEN


def ask_news(_talk: Talk) -> Ask:
    """Nothing is asked but to go on."""
    return Ask("news", t("Vill du fortsätta?"), (ON,))


def take_news(talk: Talk, _value: str) -> Moved:
    """Where one was, or what else there is to read."""
    return done(talk)


NEWS = reading("news", ask_news, tell_news, take_news)
