"""Two small languages, so that all that is known in them can be told."""

from dialogs.understanding.bank import Bank
from dialogs.understanding.shelf import Shelf

SECTIONS = ("words", "groups", "safety", "commands", "says", "intents", "samples", "concepts",
            "languages", "choices", "names", "numbers", "time", "years")  # fmt: skip
ONE: dict[str, dict[str, object]] = {
    "words": {
        "lead": "mi wil, mi", "tail": "dank", "negations": "nok", "number": "num, rad",
        "denials": "slip*", "but": "mai, fel",
    },
    "groups": {"who": "mam, pap", "verbs": "kom, kum"},
    "safety": {
        "danger": "<who> fal, brand", "no_show": "nok kum", "despair": "nok lev",
        "died": "mor", "not": "fal fort jar",
    },
    "commands": {"back": "rug, gan rug", "human": "tal .. menske, menske nun"},
    "says": {
        "yes": "ja, jawel, 👍", "no": "nei, nei dank", "dont_know": "nok vet",
        "begins_yes": "ja", "begins_no": "nei",
    },
    "intents": {"fee": "wat kost, kost .. hulp", "queue": "wat lang"},
    "samples": {
        "fee": "wat kost de hulp\n  is det dyr  \n\n", "queue": "wat lang duur det",
        "danger": "mam lig ned",
    },
    "concepts": {"money": "kost, dyr*", "time": "*lang, *duur*", "both": "kost, kostel"},
    "languages": {"one": "enska, in enska", "two": "tuska"},
    "choices": {
        "who": {"self": "mi, mi selv", "parent": "mam|pap, mi mam"},
        "needs": {"evening": "avon*", "pets": "dir hus"},
        "danger": {"human": "tal nun"},
    },
    "names": {"lead": "mi nam er, mi er", "trail": "er mi nam"},
    "numbers": {"1": "en, erst", "2": "to", "10": "ti"},
    "time": {"monday": "man", "or": "el", "next_week": "neks vik nun"},
    "years": {"age": "jar, jar gam", "age_lead": "er", "born": "fod"},
}  # fmt: skip
TWO: dict[str, dict[str, object]] = {
    **ONE,
    "words": {
        "lead": "yo", "tail": "plis", "negations": "ne", "number": "no", "denials": "ref*",
        "but": "pero",
    },
    "safety": {"danger": "kae", "no_show": "ne ven", "despair": "x1", "died": "x2", "not": "x3"},
    "commands": {"back": "atra", "human": "abla, rug"},
    "says": {
        "yes": "si", "no": "ne, ja", "dont_know": "ne se", "begins_yes": "si",
        "begins_no": "ne, ja",
    },
    "intents": {"fee": "kanto", "queue": "kuando"},
    "samples": {"fee": "kanto kuesta", "queue": "kuando ven", "danger": "kae la mama"},
    "languages": {"one": "unska", "two": "doska, enska"},
    "choices": {
        "who": {"self": "yo", "parent": "mama"},
        "needs": {"evening": "noche", "pets": "gato"},
        "danger": {"human": "abla"},
    },
    "names": {"lead": "soy", "trail": ""},
    "numbers": {"1": "un", "2": "dos", "3": "to"},
    "time": {"monday": "lun", "tuesday": "man", "or": "o"},
    "years": {"age": "anyo", "age_lead": "tengo", "born": "nasi"},
}  # fmt: skip


def shelf() -> Shelf:
    """The first of them."""
    return Shelf("one", ONE)


def bank() -> Bank:
    """Both."""
    return Bank({"one": ONE, "two": TWO})
