"""What every sheet, column and cell of a catalogue may hold, as data."""
