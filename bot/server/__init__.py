"""Processes that answer at an address: begun, named, numbered, taking turns, stopped."""
