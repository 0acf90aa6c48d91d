"""How the world is heard: one module a door."""
