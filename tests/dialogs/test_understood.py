"""What people write in their own words: met with an answer, three buttons, or a repeat."""

import pytest
from someone import TO_THE_CALL, TO_THE_END, Talk

from bot.assembly import assemble
from bot.conversation import Answer
from bot.settings import Settings
from dialogs.events import Choose, Text

AT_WHO = TO_THE_CALL[:3]
AT_LIST = TO_THE_CALL[:12]
STORY = "min mamma behöver hjälp på kvällarna och vill ha nån som pratar finska"


def told(answer: Answer) -> str:
    return "\n".join(bubble.text for bubble in answer.bubbles)


def buttons(answer: Answer) -> list[str]:
    return [choice.value for choice in answer.bubbles[-1].choices]


def row(answer: Answer) -> list[str]:
    return [choice.value for choice in answer.bubbles[-1].fixed]


def test_what_is_told_with_an_answer_is_repeated_and_kept(talk: Talk) -> None:
    answer = talk.give(*AT_WHO, Text(STORY))

    assert answer.step == "heard"
    assert "Jag förstod det så här: Hjälp på kvällen och finska. Stämmer det?" in told(answer)
    assert buttons(answer) == ["yes", "no"]

    answer = talk.give(Text("ja det stämmer"))

    assert answer.step == "decision"
    answer = talk.give(*TO_THE_CALL[4:10])
    assert "Du har valt: Hjälp på kvällen" in told(answer)
    assert talk.give(Choose("needs", "done")).step == "list"


def test_who_names_two_kinds_of_help_is_asked_which_of_them_first(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:8], Text("städning och dusch"))

    assert answer.step == "service"
    assert "Ta en sak i taget." in told(answer)
    assert buttons(answer) == ["care", "household"]
    assert talk.give(Text("2")).step == "area"
    assert talk.give(Text("tillbaka")).step == "service"


def test_what_was_heard_wrong_is_let_go(talk: Talk) -> None:
    talk.give(*AT_WHO, Text(STORY))
    answer = talk.give(Text("nej"))

    assert answer.step == "decision"
    assert "Hjälp på kvällen" not in talk.kept()
    assert "finska" not in talk.kept()


def test_a_question_in_between_leaves_what_was_heard_open(talk: Talk) -> None:
    talk.give(*AT_WHO, Text(STORY))
    answer = talk.give(Text("vad kostar det"))

    assert "Du betalar lika mycket" in told(answer)
    assert "Jag förstod det så här: Hjälp på kvällen och finska. Stämmer det?" in told(answer)
    assert talk.give(Choose("language", "en")).step == "heard"
    assert talk.give(Text("yes")).step == "decision"
    assert "finska" in talk.kept() or "Finnish" in talk.kept()


def test_an_old_button_of_a_repeat_changes_nothing(talk: Talk) -> None:
    talk.give(*AT_WHO, Text(STORY), Choose("heard", "no"))
    answer = talk.give(Choose("heard", "yes"))

    assert answer.step == "decision"
    assert "Den frågan är vi klara med" in told(answer)


def test_what_is_denied_is_not_heard(talk: Talk) -> None:
    answer = talk.give(*AT_WHO, Text("pappa behöver hjälp på kvällen men inte på natten"))

    assert "Hjälp på kvällen" in told(answer)
    assert "natten" not in told(answer)


def test_a_story_before_anything_was_asked(talk: Talk) -> None:
    answer = talk.give(
        Choose("language", "sv"), Text("min mamma i Exempelby har demens och behöver hjälp")
    )

    assert answer.step == "heard"
    assert "Exempelby kommun (exempel), min mamma eller pappa och demens" in told(answer)
    assert talk.give(Choose("heard", "yes")).step in ("knew", "decision")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("hur mycket får man betala för det här i månaden", "Du betalar lika mycket"),
        ("kan ni säga vilket bolag som är det bästa", "Det får jag inte säga"),
        ("går det att få lön för att ta hand om sin gamla mor", "Ibland kan en släkting"),
        ("jag har varken dator eller smartphone", "Det går bra utan dator"),
        ("vad menas med att ett företag är godkänt", "Kommunen har godkänt alla"),
        ("varför ligger just den överst", "Jag visar alla"),
        ("vad är lss för något egentligen", "LSS är en lag om stöd"),
        ("berätta om Solrosen", "Det här vet vi om Solrosens hemtjänst"),
    ],
)
def test_a_question_in_own_words_is_answered_and_one_goes_on(
    talk: Talk, text: str, begins: str
) -> None:
    answer = talk.give(*AT_WHO, Text(text))

    assert begins in told(answer) or begins in str(answer.bubbles[0].cards)
    assert answer.step == "who"


