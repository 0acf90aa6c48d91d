"""A living desk in one command: officers, times and forty cases in Exempelby, all of it invented.

Everyone has come by the same ways as anybody else: residents through the chat, what officers do
through the desk's own acts. The numbers are among those that PTS keeps for stories (070-174 06).
"""
