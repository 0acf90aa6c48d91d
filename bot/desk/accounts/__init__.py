"""Who may sign in at the desk, how, and who sees to it."""
