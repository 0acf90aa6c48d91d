"""The World that dialogs ask, answered inside the turn's transaction."""

from bot.store.world.calling import Calling
from bot.store.world.following import Following
from bot.store.world.reaching import Reaching
from bot.store.world.relaying import Relaying
from bot.store.world.sharing import Sharing


class StoredWorld(Calling, Sharing, Following, Reaching, Relaying):
    """See `dialogs.world.World`."""
