import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.languages.phrases import load_bank
from dialogs.understanding.bank import Bank
from dialogs.understanding.fold import KEPT, fold
from dialogs.understanding.read import Understood, read
from dialogs.understanding.tiers import Tier

BANK = load_bank()

TIERS = [
    ("det brinner", Tier.DANGER),
    ("hjälp mig jag har ramlat", Tier.DANGER),
    ("hjälp", None),
    ("النجدة", Tier.DANGER),
    ("مساعدة", None),
    ("stroke", None),  # an answer about what staff must know
    ("det är ingen fara men mamma andas inte", Tier.DANGER),
    ("hej! jag undrar om ni vet när hemtjänsten kommer, för ingen har kommit i dag", Tier.NO_SHOW),
    ("ingen har kommit och jag orkar inte leva", Tier.DESPAIR),
    ("min man har dött och ingen har kommit i dag", Tier.NO_SHOW),
    ("mamma 410203-1234 har ramlat och kommer inte upp", Tier.DANGER),
]


@pytest.mark.parametrize(("text", "tier"), TIERS)
def test_safety(bank: Bank, text: str, tier: Tier | None) -> None:
    assert read(text, bank).tier == tier


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("tillbaka", "back"),
        ("Tillbaka!", "back"),
        ("tilbaka", "back"),
        ("jag vill börja om", "restart"),
        ("nej, börja om", "restart"),
        ("prata med en människa", "human"),
        ("hjälp", "help"),
        ("takaisin", "back"),
        ("رجوع", "back"),
        ("go back", "back"),
        ("stopp", "stop_reminders"),
        ("min mamma vill gärna prata med en person som kan finska och arabiska på kvällen", None),
        ("jag vill inte börja om", None),
        ("humana", None),  # a company
    ],
)
def test_commands(bank: Bank, text: str, command: str | None) -> None:
    assert read(text, bank, "sv").command == command


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ja tack", "yes"),
        ("nej tack", "no"),
        ("JAPP", "yes"),
        ("näe", "no"),
        ("👍", "yes"),
        ("joo", "yes"),
        ("vet ej", "dont_know"),
        ("nej jag vet inte", "dont_know"),
        ("ja, men inte nu", None),
        ("ja fast fel tid", None),
        ("ja men visst", "yes"),
        ("tack", None),
    ],
)
def test_yes_and_no(bank: Bank, text: str, says: str | None) -> None:
    assert read(text, bank, "sv").says == says


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [("ar", "na'am", "yes"), ("ar", "la", "no"), ("sv", "la", None), ("pl", "tak", "yes")],
)
def test_a_short_word_is_of_the_conversations_language(
    bank: Bank, language: str, text: str, says: str | None
) -> None:
    assert read(text, bank, language).says == says


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("vad kostar det", "cost"),
        ("va kostar hemtjänsten i månan", None),
        ("vilken är bäst?", "which_is_best"),
        ("tack", "thanks"),
        ("hej då", "thanks"),
        ("hej", "greeting"),
        ("hei", "greeting"),
        ("vem är min handläggare", "what_handlaggare"),
        ("vad är en handläggare", "what_handlaggare"),
        ("vad gör en biståndshandläggare egentligen", "what_handlaggare"),
        ("vem bestämmer", "who_decides"),
        ("vem bestämmer hur många timmar jag får", "who_decides"),
        ("who is my case officer", "what_handlaggare"),
        ("kuka on käsittelijäni", "what_handlaggare"),
        ("är du en robot", "is_robot"),
        ("är du en människa", "is_robot"),
        ("are you a robot?", "is_robot"),
        ("oletko robotti", "is_robot"),
        ("هل أنت روبوت", "is_robot"),
        ("jag vill överklaga", "appeal"),
        ("hur överklagar man beslutet", "appeal"),
        ("i want to appeal", "appeal"),
        ("haluan valittaa päätöksestä", "appeal"),
        ("أريد الطعن في القرار", "appeal"),
        ("jag vill klaga", "complain"),
        ("vad är hemtjänst", "what_included"),
        ("vad är hemtjänst egentligen", None),
        ("what is home care", "what_included"),
        ("mitä on kotipalvelu", "what_included"),
        ("ما هي الرعاية المنزلية", "what_included"),
        ("mamma behöver mer hjälp", "more_help"),
        ("pappa behöver mer hjälp hemma", "more_help"),
        ("mum needs more help at home", "more_help"),
        ("jag vill ansöka", "apply_now"),
        ("hur ansöker man om hemtjänst", "how_apply"),
        ("Hur byter jag om jag inte är nöjd", "change_provider"),
        ("how do i switch if i am not happy", "change_provider"),
        ("vad kostar en liter mjölk", None),
        ("vad är klockan", None),
    ],
)
def test_intents(bank: Bank, text: str, intent: str | None) -> None:
    assert read(text, bank).intent == intent


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("suomi", "fi"),
        ("english", "en"),
        ("العربية", "ar"),
        ("på finska tack", "fi"),
        ("polska", "pl"),
        ("tyska", None),  # nobody has written what people say in it
        ("hon talar finska", None),
    ],
)
def test_a_language_named_alone(bank: Bank, text: str, language: str | None) -> None:
    assert read(text, bank).language == language


