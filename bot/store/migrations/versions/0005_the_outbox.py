"""Notices by several channels: contacts that were verified, one sender a bot, quiet hours moved"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("print", sa.String(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("verified_at", _MOMENT, nullable=True),
        sa.Column("dead", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("code_ends", _MOMENT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_contact_conversation_id_conversation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint(
            "conversation_id", "kind", name=op.f("uq_contact_conversation_id_kind")
        ),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_print"), ["print"], unique=False)
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("digest", sa.Boolean(), server_default="0", nullable=False))
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decision_ends", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("change_by", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("stopped_at", _MOMENT, nullable=True))
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("declined", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("at", _MOMENT, nullable=True))
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("channel", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("wished", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("link", sa.String(), nullable=True))
        batch_op.alter_column("conversation_id", existing_type=sa.Integer(), nullable=True)
        batch_op.create_index("ix_outbox_lane", ["channel", "state", "next_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_account_id"), ["account_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_outbox_account_id_account"), "account", ["account_id"], ["id"]
        )
        batch_op.create_unique_constraint(batch_op.f("uq_outbox_link"), ["link"])
    op.execute(
        "UPDATE outbox SET channel = (SELECT CASE WHEN address.kind = 'telegram' "
        "THEN address.kind || ':' || address.host ELSE address.kind END "
        "FROM conversation JOIN address ON address.id = conversation.address_id "
        "WHERE conversation.id = outbox.conversation_id)"
    )


def downgrade() -> None:
    op.execute("DELETE FROM outbox WHERE conversation_id IS NULL")
    op.execute("UPDATE outbox SET state = 'sent' WHERE state IN ('posted', 'unread')")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_outbox_link"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_outbox_account_id_account"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_outbox_account_id"))
        batch_op.drop_index("ix_outbox_lane")
        batch_op.alter_column("conversation_id", existing_type=sa.Integer(), nullable=False)
        for column in ("link", "wished", "channel", "account_id"):
            batch_op.drop_column(column)
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_column("at")
        batch_op.drop_column("declined")
    with op.batch_alter_table("case", schema=None) as batch_op:
        for column in ("stopped_at", "change_by", "decision_ends"):
            batch_op.drop_column(column)
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("digest")
        batch_op.drop_column("email")
    op.drop_table("lease")
    op.drop_table("contact")
