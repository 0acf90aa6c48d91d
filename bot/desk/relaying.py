"""Answering in the chat."""

from bot.desk.visit import Way

WAYS: tuple[Way, ...] = ()
