"""Moments and people in the words of a sentence, for pages and for answers to scripts."""

from django.utils import timezone
from django.utils.formats import date_format


def moment_words(moment):
    """Return “at 14:02” for today, otherwise “on 3 March 2020 at 14:02”."""
    if not moment:
        return ""
    local = timezone.localtime(moment)
    time = date_format(local, "H:i")
    return (
        f"at {time}"
        if local.date() == timezone.localdate()
        else f"on {date_format(local, 'j F Y')} at {time}"
    )


def first_name(person):
    """Return what colleagues say, such as “Sam”."""
    return "A former colleague" if person.anonymised_at else person.get_short_name()
