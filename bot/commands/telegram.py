"""`kundval telegram …`: how each bot looks at Telegram, and where its updates go.

The token stands in every address that is asked, so no error is told in its own words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
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
    from bot.commands import terminal
    from bot.languages import locales

    settings = terminal.settings_with("")
    with terminal.sentences():
        bots = [(bot, _name(bot)) for bot in every(settings)]
    wording = locales.load()
    try:
        for bot, name in bots:
            known = bot.ask("getMyName").get("name")
            for method in methods(bot, name, wording):
                # A name may be changed a few times a day only.
                if method["method"] != "setMyName" or method["name"] != known:
                    bot.ask(**method)
            terminal.say(f"Klart. Boten heter {name}. Så här står det: kundval telegram status")
    except NotDone as error:
        terminal.stop(str(error))


@app.command()
def status() -> None:
    """Visa hur boten står hos Telegram."""
    from bot.commands import terminal

    settings = terminal.settings_with("")
    try:
        for bot in every(settings):
            _show(bot)
    except NotDone as error:
        terminal.stop(str(error))


def _show(bot: "Bot") -> None:
    from bot.commands import terminal

    me, hook = bot.ask("getMe"), bot.ask("getWebhookInfo")
    wanted = bot.hook if bot.settings.telegram_delivery == "webhook" else ""
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


def methods(bot: "Bot", name: str, wording: "Wording") -> Iterator[Method]:
    """Every call that sets the bot up, in order."""
    if bot.settings.telegram_delivery == "webhook":
        from bot.doors.updates import HEARD

        yield {
            "method": "setWebhook",
            "url": bot.hook,
            "secret_token": bot.settings.telegram_secret,
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


@dataclass(frozen=True, slots=True)
class Bot:
    """One of ours; `town` is the municipality that it is of alone, empty where it serves all."""

    settings: "Settings"
    town: str
    token: str

    @property
    def hook(self) -> str:
        """Where its updates go by webhook. Raises NotDone."""
        from bot.doors.webhook import path

        if not self.settings.address:
            raise NotDone("En webhook behöver vår egen adress: sätt KUNDVAL_ADDRESS.")
        way = path(self.token.partition(":")[0] if self.town else None)
        return f"{self.settings.address}{way}"

    def ask(self, method: str, **fields: Any) -> dict[str, Any]:
        """Telegram's answer. Raises NotDone."""
        import httpx

        server = self.settings.telegram_server or SERVER
        address = f"{server}/bot{self.token}/{method}"
        try:
            told = httpx.post(address, json=fields, timeout=20).json()
        except (httpx.HTTPError, ValueError):
            raise NotDone(f"Telegram svarar inte på {method}. Försök igen om en stund.") from None
        if not told.get("ok"):
            why = told.get("description", "?")
            raise NotDone(f"Telegram säger nej till {method}: {why}.")
        result = told.get("result")
        return result if isinstance(result, dict) else {}


def every(settings: "Settings") -> list[Bot]:
    """All bots that have a token."""
    from bot.commands import terminal

    if not settings.bot_list:
        terminal.stop("KUNDVAL_TELEGRAM_TOKEN är inte satt.")
    return [Bot(settings, town, token) for town, token in settings.bot_list]


def _name(bot: Bot) -> str:
    from bot.commands.in_use import municipality_in_use

    town = bot.town or bot.settings.municipality
    return municipality_in_use(bot.settings, town).name if town else "Kundvalsguiden"
