"""Staff read applications and decide on them, and keep the ready texts."""

from joining.admin.applications import ApplicationAdmin
from joining.admin.texts import ReadyTextAdmin

__all__ = ["ApplicationAdmin", "ReadyTextAdmin"]
