"""What an officer needs to know of a conversation to ring: codes, and nothing that was typed."""

from dataclasses import dataclass

from care.people import Part, part
from dialogs.steps.browsing import asked
from dialogs.talk import Talk


@dataclass(frozen=True, slots=True)
class Situation:
    """The answers that a case keeps. `needs` are wishes as `care.choice` writes them."""

    part: Part
    language: str = ""
    service: str = ""
    area: str = ""
    needs: tuple[str, ...] = ()
    required: str = ""
    interpreter: bool = False
    extra_time: bool = False
    cannot_choose: bool = False


def situation(talk: Talk) -> Situation | None:
    """As the answers stand now; None before there is a service, so that to start over keeps."""
    if talk.municipality is None or not talk.state.get("service"):
        return None
    wanted, state = asked(talk), talk.state
    return Situation(
        part(state.get("who"), state.get("representation")),
        talk.language,
        wanted.service or "",
        wanted.area or state.get("area"),
        wanted.wishes,
        wanted.required or "",
        state.get("interpreter") == "yes",
        state.get("extra_time") == "yes",
        state.get("list") == "cannot",
    )
