"""Small words for templates, used everywhere: dates as people write them, and a title said twice."""

from datetime import timedelta
from functools import lru_cache
from html import unescape

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import formats, timezone
from django.utils.html import strip_tags

register = template.Library()

YEAR = timedelta(days=366)


def _as_date(value):
    """Return a date; a moment becomes the day it was in London."""
    if hasattr(value, "hour"):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        return value.date()
    return value


@lru_cache(maxsize=1_000)
def _in_words(day, pattern):
    """Return a day in words. Kept, as a page says the same few days again and again."""
    return formats.date_format(day, pattern)


@register.filter
def date_uk(value):
    """Return “3 March 2020” for a date or a moment; nothing for nothing."""
    return _in_words(_as_date(value), "j F Y") if value else ""


@register.filter
def month_uk(value):
    """Return “March 2020”, for dates of which only the month is known."""
    return _in_words(_as_date(value), "F Y") if value else ""


@register.filter
def time_uk(value):
    """Return “14:02”, the time of day in London."""
    return formats.date_format(timezone.localtime(value), "H:i") if value else ""


@register.filter
def is_old(value):
    """Whether a date of checking lies more than a year back, so that the page has to say so."""
    return bool(value) and timezone.localdate() - _as_date(value) > YEAR


@register.simple_tag(takes_context=True)
def again(context, name):
    """Return the words of a block once more, as one line: the title also goes into the page's description.

    Reads Django's own record of the page's blocks; raises ``KeyError`` outside a template with blocks.
    """
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    # Plain words again: the template escapes them for the place where they stand now.
    return " ".join(unescape(strip_tags(block.render(context))).split()) if block else ""
