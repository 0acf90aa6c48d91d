"""What all tables have in common."""

from typing import ClassVar

from sqlalchemy import MetaData
from sqlmodel import SQLModel

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# No Python default beside these: a statement that is compiled once cannot ask for one.
NOTHING = {"server_default": ""}
ZERO = {"server_default": "0"}
"""What a column that came later holds in rows that were there before."""


NUMBERED = {"sqlite_autoincrement": True}
"""Of a table whose numbers are told of elsewhere, in the audit or a key: none is given twice,
though its row has gone. PostgreSQL's sequences give none twice in any case.
"""


class Row(SQLModel):
    """Common to all tables."""

    metadata: ClassVar[MetaData] = metadata
