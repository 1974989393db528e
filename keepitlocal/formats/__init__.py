"""How days are read and shown."""
