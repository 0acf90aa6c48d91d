"""The forms of a case, found and filled in as an officer does."""

from atdesk import Worker
from office import Form

RIGHT = {"identity": "yes", "whose": "person"}


async def form_of(anna: Worker, case: int, act: str) -> Form:
    """The form that an act has on the case's page, else on a page of its own."""
    here = f"/desk/cases/{case}/{act}"
    for path in (f"/cases/{case}", f"/cases/{case}/{act}"):
        await anna.open(path)
        for form in anna.page.forms:
            if form.method == "post" and form.action in (here, ""):
                form.action = here
                return form
    raise AssertionError(f"no form for {act}: {anna.page.text}")


async def press(anna: Worker, case: int, act: str, **fields: str | list[str]) -> None:
    """Fill in the form of an act and send it."""
    form = await form_of(anna, case, act)
    await anna.post(form.action, form.fill(**fields))


async def confirm(anna: Worker, case: int, **fields: str) -> None:
    """A confirmation, filled in right but for what is given."""
    await press(anna, case, "confirm", **{**RIGHT, **fields})
