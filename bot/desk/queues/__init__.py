"""Who waits for an officer, and for what."""
