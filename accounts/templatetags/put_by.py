"""What a form says of who it was drawn for, so that it can be put by when they have been signed out."""

from django import template
from django.utils.html import format_html

from accounts.put_by import mark_for

register = template.Library()


@register.simple_tag
def drawn_for(person):
    """Return the two hidden fields of a form that is shown again if its reader has been signed out."""
    return format_html(
        '<input type="hidden" name="by" value="{}"><input type="hidden" name="drawn" value="{}">',
        person.pk,
        mark_for(person.pk),
    )
