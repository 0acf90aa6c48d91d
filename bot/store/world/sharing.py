"""Codes: a list shown to somebody else, and a part in a case."""

from bot.store.world.turning import Turning
from dialogs.world import Joined, NoSuchCode, Shared


class Sharing(Turning):
    """What a dialog asks of codes; see `dialogs.world.World`."""

    def share(self, municipality: str, answers: dict[str, str | tuple[str, ...]]) -> str:
        raise NotImplementedError

    def join(self, code: str) -> Shared | Joined | NoSuchCode:
        raise NotImplementedError
