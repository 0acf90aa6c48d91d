"""What was destroyed and by whose decision, requests that stop it, and a secret of the house"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "wanted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wanted")),
    )
    with op.batch_alter_table("wanted", schema=None) as batch_op:
        batch_op.create_index(
            "ix_wanted_municipality_ended_at", ["municipality", "ended_at"], unique=False
        )
    op.create_table(
        "erased",
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("before", _MOMENT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "municipality", "day", "record", "decision", name=op.f("pk_erased")
        ),
    )
    op.create_table(
        "secret",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secret")),
    )


def downgrade() -> None:
    op.drop_table("secret")
    op.drop_table("erased")
    op.drop_table("wanted")
