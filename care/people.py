"""Who speaks for whom, and what each may be told.

The person decides. A relative may help, and is told what they did themselves; more only once the
person has said yes to it (OSL 26:1). Who represents the person by law or on paper is told once an
officer has seen by what right.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What someone in a conversation is to the one who gets help."""

    PERSON = "person"
    RELATIVE = "relative"
    REPRESENTATIVE = "representative"
    UNKNOWN = ""


class Right(StrEnum):
    """By what right a representative speaks (*företrädare*)."""

    GOD_MAN = "god_man"
    FORVALTARE = "forvaltare"
    FULLMAKT = "fullmakt"
    VARDNADSHAVARE = "vardnadshavare"


@dataclass(frozen=True, slots=True)
class Part:
    """Someone's part in a case; `right` is None for all but a representative.

    `consent` is the person's yes to this relative, `checked` that an officer has seen the right.
    The person says yes to an officer, who records it, or by a code of their own.
    """

    role: Role = Role.UNKNOWN
    right: Right | None = None
    consent: bool = False
    checked: bool = False

    @property
    def decides(self) -> bool:
        """Whether what they wish is the choice, and not a relative's help to choose."""
        return self.role is Role.PERSON or self.role is Role.REPRESENTATIVE

    @property
    def may_know(self) -> bool:
        """Whether they may be told of the case beyond what they did themselves."""
        match self.role:
            case Role.PERSON:
                return True
            case Role.REPRESENTATIVE:
                return self.checked
            case Role.RELATIVE:
                return self.consent
            case _:
                return False


def part(who: str, representation: str) -> Part:
    """From the answers to "vem ska få hjälpen?" and "vem är du?".

    A parent of a child is its *vårdnadshavare*; a neighbour counts as a relative here.
    """
    if who == "self":
        return Part(Role.PERSON)
    if who == "child":
        return Part(Role.REPRESENTATIVE, Right.VARDNADSHAVARE)
    if who == "other" and representation in set(Right):
        return Part(Role.REPRESENTATIVE, Right(representation))
    return Part(Role.RELATIVE if who else Role.UNKNOWN)


def answers(part: Part) -> tuple[str, str]:
    """The answers to "vem ska få hjälpen?" and "vem är du?" that give this part again."""
    match part.role, part.right:
        case Role.PERSON, _:
            return "self", ""
        case Role.REPRESENTATIVE, Right.VARDNADSHAVARE:
            return "child", ""
        case Role.REPRESENTATIVE, Right() as right:
            return "other", right.value
        case Role.RELATIVE, _:
            return "other", "relative"
        case _:
            return "", ""
