"""Passwords: argon2, long enough, and not among those that everyone tries first.

A password that somebody else chose is good for one sign-in: it is stored as "once:", its last
moment, and argon2's text.
"""

import re
import secrets
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
ONCE = timedelta(days=7)
"""How long a one-time password is good for."""

_hasher = PasswordHasher()
# Checked where there is no such account, so that it takes as long and tells nothing. Nobody knows
# of what it was made; a test says when its settings are no longer those of new ones.
NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$+wLGdpf9opLgBZiok8oCxg$"
    "r7YVoJzqlMkggdbeurh2hPiYaTi+SLiMfF/8S6cQw5w"
)
_ONCE = re.compile(r"once:(\d+):(.+)")
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
"""Those that are told apart when they are read aloud or written by hand."""

_BETWEEN = re.compile(r"[\s._,-]+")
_READ = 72
"""So many characters are weighed; what follows makes none weaker."""
_STRONG = 4
"""Ten thousand million guesses: of zxcvbn's five steps the highest."""
COMMON = re.findall(
    r"\S+",
    "kundval kundvalsguiden kundvalet hemtjänst hemtjanst handläggare handlaggare kommun kommunen "
    "bistånd bistand omsorg omsorgen äldreomsorg socialtjänst utförare jobbet arbete kontoret "
    "lösenord losenord lösenordet hemligt välkommen valkommen sommar sommaren höst hösten host "
    "vinter vintern vår våren varen midsommar jul julafton påsk semester måndag tisdag onsdag "
    "torsdag fredag lördag söndag januari februari mars april maj juni juli augusti september "
    "oktober november december sverige svensk stockholm göteborg malmö älskling alskling hejsan "
    "fotboll hockey blomma solsken qwertyåäö",
)
"""Swedish words that people begin with; zxcvbn knows the English ones."""


def closed(password: str) -> str:
    """What is stored of a password."""
    return _hasher.hash(password)


def new_once(now: datetime) -> tuple[str, str]:
    """A password for one sign-in, such as "kdwm-ptrz-bneg-hvya", and what is stored of it."""
    parts = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    password = "-".join(parts)
    return password, f"once:{int((now + ONCE).timestamp())}:{closed(password)}"


def once_until(stored: str | None) -> datetime | None:
    """The last moment of a one-time password; None for one that somebody chose for themselves."""
    marked = _ONCE.fullmatch(stored or "")
    return datetime.fromtimestamp(int(marked[1]), UTC) if marked else None


def opens(stored: str | None, password: str) -> bool:
    """Whether this is the password; takes as long where there is none."""
    marked = _ONCE.fullmatch(stored or "")
    kept = marked[2] if marked else stored
    try:
        right = _hasher.verify(kept or NOBODYS, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return right and stored is not None


def fault(password: str, *known: str) -> str:
    """Why a new password will not do, in Swedish; empty where it will.

    `known` are names that others could guess by: the login, the person's, the municipality's.
    """
    from zxcvbn import zxcvbn  # 30 000 words: only when one is chosen

    if len(password) < SHORTEST:
        return f"Lösenordet måste ha minst {SHORTEST} tecken."
    if len(password) > LONGEST:
        return f"Lösenordet får ha högst {LONGEST} tecken."
    words = [part for name in known for part in (*re.split(r"\W+", name), _BETWEEN.sub("", name))]
    # What stands between words is the first thing to try, and says nothing of the words.
    weighed = zxcvbn(
        _BETWEEN.sub("", password)[:_READ], user_inputs=[*filter(None, words), *COMMON]
    )
    if weighed["score"] < _STRONG:
        return "Lösenordet är för lätt att gissa. Ta till exempel fyra ord som inte hör ihop."
    return ""
