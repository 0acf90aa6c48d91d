"""The desk: accounts, cases, times and what officers write"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=True),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("feed", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("feed", name=op.f("uq_account_feed")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
        sa.UniqueConstraint("subject", name=op.f("uq_account_subject")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_municipality"), ["municipality"], unique=False)

    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_case_id", ["case_id"], unique=False)
        batch_op.create_index("ix_audit_municipality_id", ["municipality", "id"], unique=False)

    op.create_table(
        "deviation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("extra", sa.Boolean(), nullable=False),
        sa.Column("opens", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deviation")),
    )
    with op.batch_alter_table("deviation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deviation_municipality_closes", ["municipality", "closes"], unique=False
        )

    op.create_table(
        "schedule",
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "officer", name=op.f("pk_schedule")),
    )
    op.create_table(
        "deed",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_deed_account_id_account")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_deed")),
    )
    op.create_table(
        "invitation",
        sa.Column("print", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_invitation_case_id_case")),
        sa.PrimaryKeyConstraint("print", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_case_id"), ["case_id"], unique=False)

    op.create_table(
        "session",
        sa.Column("print", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_session_account_id_account")
        ),
        sa.PrimaryKeyConstraint("print", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_account_id"), ["account_id"], unique=False)

    op.create_table(
        "waiting",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_waiting_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_waiting")),
    )
    with op.batch_alter_table("waiting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiting_municipality"), ["municipality"], unique=False)

    op.create_table(
        "relay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_relay_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_relay_conversation_id_conversation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relay")),
    )
    with op.batch_alter_table("relay", schema=None) as batch_op:
        batch_op.create_index(
            "ix_relay_open",
            ["conversation_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("relay_id", sa.Integer(), nullable=False),
        sa.Column("officer", sa.Boolean(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["relay_id"], ["relay.id"], name=op.f("fk_line_relay_id_relay")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line")),
    )
    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_relay_id"), ["relay_id"], unique=False)

    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.add_column(sa.Column("until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("conversation_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("phone", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("made_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            "ix_booking_held",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("status = 'held'"),
            postgresql_where=sa.text("status = 'held'"),
        )
        batch_op.create_index(
            "ix_booking_municipality_start", ["municipality", "start"], unique=False
        )
        batch_op.create_index("ix_booking_phone_made_at", ["phone", "made_at"], unique=False)

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wish_role", sa.String(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("cannot_choose", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("service", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("area", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("needs", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("required", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("language", sa.String(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("interpreter", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("interpreter_reference", sa.String(), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("extra_time", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("stage", sa.String(), server_default="open", nullable=False))
        batch_op.add_column(sa.Column("closed_as", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("provider", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("interim", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("start_day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("attempts", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("officer", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("changed_by", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_case_municipality_stage", ["municipality", "stage"], unique=False)

    with op.batch_alter_table("cell", schema=None) as batch_op:
        batch_op.add_column(sa.Column("until", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(), server_default="", nullable=False))
        batch_op.alter_column("case_id", existing_type=sa.Integer(), nullable=True)

    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("checked", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("joined", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(
            sa.Column("recorded_by", sa.String(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("done_by", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("officer", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("promised", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("provider", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("task", schema=None) as batch_op:
        for column in (
            "provider", "promised", "officer", "done_by",
        ):  # fmt: skip
            batch_op.drop_column(column)

    with op.batch_alter_table("participant", schema=None) as batch_op:
        for column in (
            "recorded_at", "recorded_by", "joined", "checked",
        ):  # fmt: skip
            batch_op.drop_column(column)

    # An older program knows no notice without a case.
    op.execute("DELETE FROM outbox WHERE case_id IS NULL")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.alter_column("case_id", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_column("about")

    # Nor a time that is only held.
    op.execute(
        "DELETE FROM cell WHERE booking_id IN (SELECT id FROM booking WHERE status = 'held')"
    )
    op.execute("DELETE FROM booking WHERE status = 'held'")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or a table that was deleted from stays as is
    with op.batch_alter_table("cell", schema=None) as batch_op:
        batch_op.drop_column("until")

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index("ix_case_municipality_stage")
        for column in (
            "changed_at", "changed_by", "revision", "opened_at", "officer", "attempts",
            "start_day", "interim", "provider", "closed_as", "stage", "extra_time",
            "interpreter_reference", "interpreter", "language", "required", "needs", "area",
            "service", "cannot_choose", "wish_role",
        ):  # fmt: skip
            batch_op.drop_column(column)

    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.drop_index("ix_booking_phone_made_at")
        batch_op.drop_index("ix_booking_municipality_start")
        batch_op.drop_index(
            "ix_booking_held",
            sqlite_where=sa.text("status = 'held'"),
            postgresql_where=sa.text("status = 'held'"),
        )
        for column in (
            "made_at", "phone", "conversation_id", "until",
        ):  # fmt: skip
            batch_op.drop_column(column)
    for table in (
        "line", "relay", "waiting", "session", "invitation", "deed", "schedule", "deviation",
        "audit", "account",
    ):  # fmt: skip
        op.drop_table(table)
