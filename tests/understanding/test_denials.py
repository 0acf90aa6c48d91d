"""A typed no never commits, in any language; a plain yes still does."""

import pytest

from dialogs.understanding import answers
from dialogs.understanding.answers import COMMITS
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import read

OPTIONS = {
    "confirm": [
        ("yes", "Ja, boka"),
        ("time", "Ändra tiden"),
        ("phone", "Ändra numret"),
        ("name", "Ändra namnet"),
    ],
    "provider": [
        ("compare", "Jämför med en annan"),
        ("list", "Visa listan igen"),
        ("wish", "Jag vill ha den här"),
    ],
    "apply": [("yes", "Ja, jag vill ansöka"), ("look", "Nej, visa listan")],
    "call": [("yes", "Ja, boka ett samtal"), ("no", "Inte nu")],
    "cancel": [("yes", "Ja, avboka"), ("no", "Nej, behåll tiden")],
    "delete": [("yes", "Ja, radera"), ("no", "Nej, behåll")],
    "remind": [("yes", "Ja"), ("no", "Nej")],
    "read": [("yes", "Ja, den passar"), ("move", "Ändra tiden"), ("cancel", "Avboka")],
    "human": [("book", "Boka ett samtal"), ("next", "Fortsätt")],
    "my_data": [("delete", "Radera mina uppgifter"), ("next", "Fortsätt")],
    "danger": [("human", "Prata med en människa"), ("next", "Det är inte bråttom")],
    "sorrow": [("yes", "Ja, ring mig"), ("no", "Nej, inte nu"), ("next", "Fortsätt")],
    "notice": [("open", "Läs")],
    "compared": [
        ("sol", "Jag vill ha Solrosen"),
        ("ek", "Jag vill ha Ekens omsorg"),
        ("other", "Jämför med en annan"),
        ("list", "Visa listan igen"),
    ],
    "after": [("move", "Ändra tiden"), ("cancel", "Avboka"), ("list", "Visa listan")],
    "about": [("next", "Nästa"), ("skip", "Hoppa över")],
}

