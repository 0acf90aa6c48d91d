"""What a catalogue would change against the one in use, in lines that a keeper can read."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bot.catalogue.differences.authorisations import authorised
from bot.catalogue.differences.municipality import municipality
from bot.catalogue.differences.providers import described
from bot.catalogue.differences.said import listed, people, said
from care.municipality import Municipality
from care.providers import Provider


def differences(
    old: Municipality, new: Municipality, wished: Mapping[str, int], today: date
) -> tuple[str, ...]:
    """One line for each thing that would change; none where nothing would.

    `wished` is how many people now have chosen each provider. What may make them choose anew comes
    first.
    """
    urgent: list[str] = []
    others: list[str] = []
    for line, concerns in _providers(old, new, today):
        count = wished.get(concerns, 0)
        if count:
            urgent.append(f"{line}; {people(count)}.")
        else:
            others.append(f"{line}.")
    return (*urgent, *others, *(f"{line}." for line in municipality(old, new)))


def _providers(old: Municipality, new: Municipality, today: date) -> Iterator[tuple[str, str]]:
    """Each line, and the key of the provider whose people it concerns, where it does."""
    names = {provider.name: provider.key for provider in new.providers}
    for provider in old.providers:
        if new.provider(provider.key) is None:
            again = names.get(provider.name, "")
            yield f"{provider.name} tas bort{_same_name(provider.key, again)}", provider.key
    for provider in new.providers:
        was = old.provider(provider.key)
        if was is None:
            yield f"{provider.name} läggs till ({_new(provider)})", ""
            continue
        if was.name != provider.name:
            yield f"{was.name} heter nu {provider.name}", ""
        events = authorised(was.authorisations, provider.authorisations, old, new, today)
        for event in events:
            yield f"{provider.name} {event.what}", provider.key if event.loss else ""
        for change in described(was, provider, old, new):
            yield f"{provider.name}, {change}", ""
    if _common(old.providers, new) != _common(new.providers, old):
        yield "Utförarna står i en annan ordning i filen; i chatten är ordningen ändå blandad", ""


def _same_name(key: str, again: str) -> str:
    if not again:
        return ""
    return f" (nyckeln {key}); samma namn har nu nyckeln {again}, och en nyckel ska aldrig ändras"


def _new(provider: Provider) -> str:
    services = dict.fromkeys(a.service for a in provider.authorisations or ())
    return listed((said(provider.form), *map(said, services)))


def _common(providers: Iterable[Provider], other: Municipality) -> list[str]:
    return [p.key for p in providers if other.provider(p.key) is not None]
