"""What is shown in place of a page that cannot be: a few calm words, the same for every house."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

MISSING = ("Det finns ingen sådan sida för dig.",)
AWAY = ("Det går inte att läsa eller spara just nu. Inget är sparat.", "Vänta en stund.")
TOO_LONG = ("Det var för långt. Gå tillbaka och skriv kortare.",)


@dataclass(frozen=True, slots=True)
class Instead:
    """Renders such pages with a house's own templates; `headers` are those of all its pages."""

    render: Callable[..., str]
    house: str
    headers: Mapping[str, str]

    def __call__(
        self, status: int, title: str, lines: Sequence[str], **values: object
    ) -> HTMLResponse:
        """A page that only says something; `again` is a form that can be sent once more."""
        html = self.render("plain.html", title=title, house=self.house, lines=lines, **values)
        return HTMLResponse(html, status, {"Retry-After": "10"} if status == 503 else None)

    async def refused(self, _request: Request, error: Exception) -> Response:
        """No such page."""
        assert isinstance(error, HTTPException)
        response = self(error.status_code, "Sidan finns inte", MISSING)
        response.headers.update(error.headers or {})
        return response

    async def failed(self, _request: Request, _error: Exception) -> Response:
        """Our own mistake: a calm page for the person, the trace for us."""
        response = self(500, "Något gick fel hos oss", AWAY)
        response.headers.update(self.headers)  # sent from outside of Guarded
        response.headers["Cache-Control"] = "no-store"
        return response
