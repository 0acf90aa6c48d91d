"""How the property tests run: a busy machine is slow, and that is no fault in the code."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
