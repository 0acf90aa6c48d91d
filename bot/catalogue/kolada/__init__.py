"""Survey figures from Kolada, laid into a catalogue."""
