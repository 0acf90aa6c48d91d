"""One turn as Bot API methods: what fits in one message, and what Telegram cannot do in one."""

import json
from datetime import UTC, datetime
from html import unescape

import pytest

from bot.rendering import telegrams
from dialogs.messages import t
from dialogs.replies import File
from dialogs.wording import Bubble, CardText, ChoiceText, Wording

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WORDING = Wording({}, {"sv": "Svenska"})
BACK = ChoiceText("back", "Tillbaka")
HUMAN = ChoiceText("human", "Prata med en människa")


def say(text: str) -> Bubble:
    return Bubble("say", text, "sv", "ltr")


def ask(text: str, *choices: ChoiceText, question: str = "who", **more: object) -> Bubble:
    return Bubble(
        "ask", text, "sv", "ltr", question=question, choices=choices, fixed=(BACK, HUMAN), **more
    )


def sent(*bubbles: Bubble, **how: object) -> tuple[telegrams.Method, ...]:
    return telegrams.methods(7, bubbles, WORDING, NOW, **how)


def test_a_turn_is_one_message_with_one_button_a_row() -> None:
    (method,) = sent(say("Hej."), ask("Vem?", ChoiceText("self", "Jag själv", chosen=True)))

    assert method["method"] == "sendMessage"
    assert method["text"] == "Hej.\n\nVem?"
    assert method["reply_markup"] == {
        "inline_keyboard": [
            [{"text": "✓ Jag själv", "callback_data": "who|self"}],
            [{"text": "Tillbaka", "callback_data": "who|back"}],
            [{"text": "Prata med en människa", "callback_data": "who|human"}],
        ]
    }


def test_it_is_json_as_it_stands() -> None:
    (method,) = sent(ask("Vem?"))

    assert json.loads(json.dumps(method)) == method


def test_only_names_are_bold_and_nothing_is_markup() -> None:
    card = CardText("k", "Vård & <Omsorg>", "Företag", meets=("Kommer på kvällen",),
                    unknown=("Vi vet inte",), lacks=("Kommer inte",))  # fmt: skip
    (method,) = sent(Bubble("cards", "Alla <du> kan välja", "sv", "ltr", cards=(card,)))

    assert method["text"] == (
        "Alla &lt;du&gt; kan välja\n\n"
        "<b>Vård &amp; &lt;Omsorg&gt;</b>\n"
        "Företag\n✓ Kommer på kvällen\n? Vi vet inte\n– Kommer inte"
    )


def test_a_latin_name_does_not_turn_an_arabic_line() -> None:
    card = CardText("k", "Almen", "شركة")
    (method,) = sent(Bubble("cards", "الكل", "ar", "rtl", cards=(card,)))

    assert "<b>\u200f\u2068Almen\u2069</b>" in method["text"]


@pytest.mark.parametrize("length", [3000, 4096, 4097, 9000, 50_000])
def test_what_is_too_long_is_parted_and_the_buttons_come_last(length: int) -> None:
    words = ("Ett ord & <ett> till. " * (length // 22 + 1))[:length].strip()
    *first, last = sent(say(words), ask("Vem?", ChoiceText("self", "Jag själv")))

    assert all("reply_markup" not in method for method in first)
    assert "inline_keyboard" in last["reply_markup"]
    texts = [unescape(method["text"]) for method in (*first, last)]
    assert all(0 < len(text) <= 4096 for text in texts)
    assert " ".join("\n".join(texts).split()) == f"{words} Vem?"


def test_a_long_list_is_parted_between_providers() -> None:
    cards = tuple(CardText(f"k{n}", f"Nummer {n}", "x" * 300) for n in range(40))
    methods = sent(Bubble("cards", "Alla", "sv", "ltr", cards=cards), ask("Vem?"))

    assert len(methods) == 4
    assert all(method["text"].startswith("<b>Nummer") for method in methods[1:])


def test_ticks_change_the_message_that_was_tapped() -> None:
    (method,) = sent(
        ask("Vad är viktigt?", ChoiceText("-evening", "Kväll", chosen=True), question="needs",
            multiple=True),
        tapped=(55, "needs"),
    )  # fmt: skip

    assert method["method"] == "editMessageText"
    assert method["message_id"] == 55


@pytest.mark.parametrize(
    "bubbles",
    [
        (ask("Nästa?", question="list"),),
        (say("Nu är det ändrat."), ask("Viktigt?", question="competence", multiple=True)),
    ],
)
def test_any_other_answer_is_a_new_message(bubbles: tuple[Bubble, ...]) -> None:
    (method,) = sent(*bubbles, tapped=(55, "needs"))

    assert method["method"] == "sendMessage"


def test_the_phone_question_has_a_contact_button() -> None:
    (method,) = sent(ask("Vilket nummer?", question="phone", free="phone"))

    assert method["reply_markup"] == {
        "keyboard": [
            [{"text": "Dela mitt nummer", "request_contact": True}],
            [{"text": "Tillbaka"}],
            [{"text": "Prata med en människa"}],
        ],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


def test_the_contact_button_goes_away_with_the_words_before_the_next_question() -> None:
    first, last = sent(say("Tack."), ask("När?", question="time"), close_keyboard=True)

    assert (first["text"], first["reply_markup"]) == ("Tack.", {"remove_keyboard": True})
    assert (last["text"], "inline_keyboard" in last["reply_markup"]) == ("När?", True)


def test_the_contact_button_goes_away_even_where_there_are_no_words_before() -> None:
    first, last = sent(ask("När?", question="time"), close_keyboard=True)

    assert (first["text"], first["reply_markup"]) == ("✓", {"remove_keyboard": True})
    assert "inline_keyboard" in last["reply_markup"]


def test_the_calendar_file_stands_where_it_was_said() -> None:
    file = File("samtal.ics", t("Lägg till i kalendern"), t("Samtal"), NOW, 30, "u1")
    bubble = Bubble("file", "Lägg till i kalendern", "sv", "ltr", file=file, summary="Samtal")
    first, document, last = sent(say("Bokat."), bubble, ask("Påminna?", question="remind"))

    assert (first["text"], last["text"]) == ("Bokat.", "Påminna?")
    assert (document["method"], document["caption"]) == ("sendDocument", "Lägg till i kalendern")
    name, content = document["document"]
    assert name == "samtal.ics"
    assert content.startswith(b"BEGIN:VCALENDAR")
