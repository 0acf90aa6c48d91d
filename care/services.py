"""The kinds of support (*insatser*) in which a person may choose the provider."""

from enum import StrEnum


class Service(StrEnum):
    """What the municipality has said yes to; a catalogue names those that are in its choice."""

    CARE = "care"
    """Hemtjänst, omvårdnad: help with for example showering, dressing and eating."""
    HOUSEHOLD = "household"
    """Hemtjänst, service: cleaning, laundry, shopping."""
    COMPANION = "companion"
    """Ledsagning: someone who comes along out."""
    RELIEF = "relief"
    """Avlösning: someone who takes over so that a relative can rest."""
