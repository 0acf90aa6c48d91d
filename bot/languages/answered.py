"""Whether every meaning that there are examples of comes to something, and has its button."""

from collections.abc import Collection

from dialogs.commands import NAMES
from dialogs.meanings import ANSWERS as SAID
from dialogs.meanings import LABELS
from dialogs.questions import ANSWERS
from dialogs.steps.home import HOME
from dialogs.understanding.deciding import ASKED, TELLS


def problems(meanings: Collection[str]) -> list[str]:
    """What is wrong with these, as `[samples]` names them, in words."""
    unoffered = {HOME, *SAID, *TELLS, *ASKED}
    known = {*unoffered, *NAMES, *ANSWERS}
    asked = {*meanings}
    return [
        *(
            f"dialogs/questions.py: ANSWERS has no {one}, which phrases.toml has examples of"
            for one in sorted(asked - known)
        ),
        *(
            f"dialogs/meanings.py: LABELS has no {one}: the words on its button"
            for one in sorted(asked - unoffered - {*LABELS})
        ),
        *(
            f"locales/sv/phrases.toml: samples.{one}: missing; dialogs/questions.py answers it"
            for one in sorted({*ANSWERS} - asked)
        ),
    ]
