"""Applications to join, and the texts that help a council to get there."""

from joining.models.application import Application, ApplicationEvent
from joining.models.text import ReadyText

__all__ = ["Application", "ApplicationEvent", "ReadyText"]
