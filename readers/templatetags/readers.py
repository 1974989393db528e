"""Links of messages to readers, made when the message is delivered and kept nowhere."""

from django import template

from accounts.messages import absolute
from readers import tokens

register = template.Library()


@register.simple_tag
def confirm_link(following, generation):
    """Return the address where one thing is confirmed."""
    return absolute(tokens.confirm_path(following, generation))


@register.simple_tag
def manage_link(follower, generation):
    """Return the address where a reader sees and stops what they follow."""
    return absolute(tokens.manage_path(follower, generation))


@register.simple_tag
def stop_link(follower):
    """Return the address where a reader, or their mail program, stops everything."""
    return absolute(tokens.stop_path(follower))