DENIALS = {
    "confirm": """
        nej | det stämmer inte | stämmer ej | boka inte | nej boka inte | ja men fel nummer
        ja fast fel tid | jag vill inte boka | inte boka | vänta lite | ja kanske | nja | inte rätt
        är det rätt nummer | ja men inte den tiden | vad händer om jag bokar | ja om jag hinner
        jag har inte bestämt mig, boka inte än | fel | det är fel tid | näe det stämmer inte riktigt
        no | yes but wrong number | don't book | that's not right | i don't want to book it
        yes but another time | do not book it yet | not correct | is that the right number
        ei | älä varaa | ei pidä paikkaansa | kyllä mutta väärä numero | en halua varata | en varaa
        ei ole oikein | joo mutta toinen aika | aika on väärin
        لا | لا تحجز | غير صحيح | نعم لكن الرقم خطأ | لا أريد الحجز | ليس صحيحا | هذا غير صحيح
    """,
    "provider": """
        nej | jag vill ha en annan | den vill jag inte ha | jag vill inte ha den här | inte den här
        jag väljer den inte | välj inte den | ja men en annan | den här är inte bra | nej tack
        vill inte ha | jag tar hellre en annan | vad händer om jag väljer den
        i don't want this one | not this one | i want another one | no thanks | i do not choose this
        yes but a different one | this one is not good
        tämä ei ole hyvä | en halua tätä | en valitse tätä | haluan toisen | ei tämä | ei kiitos
        لا أريد هذا | ليس هذا | أريد شركة أخرى | لا أختار هذا | لا شكرا | هذا ليس جيدا
    """,
    "apply": """
        nej | ansök inte | vet inte om jag vill ansöka | jag vill inte ansöka | nej tack
        inte ansöka | har redan ansökt | ja men inte nu | nä inte nu
        i don't want to apply | no | not now | do not apply | no thanks | yes but not now
        ei | en halua hakea | älä hae | en hae | ei kiitos | kyllä mutta ei nyt
        لا | لا أريد تقديم طلب | لا شكرا | نعم لكن ليس الآن | لا أريد أن أقدم
    """,
    "call": """
        nej | boka inte | ring inte | inget samtal | jag vill inte bli uppringd | inte nu
        jag vill inte ha ett samtal | ja men inte idag | slipper helst samtal | ring mig inte
        no | i don't want a call | don't call me | not now | no calls please | please do not call
        ei | älkää soittako | en halua puhelua | ei puhelua | älä varaa | kyllä mutta ei nyt
        لا | لا تتصلوا بي | لا أريد مكالمة | ليس الآن | لا تحجز
    """,
    "cancel": """
        nej | avboka inte | jag vill inte avboka | nej behåll tiden | behåll | ta inte bort den
        ja men inte den tiden | vänta, avboka inte
        no | don't cancel | do not cancel it | i don't want to cancel | keep it | no keep it
        ei | älä peru | en halua perua | älkää peruko | säilytä | en peru
        لا | لا تلغي الموعد | لا أريد إلغاء الموعد | لا تلغوا | احتفظ
    """,
    "delete": """
        nej | radera inte | jag vill inte radera | ta inte bort något | behåll | nej behåll allt
        inte radera | vad händer om jag raderar
        no | don't delete | do not delete anything | i don't want to delete | keep it
        ei | älä poista | en halua poistaa | älkää poistako | säilytä
        لا | لا تحذف | لا أريد حذف بياناتي | لا تمسح
    """,
    "remind": """
        nej | påminn inte | inga påminnelser | jag vill inte bli påmind | påminn mig inte | nej tack
        slipper gärna påminnelser | ingen påminnelse tack
        no | don't remind me | no reminders | i don't want a reminder | not needed
        ei | älä muistuta | ei muistutuksia | en halua muistutusta | ei tarvitse
        لا | لا تذكرني | بدون تذكير | لا أريد تذكير | لا داعي
    """,
    "read": """
        nej | den passar inte | passar inte | jag kan inte då | avboka inte | ja men en annan tid
        tiden passar inte mig | nej det går inte
        no | it doesn't suit me | don't cancel | that time does not work | yes but another day
        ei | aika ei sovi | älä peru | en pääse silloin | joo mutta toinen aika
        لا | لا يناسبني | الوقت لا يناسبني | لا تلغي الموعد | غير مناسب
    """,
    "human": "nej | boka inte | no | don't book | ei | älä varaa | لا | لا تحجز | inte boka",
    "my_data": "nej | radera inte | no | don't delete | ei | älä poista | لا | لا تحذف",
    "sorrow": "nej | ring inte | no | don't call | ei | älkää soittako | لا | لا تتصلوا",
    "compared": """
        nej | jag vill inte ha Solrosen | inte solrosen | i don't want solrosen | ei solrosen
        jag vill ha en annan | لا | en halua solrosen
    """,
}  # fmt: skip

KEPT = {
    "confirm": """
        ja | boka | ja boka | ja tack boka den | det stämmer | allt stämmer | stämmer bra | japp | 1
        ja det stämmer bra | bekräfta | rätt | ja men visst | helt rätt | 👍
        yes | correct | book it | yes please | looks good | everything is correct
        kyllä | varaa | oikein | pitää paikkansa | joo | نعم | صحيح | احجز | نعم صحيح
    """,
    "provider": """
        jag väljer den | jag vill ha den | ja | den tar jag | jag vill ha den här | 3 | ja tack
        jag tar den | den här vill jag ha | välj den här | det blir den
        i choose this one | i want this one | yes | take this one
        valitsen tämän | haluan tämän | kyllä | أريد هذا | أختار هذه | نعم
    """,
    "apply": "ja | jag vill ansöka | ja tack | yes | i want to apply | kyllä | haluan hakea | نعم",
    "call": "ja | ring mig | boka | ja gärna | yes please | call me | soittakaa | نعم | اتصلوا بي",
    "cancel": "ja | avboka | ja avboka | yes | cancel it | peru | kyllä | نعم | إلغاء",
    "delete": "ja | radera | radera allt | yes | delete everything | poista | نعم | احذف",
    "remind": "ja | påminn mig | ja gärna | yes | remind me | muistuta | kyllä | نعم | ذكرني",
    "read": "ja | den passar | passar bra | yes | it suits me | sopii | نعم | يناسبني",
}

