"""The link in a message about an application, made at the moment of delivery."""

from django import template
from django.urls import reverse

from accounts.messages import absolute
from joining import tokens

register = template.Library()


@register.simple_tag
def way_back(key, generation):
    """Return the address that leads back to the application."""
    return absolute(reverse("joining:come_back", args=[tokens.make(key, generation)]))
