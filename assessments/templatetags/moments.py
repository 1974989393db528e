"""Moments in the words officers see."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from assessments import moments

register = template.Library()
register.filter(moments.moment_words)
register.filter(moments.first_name)


@register.filter
def deadline_words(moment):
    """Return “11:59pm on Friday 27 November”; the year is said when it is not this one."""
    if not moment:
        return ""
    local = timezone.localtime(moment)
    half = "am" if local.hour < 12 else "pm"
    day = "l j F" if local.year == timezone.localdate().year else "l j F Y"
    return f"{local.hour % 12 or 12}:{local:%M}{half} on {date_format(local, day)}"


@register.filter
def by_name(person, former=()):
    """Return the person's name; of somebody who has left the team, that too.

    ``former`` holds the numbers of those who have. Once anonymised, nobody has a name.
    """
    if person.anonymised_at:
        return "a former colleague"
    return f"{person.name} (former colleague)" if person.pk in former else person.name
