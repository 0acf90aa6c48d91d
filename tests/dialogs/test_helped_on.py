"""How a question can be answered, told to one who asks for help or was not understood."""

from datetime import date

import pytest
from someone import moment_in

from care.municipality import Municipality
from care.providers import Authorisation, Form, Provider
from care.rules import ServiceRule
from care.services import Service
from dialogs.misses import helped
from dialogs.replies import Say
from dialogs.state import State
from dialogs.steps import BY_QUESTION

GIVES = Authorisation(Service.CARE, None, date(2020, 1, 1))
ALONE = Provider("alone", "Ensam", Form.COMPANY, (GIVES,))
BY = Municipality("by", "By", "0000", "1", False, True, (ServiceRule(Service.CARE),), (ALONE,))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("birth_year", "Skriv 4 siffror. Till exempel: 1941."),
        ("name", "Skriv bara namnet. Till exempel: Karin Berg."),
        ("who", "Du kan trycka på ett svar. Du kan också skriva svaret."),
        # There is nobody else to press on; a name may be written.
        ("compare", "Skriv med egna ord. Det går bra att stava fel."),
    ],
)
def test_each_question_tells_how_it_can_be_answered(question: str, told: str) -> None:
    talk = moment_in(BY, State().answer("list", "alone"))
    step = BY_QUESTION[question]

    assert [r.text.text for r in helped(step, step.ask(talk)) if isinstance(r, Say)] == [told]
