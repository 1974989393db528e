"""How staff keep people and public names, and see how far messages got."""

from accounts.admin.messages import MessageAdmin
from accounts.admin.names import PublicNameAdmin
from accounts.admin.people import PersonAdmin

__all__ = ["MessageAdmin", "PersonAdmin", "PublicNameAdmin"]
