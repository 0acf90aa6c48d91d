"""What is said and understood. Pure: no clock, no chance, no network, no database."""
