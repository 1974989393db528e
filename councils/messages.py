"""What people of a council are mailed that concerns their account. Texts are in templates/councils/mail/."""

from django.urls import reverse
from django.utils.formats import date_format

from accounts.messages import absolute, queue


def queue_closing(person, day):
    """Tell somebody that the account ends on a day unless they sign in."""
    context = {
        "name": person.name,
        "day": date_format(day, "j F Y"),
        "link": absolute(reverse("account_login")),
    }
    return queue("councils/mail/closing", to=person.email, context=context)
