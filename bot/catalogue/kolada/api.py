"""Asking Kolada's API for figures, page by page, with patience that ends."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlsplit

import httpx

from bot.catalogue.kolada.figures import COUNTRY, WrongAnswer
from care.quality import Indicator

API = "https://api.kolada.se/v3"
AT_ONCE = 25
"""So many ids may be asked for at once; the API refuses more."""
PAGES = 400
"""So many pages of one answer are read; where all is well there are a few."""
PATIENCE = 20.0
"""Seconds to wait for each answer."""


def fetch(
    base: str,
    units: Sequence[str],
    municipality: str,
    year: int | None,
    *,
    patience: float = PATIENCE,
) -> Iterator[object]:
    """Every page on these units, this municipality (its code, or empty) and the country.

    Raises WrongAnswer with a sentence for the keeper.
    """
    of = ",".join(Indicator)
    until = f"/year/{year}" if year else ""
    places = ",".join(filter(None, (municipality, COUNTRY)))
    base = base.rstrip("/")
    timeout = httpx.Timeout(patience, connect=min(patience, 5.0))
    with httpx.Client(timeout=timeout, headers={"Accept": "application/json"}) as client:
        for first in range(0, len(units), AT_ONCE):
            some = ",".join(quote(unit, safe="") for unit in units[first : first + AT_ONCE])
            yield from _pages(client, f"{base}/oudata/kpi/{of}/ou/{some}{until}")
        yield from _pages(client, f"{base}/data/kpi/{of}/municipality/{places}{until}")


def _pages(client: httpx.Client, url: str) -> Iterator[object]:
    server = urlsplit(url).netloc
    for _ in range(PAGES):
        page = _page(client, url)
        yield page
        following = page.get("next_url") or page.get("next_page")
        if not following or not page.get("values"):
            return
        url = str(httpx.URL(url).join(str(following)))
        if urlsplit(url).netloc != server:
            raise WrongAnswer(f"{server} visar vidare till en annan server. Inget är hämtat.")
    raise WrongAnswer(f"{server} slutar inte att svara: fler än {PAGES} sidor. Inget är hämtat.")


def _page(client: httpx.Client, url: str) -> dict[str, object]:
    server = urlsplit(url).netloc or url
    try:
        answer = client.get(url)
        answer.raise_for_status()
        page = answer.json()
    except httpx.TimeoutException:
        raise WrongAnswer(f"{server} svarar inte i tid. Försök igen om en stund.") from None
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        raise WrongAnswer(f"{server} svarar med fel {status}. Försök igen senare.") from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise WrongAnswer(f"{server} går inte att nå. Är adressen rätt?") from None
    except (ValueError, RecursionError):
        page = None
    if not isinstance(page, dict):
        raise WrongAnswer(
            f"{server} svarar, men inte med siffror. Är adressen rätt? Den ska sluta med /v3."
        )
    return page