MEANT = [
    ("confirm", "time", "ja fast fel tid | ändra tiden | change the time | aika on väärä"),
    ("confirm", "phone", "ja men fel nummer | numret är fel | yes but wrong number | väärä numero"),
    ("confirm", "name", "fel namn | ändra namnet | wrong name | نعم لكن الاسم خطأ"),
    ("provider", "list", "nej | nej tack | jag vill ha en annan | no | ei | لا | show me others"),
    ("apply", "look", "nej | nej tack | nä | no | no thanks | ei | ei kiitos | لا | لا شكرا"),
    ("call", "no", "boka inte | i don't want a call | nej boka inte | en halua puhelua"),
    ("after", "move", "ändra | en annan dag | boka om | reschedule"),
    ("after", "cancel", "avboka | 2 | tvåan | cancel | peru"),
    ("confirm", "time", "boka om | ändra tiden tack"),
    (
        "cancel",
        "no",
        "tiden kvar tack | nej | behåll | avboka inte | no | keep it | ei | لا | don't cancel",
    ),
    ("delete", "no", "nej | behåll | radera inte | no | älä poista | لا تحذف"),
    ("read", "move", "ändra tiden | passar inte | en annan tid | another day | toinen aika"),
    ("read", "cancel", "avboka | cancel | peru | إلغاء الموعد"),
    (
        "danger",
        "next",
        "bra | det är bättre | ingen fara | inte ont längre | nej | no | ei | لا | it's better",
    ),
    ("danger", "human", "dåligt | hjälp | ja | inte bra | nej det är inte bra | help | apua | نعم"),
    ("human", "book", "boka | ja | boka ett samtal | yes | varaa | احجز"),
    ("human", "next", "fortsätt | nej | no thanks | continue | jatka | تابع"),
    ("sorrow", "yes", "ja | ring mig | yes | call me | soittakaa minulle | اتصلوا بي"),
    ("sorrow", "no", "nej | inte nu | no | not now | ei nyt | ليس الآن"),
    ("sorrow", "next", "fortsätt | continue | jatka | تابع"),
    ("notice", "open", "ja | läs | ok | visa | yes | read | kyllä | lue | نعم | اقرأ"),
    ("my_data", "delete", "radera | radera mina uppgifter | delete | poista | احذف"),
    ("my_data", "next", "fortsätt | nej | behåll | no | ei | تابع"),
    ("compared", "other", "en annan | jämför med en annan | another one | joku toinen"),
    ("compared", "list", "visa listan | the list | luettelo | القائمة"),
    ("compared", "sol", "jag vill ha solrosen | solrosen"),
    ("about", "next", "ja | ok | okej | visa | ja tack | yes | show me | kyllä | نعم"),
    ("about", "skip", "nej | hoppa över | nej tack | skip | ohita"),
]


def told(table: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (question, text.strip())
        for question, lines in table.items()
        for text in lines.replace("\n", "|").split("|")
        if text.strip()
    ]


def picked(bank: Bank, question: str, text: str) -> tuple[str, ...]:
    return answers.pick(read(text, bank), question, OPTIONS[question], bank)


@pytest.mark.parametrize(("question", "text"), told(DENIALS))
def test_a_denial_never_commits(bank: Bank, question: str, text: str) -> None:
    providers = {"sol", "ek"}

    assert COMMITS.union(providers).isdisjoint(picked(bank, question, text))


@pytest.mark.parametrize(("question", "text"), told(KEPT))
def test_a_plain_yes_still_does(bank: Bank, question: str, text: str) -> None:
    value = "wish" if question == "provider" else "yes"

    assert picked(bank, question, text) == (value,)


@pytest.mark.parametrize(
    ("question", "value", "text"),
    [
        (question, value, text.strip())
        for question, value, all_ in MEANT
        for text in all_.split("|")
    ],
)
def test_what_is_meant_instead(bank: Bank, question: str, value: str, text: str) -> None:
    assert picked(bank, question, text) == (value,)


SERVED = [("orebro", "Örebro"), ("ale", "Ale")]


@pytest.mark.parametrize(
    ("text", "value"), [("Ale", ("ale",)), ("jag bor i Ale", ("ale",)), ("inte Ale", ())]
)
def test_a_name_that_is_denied_is_not_picked(bank: Bank, text: str, value: tuple[str, ...]) -> None:
    assert answers.pick(read(text, bank), "municipality", SERVED, bank) == value
