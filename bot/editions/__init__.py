"""The editions of catalogues at work: the newest served, the next one made."""
