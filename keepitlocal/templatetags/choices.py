"""What a form field may say about its choices, beyond what Django's own fields can.

A field with radios or ticks may carry four attributes, set in its form:
``hints`` (a sentence under a choice, by its value), ``or_before`` (the value before
which the word "or" stands), ``legend_is_title`` (its legend is the page's h1) and
``under_legend`` (markup that stands between legend and choices). Any field may be
``unmarked``: its label does not say “(optional)”, because the words around it say when it is wanted.
"""

from django import template
from django.forms import SelectDateWidget
from django.forms.utils import flatatt

register = template.Library()


@register.filter
def hint_for(field, choice):
    """Return the sentence that stands under one choice, or nothing."""
    hints = getattr(field.field, "hints", {})
    return hints.get(_value(choice), "")


@register.filter
def has_or_before(field, choice):
    """Whether the word “or” stands before this choice."""
    before = getattr(field.field, "or_before", None)
    return before is not None and str(before) == _value(choice)


@register.filter
def as_attributes(attrs):
    """Return a choice's attributes as markup; written here, because an include in each row costs more."""
    return flatatt(attrs)


@register.filter
def is_group(field):
    """Whether a field is several controls under one legend: radios, ticks, or the three boxes of a date."""
    return field.field.widget.use_fieldset


@register.filter
def first_id(field):
    """Return the id of a field's first control, to which a link from the list of problems leads."""
    widget = field.field.widget
    if isinstance(widget, SelectDateWidget):
        return f"{field.auto_id}_day"
    return f"{field.auto_id}_0" if widget.use_fieldset else field.auto_id


def _value(choice):
    return str(choice.data["value"])
