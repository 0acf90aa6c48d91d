"""The field itself: municipalities, providers, rules, fit, times and follow-ups.

Standard library only. Nothing here knows how a person is spoken to or where anything is stored.
"""
