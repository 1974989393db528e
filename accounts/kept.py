"""How long the portal keeps what concerns people's accounts, and why."""

PERIODS = []
