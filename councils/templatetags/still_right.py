"""The link of a “Is this still right?” message, made when the message is delivered and kept nowhere."""

from django import template

from accounts.messages import absolute
from councils.asked import path_of

register = template.Library()


@register.simple_tag
def still_right_link(link):
    """Return the address for ``link``: the numbers of a request, its generation and a role."""
    return absolute(path_of(**link))
