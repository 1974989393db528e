"""The simple HTML of a message, made from its text, so that both always say the same."""

import re

from django import template
from django.template.loader import render_to_string

register = template.Library()
FOOT = "\n--\n"


@register.simple_tag(takes_context=True)
def as_html(context, path):
    """Return the text of a message as a simple page: paragraphs, and links that can be pressed."""
    text = render_to_string(path, context.flatten())
    body, _, foot = text.rpartition(FOOT)
    return render_to_string(
        "mail/page.html",
        {"title": "Keep it Local", "paragraphs": _paragraphs(body), "foot": _paragraphs(foot)},
    )


def _paragraphs(text):
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
