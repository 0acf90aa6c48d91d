"""Replies as each way out takes them: Telegram, e-mail, paper, calendar files, sound."""
