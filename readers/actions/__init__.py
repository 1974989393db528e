"""What readers without an account can do, and what is done for them."""

from readers.actions.following import ask_to_follow, confirm, stop, stop_all
from readers.actions.questions import answered, ask

__all__ = ["answered", "ask", "ask_to_follow", "confirm", "stop", "stop_all"]
