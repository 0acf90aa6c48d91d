"""A notice that has gone by e-mail or SMS, with the link in it."""

from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert

from bot.conversation import Address
from bot.store import Store, links, turns
from bot.store.statement import Statement
from bot.store.tables import OUTBOX

FORTNIGHT = timedelta(days=14)
_GIVEN = {
    "kind": "case_news", "version": 0, "municipality": "exempelby", "wall": "", "state": "sent",
    "tries": 1,
}  # fmt: skip
_ROW = Statement(
    insert(OUTBOX).values(
        {**_GIVEN, **{c: bindparam(c) for c in ("key", "conversation_id", "link")}}
        | {c: bindparam(c, type_=OUTBOX.c[c].type) for c in ("due", "not_after", "next_at")}
    )
)


def sent(store: Store, to: Address, at: datetime) -> str:
    """The token of its link."""
    key = token_hex(8)
    token = links.token(store.seal, key)
    with store.writing() as held:
        conversation = turns.whose(held, to.kind, to.host, to.external)
        held.run(
            _ROW, key=key, conversation_id=conversation, link=links.printed(token),
            due=at, not_after=at + FORTNIGHT, next_at=at,
        )  # fmt: skip
    return token
