"""The simple HTML of a message, made from its text, so that both always say the same."""

import re

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django import template
from django.template.loader import render_to_string
from django.urls import reverse

from accounts import addresses, messages
from accounts.models import User

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


@register.simple_tag
def our_address(name):
    """Return the address of a page as it stands in a mail."""
    return messages.absolute(reverse(name))


@register.simple_tag
def new_password_link(person):
    """Return a link to choose a new password, made now: whoever reads the stored row gets no link."""
    user = User.objects.get(pk=person)
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return messages.absolute(reverse("account_reset_password_from_key", kwargs=key))


@register.simple_tag
def new_address_link(person, address):
    """Return a link to take on a new address, good for this person while theirs is the one of now."""
    user = User.objects.get(pk=person)
    token = addresses.token_for(user, address)
    return messages.absolute(reverse("confirm_address", kwargs={"token": token}))


def _paragraphs(text):
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