@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("mamma har ramlat och kommer inte upp", "sv"),
        ("my mother has fallen and can't get up", "en"),
        ("äiti ei hengitä", "fi"),
        ("أمي لا تتنفس", "ar"),
        ("النجدة 112", "ar"),
        ("call 112, äiti", "en"),
        ("mamma andas inte, cost of care?", "sv"),
        ("börja om", "sv"),
        ("start over", "en"),
        ("takaisin", "fi"),
        ("رجوع", "ar"),
        ("talk to a human", "en"),
        ("yes please", "en"),
        ("kyllä", "fi"),
        ("ja det var det ju", "sv"),
        ("vad kostar det", "sv"),
        ("paljonko se maksaa", "fi"),
        ("Anna", None),
    ],
)
def test_the_language_of_what_was_understood(bank: Bank, text: str, tongue: str | None) -> None:
    assert read(text, bank).tongue == tongue


def test_what_is_kept_is_masked_clean_and_short(bank: Bank) -> None:
    text = "jag\x00\u202eheter Åsa, 19410203-1234" + " x" * KEPT

    understood = read(text, bank)

    assert understood.masked
    assert understood.text.startswith("jag heter Åsa, [personnummer] x")
    assert len(understood.text) == KEPT


def test_a_number_across_the_cut_is_masked(bank: Bank) -> None:
    assert "1941" not in read("x" * (KEPT - 6) + " 19410203-1234", bank).text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Åh,  ÄR det\tÖPPET?", "ah, ar det oppet?"),
        ("أُرِيدُ مُسَاعَدَةً", "اريد مساعده"),
        ("می‌خواهم", "ميخواهم"),
        ("٠٧٠ ۱۲۳", "070 123"),
        ("Łódź Ñandú ß", "lodz nandu ss"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=400))
@example("\ud800" * 50)
@example("\u0640" * 5000)
@example("^ $ .. | * <who>")
def test_any_string_can_be_read(text: str) -> None:
    understood = read(text, BANK)

    assert isinstance(understood, Understood)
    assert len(understood.text) <= KEPT
    understood.text.encode()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(sorted(BANK.speech(("sv",)).speller.known)), max_size=40))
def test_any_of_our_own_words_can_be_read(words: list[str]) -> None:
    assert read(" ".join(words), BANK) == read(" ".join(words), BANK)


@pytest.mark.parametrize(
    "text", ["hemtjänsten inte kommit ", "ا", "9 ", "ingen ramlat ont i ", "👍"]
)
def test_a_message_of_100_kb_is_cut_before_it_is_read(bank: Bank, text: str) -> None:
    long = (text * 100_000)[:100_000]
    said = read(long, bank)

    assert len(said.text) <= KEPT
    assert said == read(long[: 2 * KEPT], bank)
