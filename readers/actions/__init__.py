"""What readers without an account can do, and what is done for them."""

from readers.actions.questions import answered, ask

__all__ = ["answered", "ask"]
