"""Figures without persons: of choices, of reminders, and of where there is room."""
