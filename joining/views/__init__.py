"""Pages of joining: public ones, and those of whoever holds the link to an application."""

from joining.views.applying import application, check_answers, step, withdraw
from joining.views.public import ask, ask_council, check_first, start, text_docx
from joining.views.returning import address, begin_application, come_back, lost_link

__all__ = [
    "address",
    "application",
    "ask",
    "ask_council",
    "begin_application",
    "check_answers",
    "check_first",
    "come_back",
    "lost_link",
    "start",
    "step",
    "text_docx",
    "withdraw",
]
