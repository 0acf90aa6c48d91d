"""Where conversations, cases and bookings are kept: SQLite by default, PostgreSQL at scale."""

from bot.store.database import Unavailable
from bot.store.keys.sealing import NoKeys
from bot.store.store import Store

__all__ = ["NoKeys", "Store", "Unavailable"]
