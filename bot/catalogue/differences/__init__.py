"""What would change, and what a catalogue holds, in Swedish words."""