def test_where_it_stands_is_told_on_request(talk: Talk) -> None:
    answer = talk.give(*AT_WHO, Text("vad kostar det"))
    assert "source" in row(answer)

    answer = talk.give(Choose("who", "source"))

    assert "Källa: Påhittade uppgifter, exempel. Vi läste det" in told(answer)
    assert answer.step == "who"
    assert "source" not in row(answer)


def test_what_is_not_sure_is_three_buttons_and_a_human(talk: Talk) -> None:
    answer = talk.give(*AT_WHO, Text("ta bort det"))

    assert answer.step == "guess"
    assert "Menade du något av det här?" in told(answer)
    assert buttons(answer) == ["delete", "cancel", "stop_reminders"]
    assert "human" in row(answer)
    assert talk.give(Text("1")).step == "delete"


def test_none_of_the_three_leads_on(talk: Talk) -> None:
    talk.give(*AT_WHO, Text("ta bort det"))

    assert talk.give(Text("det gäller min pappa")).step == "decision"


def test_t20_a_human_by_the_third_miss(talk: Talk) -> None:
    talk.give(*AT_WHO)
    misses = [talk.give(Text(text)) for text in ("hm pengarna", "blä blä", "xyz qwe")]

    assert "08-465 004 00" in told(misses[-1])
    assert len({told(answer) for answer in misses}) == 3


def test_what_is_far_from_the_subject_is_said_to_be(talk: Talk) -> None:
    answer = talk.give(*AT_WHO, Text("vad blir det för väder i helgen"))

    assert "Det kan jag inte svara på" in told(answer)
    assert answer.step == "who"


def test_another_language_is_offered_once_with_its_own_button(talk: Talk) -> None:
    answer = talk.give(*AT_WHO, Text("paljonko tämä kotipalvelu maksaa kuukaudessa"))
    [choice] = [c for c in answer.bubbles[-1].fixed if c.value == "speak=fi"]

    assert (choice.label, choice.lang) == ("Suomi", "fi")
    assert "Du betalar lika mycket" in told(answer)
    assert answer.step == "who"

    again = talk.give(Text("kuka päättää miten paljon apua saan"))
    assert "speak=fi" not in row(again)

    answer = talk.give(Choose("who", "speak=fi"))
    assert answer.language == "fi"
    assert answer.step == "who"


def test_what_is_serious_is_asked_and_never_guessed(talk: Talk) -> None:
    answer = talk.give(*AT_LIST, Text("kan man ta om alltsammans"))

    assert answer.step in ("guess", "list")
    assert "Vi börjar om" not in told(answer)


def test_what_may_be_an_alarm_is_asked_about_beside_the_question(talk: Talk) -> None:
    said = "pappa låter så konstig på rösten i dag"
    answer = talk.give(*AT_WHO, Text(said))

    assert "Har det hänt något allvarligt? Tryck på: Det är bråttom." in told(answer)
    assert answer.step == "decision"
    answer = talk.give(Choose("decision", "alarm=danger"))
    assert "Ring 112 nu" in told(answer)
    assert talk.give(Choose("danger", "next")).step == "decision"


def test_an_answer_that_is_a_little_like_a_cry_is_taken_and_asked_about(talk: Talk) -> None:
    answer = talk.give(*AT_WHO, Text("Pappa fyller åttiosju i mars"))

    assert answer.step == "decision"
    assert "Har det hänt något allvarligt? Tryck på: Jag mår mycket dåligt." in told(answer)


