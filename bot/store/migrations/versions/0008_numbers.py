"""No number of a case, a conversation, a task, a relay or a line is given twice

SQLite gave the newest number again once its row had gone. PostgreSQL's sequences never did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("conversation", "case", "task", "relay", "line")
GIVEN = {
    "case": "SELECT max(case_id) FROM audit",
    "line": "SELECT max(CAST(substr(about, 6) AS INTEGER)) FROM outbox WHERE about LIKE 'line:%'",
    "relay": "SELECT max(CAST(substr(about, 8) AS INTEGER)) FROM outbox"
    " WHERE about LIKE 'opened:%' OR about LIKE 'closed:%'",
}
"""Where a number may still stand whose row has gone."""


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    _made_anew(autoincrement=True)
    for table in TABLES:
        given = GIVEN.get(table, "SELECT 0")
        op.execute(
            sa.text("DELETE FROM sqlite_sequence WHERE name = :table").bindparams(table=table)
        )
        newest = sa.select(sa.func.max(sa.column("id", sa.Integer))).select_from(sa.table(table))
        last = max(op.get_bind().scalar(asked) or 0 for asked in (newest, sa.text(given)))
        op.execute(
            sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)").bindparams(
                table=table, last=last
            )
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _made_anew(autoincrement=False)


def _made_anew(*, autoincrement: bool) -> None:
    for table in TABLES:
        kept = {"sqlite_autoincrement": autoincrement}
        with op.batch_alter_table(table, recreate="always", table_kwargs=kept):
            pass
