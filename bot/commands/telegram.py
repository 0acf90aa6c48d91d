"""`kundval telegram …`: how the bot looks at Telegram, and where its updates go.

The token stands in every address that is asked, so no error is told in its own words.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from bot.settings import Settings
    from dialogs.wording import Wording

Method = dict[str, Any]

app = typer.Typer(no_args_is_help=True, help="Boten på Telegram: namn, meny och leverans.")

SERVER = "https://api.telegram.org"
LONGEST_NAME, LONGEST_ABOUT, LONGEST_SHORT = 64, 512, 120
"""Letters that Telegram takes (core.telegram.org/bots/api)."""


class NotDone(Exception):
    """Telegram cannot be asked, or says no; the text tells which and holds no token."""


@app.command()
def setup() -> None:
    """Säg till Telegram vad boten heter, vad den kan, och vart uppdateringar ska gå."""
    from bot import locales
    from bot.commands import terminal

    settings = terminal.settings_with("")
    with terminal.sentences():
        name = _name(settings)
    try:
        known = _ask(settings, "getMyName").get("name")
        for method in methods(settings, name, locales.load()):
            # A name may be changed a few times a day only.
            if method["method"] != "setMyName" or method["name"] != known:
                _ask(settings, **method)
    except NotDone as error:
        terminal.stop(str(error))
    terminal.say(f"Klart. Boten heter {name}. Så här står det: kundval telegram status")


@app.command()
def status() -> None:
    """Visa hur boten står hos Telegram."""
    from bot.commands import terminal

    settings = terminal.settings_with("")
    try:
        me, hook = _ask(settings, "getMe"), _ask(settings, "getWebhookInfo")
        wanted = _hook(settings) if settings.telegram_delivery == "webhook" else ""
    except NotDone as error:
        terminal.stop(str(error))
    at = hook.get("url", "")
    terminal.say(f"Boten: @{me.get('username', '?')}, {me.get('first_name', '')}")
    terminal.say(f"Uppdateringar går till: {at or 'ingen adress (polling)'}")
    if at != wanted:
        terminal.say(
            f"Enligt inställningarna: {wanted or 'polling'}. Skriv: kundval telegram setup"
        )
    terminal.say(f"Väntar på att hämtas: {hook.get('pending_update_count', 0)}")
    if last := hook.get("last_error_message"):
        terminal.say(f"Senaste fel: {last}")


def methods(settings: "Settings", name: str, wording: "Wording") -> Iterator[Method]:
    """Every call that sets the bot up, in order."""
    if settings.telegram_delivery == "webhook":
        from bot.doors.updates import HEARD

        yield {
            "method": "setWebhook",
            "url": _hook(settings),
            "secret_token": settings.telegram_secret,
            "allowed_updates": list(HEARD),
        }
    else:
        yield {"method": "deleteWebhook"}
    yield {"method": "setMyName", "name": name[:LONGEST_NAME]}
    from dialogs.wording import SOURCE

    for code in wording.names:
        # Telegram knows languages of two letters; the one without is everybody else's: Swedish.
        at = {} if code == SOURCE else {"language_code": code}
        if len(code) == 2:
            yield from _in_language(code, at, wording)


def _in_language(code: str, at: dict[str, str], wording: "Wording") -> Iterator[Method]:
    from dialogs.commands import FIXED, HELP
    from dialogs.meanings import LABELS
    from dialogs.steps.opening import MACHINE, MAY_CHOOSE

    about = wording.text(MACHINE, code)[:LONGEST_ABOUT]
    short = wording.text(MAY_CHOOSE, code)[:LONGEST_SHORT]
    described = {HELP: LABELS[HELP], **{choice.value: choice.label for choice in FIXED}}
    menu = [
        {"command": name, "description": wording.text(label, code)}
        for name, label in described.items()
    ]
    yield {"method": "setMyCommands", "commands": menu, **at}
    yield {"method": "setMyDescription", "description": about, **at}
    yield {"method": "setMyShortDescription", "short_description": short, **at}


def _name(settings: "Settings") -> str:
    from bot.commands.in_use import municipality_in_use

    if not settings.municipality:
        return "Kundvalsguiden"
    return municipality_in_use(settings, settings.municipality).name


def _hook(settings: "Settings") -> str:
    from bot.doors.webhook import PATH

    if not settings.address:
        raise NotDone("En webhook behöver vår egen adress: sätt KUNDVAL_ADDRESS.")
    return f"{settings.address}{PATH}"


def _ask(settings: "Settings", method: str, **fields: Any) -> dict[str, Any]:
    """Telegram's answer. Raises NotDone."""
    import httpx

    if not settings.telegram_token:
        raise NotDone("KUNDVAL_TELEGRAM_TOKEN är inte satt.")
    server = settings.telegram_server or SERVER
    address = f"{server}/bot{settings.telegram_token}/{method}"
    try:
        told = httpx.post(address, json=fields, timeout=20).json()
    except (httpx.HTTPError, ValueError):
        raise NotDone(f"Telegram svarar inte på {method}. Försök igen om en stund.") from None
    if not told.get("ok"):
        raise NotDone(f"Telegram säger nej till {method}: {told.get('description', '?')}.")
    result = told.get("result")
    return result if isinstance(result, dict) else {}
