"""What the desk asks of the store and does to it: accounts, cases, queues, times and the audit.

Every function works in a transaction that its caller holds. What officers do is in Swedish and by
name; what is stored of residents is codes and sealed text.
"""
