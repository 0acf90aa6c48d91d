"""What is sent unasked, from the plan to the row that says what became of it."""
