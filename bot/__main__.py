"""`python -m bot` is the command `kundval`."""

from bot.cli import main

main()
