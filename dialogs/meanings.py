"""What a message may mean, as it stands on the buttons of "Menade du …?"."""

from collections.abc import Mapping, Sequence

from dialogs.messages import Message, label
from dialogs.replies import Choice
from dialogs.understanding.deciding import ANSWER, OFFERED, Ranked, likely

MOST = 3
ANSWERS = ("yes", "no", "dont_know", "thanks", "greeting")

LABELS: Mapping[str, Message] = {
    "danger": label("meant", "Det är bråttom"),
    "no_show": label("meant", "Hjälpen har inte kommit"),
    "despair": label("meant", "Jag mår mycket dåligt"),
    "died": label("meant", "Död, sjukhus eller flytt"),
    "back": label("meant", "Gå tillbaka"),
    "restart": label("meant", "Börja om"),
    "help": label("meant", "Hur gör jag?"),
    "human": label("meant", "Prata med en människa"),
    "language": label("meant", "Byt språk"),
    "stop_reminders": label("meant", "Inga påminnelser"),
    "start_reminders": label("meant", "Påminn mig"),
    "my_data": label("meant", "Mina uppgifter"),
    "delete": label("meant", "Radera allt om mig"),
    "book": label("meant", "Boka ett samtal"),
    "move": label("meant", "Ändra tiden"),
    "earlier": label("meant", "En tidigare tid"),
    "cancel": label("meant", "Avboka samtalet"),
    "show_all": label("meant", "Visa alla i listan"),
    "share": label("meant", "Flytta eller dela"),
    "code": label("meant", "Jag har en kod"),
    "read": label("meant", "Läs meddelandet"),
    "cost": label("meant", "Vad kostar det?"),
    "which_is_best": label("meant", "Vilken är bäst?"),
    "compare": label("meant", "Jämföra flera"),
    "why_this": label("meant", "Varför just de här?"),
    "change_provider": label("meant", "Byta till någon annan"),
    "ickeval": label("meant", "Om jag inte väljer?"),
    "complain": label("meant", "Klaga på hjälpen"),
    "how_apply": label("meant", "Hur ansöker man?"),
    "apply_now": label("meant", "Jag vill ansöka"),
    "more_help": label("meant", "Jag behöver mer hjälp"),
    "paid_relative": label("meant", "Lön till en släkting"),
    "explain_kundval": label("meant", "Vad är kundval?"),
    "who_may_choose": label("meant", "Vem får välja?"),
    "who_decides": label("meant", "Vem bestämmer?"),
    "what_handlaggare": label("meant", "Vad är en handläggare?"),
    "what_lss": label("meant", "Vad är LSS?"),
    "authorised": label("meant", "Vilka är godkända?"),
    "what_included": label("meant", "Vad är hemtjänst?"),
    "interpreter": label("meant", "Jag behöver tolk"),
    "privacy": label("meant", "Är det hemligt?"),
    "appeal": label("meant", "Överklaga"),
    "is_robot": label("meant", "Är du en dator?"),
    "not_online": label("meant", "Jag har ingen dator"),
    "source": label("meant", "Var står det?"),
}


def offered(ranking: Sequence[Ranked]) -> tuple[Choice, ...]:
    """The likeliest meanings, at most three; none where none is likely at all."""
    if ranking and ranking[0].label in ANSWERS:  # "vet inte" is understood, and is no answer here
        return ()
    if likely(ranking) == ANSWER:  # as "klar", "jag hör dåligt": of something else, and no question
        return ()
    near = (one.label for one in ranking if one.score >= OFFERED)
    return tuple(Choice(value, LABELS[value]) for value in near if value in LABELS)[:MOST]