def test_a_cry_that_names_an_answer_is_a_cry(talk: Talk) -> None:
    said = "Pappa är så konstig idag, går inte att få ordentligt liv i honom"
    answer = talk.give(*AT_WHO, Text(said))

    assert answer.step == "danger"
    assert "Ring 112 nu" in told(answer)


def test_what_sounds_like_an_alarm_and_is_a_need_is_not_asked_about(talk: Talk) -> None:
    answer = talk.give(*AT_WHO, Text("min mamma behöver hjälp på natten"))

    assert "allvarligt" not in told(answer)


@pytest.mark.parametrize(
    ("steps", "text", "step"),
    [
        (1, "Nej, det visste jag faktiskt inte", "municipality"),
        (3, "inte mig, min mamma", "decision"),
        (4, "Ja, kommunen har sagt ja till hemtjänst förra veckan", "about1"),
        (4, "vi väntar fortfarande på svar från kommunen", "about1"),
        (13, "jag vill välja den här", "call"),
        (13, "inte den här, nästa", "list"),
        (18, "noll sju noll 174 06 05", "interpreter"),
    ],
)
def test_a_whole_sentence_is_an_answer(talk: Talk, steps: int, text: str, step: str) -> None:
    assert talk.give(*TO_THE_CALL[:steps], Text(text)).step == step


def test_what_was_heard_is_said_yes_to_also_on_the_older_button(talk: Talk) -> None:
    heard = "jag vill ha hjälp åt mamma hon har fått ja från kommunen"
    asked = talk.give(*AT_WHO, Text(heard), Text("vill ha en hammare"))

    assert asked.step == "guess"
    assert talk.give(Choose("heard", "yes")).step == "about1"


def test_the_example_is_of_what_is_asked(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:2], Text("min mamma behöver städning på kvällen"))
    answer = talk.give(Text("hjsdf sdf"), Text("sdfgh sdf"))

    assert answer.step == "heard"
    assert "Skriv namnet på kommunen." not in told(answer)


def test_the_welcome_comes_once(sqlite: str) -> None:
    house = assemble(Settings(database=sqlite, municipality="exempelby"), seed=1)
    welcomed = Talk(house).give(Text("jag vill se listan över alla utförare"))
    house.close()

    assert told(welcomed).count("Du pratar med en dator.") == 1


@pytest.mark.parametrize("at", [TO_THE_CALL[:1], TO_THE_CALL[:13]])
@pytest.mark.parametrize(
    "said",
    [
        "mamma behöver påminnas att dricka", "far behöver hjälp på toaletten även nattetid",
        "jag är anhörig", "frågar för min mors räkning", "min dotter är här hos mig nu",
        "min son sitter bredvid mig", "sonen är på besök och hjälper mig",
    ],
)  # fmt: skip
def test_what_somebody_tells_is_no_order(talk: Talk, at: tuple[Choose, ...], said: str) -> None:
    answer = talk.give(*at, Text(said))

    assert answer.step in ("heard", "guess", "provider")
    assert "samtal" not in told(answer), "nobody spoke of a call"


def test_of_a_question_at_most_one_button_leads_on(talk: Talk) -> None:
    leads: dict[str, str] = {}
    for event in TO_THE_END:
        ask = talk.give(event).bubbles[-1]
        leads[ask.question] = " ".join(c.value.split("=")[0] for c in ask.choices if c.forward)

    assert {question: value for question, value in leads.items() if value} == {
        "about1": "next", "about2": "next", "about3": "next", "needs": "done", "list": "page",
        "provider": "wish", "call": "yes", "confirm": "yes",
    }  # fmt: skip


def test_a_number_beyond_the_guesses_is_not_of_the_question_behind_them(talk: Talk) -> None:
    answer = talk.give(*AT_WHO, Text("vem bestämmer egentligen"))
    assert answer.step == "guess"
    many = len(buttons(answer))

    answer = talk.give(Text(str(many + 1)))
    assert answer.step == "who"
    assert "Vem ska få hjälpen?" in told(answer)
