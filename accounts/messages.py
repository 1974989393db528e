"""How a message is queued: as a row in the caller's transaction, its text in files of ours.

The row holds plain values until it is delivered, and no text: the loop of ``delivery``
puts the two together. Messages say whom they are for, hold one link, and end with why
somebody gets them and how to stop them (``templates/mail/base.txt``).
"""

from django.conf import settings
from django.urls import reverse
from post_office import mail
from post_office.models import EmailTemplate

from accounts import headers

# No status at all: such a row is never due.
DECOY = None
# A subject is one line: truncatewords also takes off the line's end that every file has.
SUBJECT = '{%% filter truncatewords:40 %%}{%% include "%s_subject.txt" %%}{%% endfilter %%}'


def queue(path, *, to, context, reply_to="", stop="", is_decoy=False):
    """Queue one message to one address. Its texts are ``path`` with ``_subject.txt`` and ``.txt`` behind it.

    ``context`` holds plain values: they are stored with the row until it is delivered. Answers go to
    ``reply_to``, one bare address. ``stop`` is the path of a template that makes the address by which a
    mail program ends a series of messages. A decoy is the same row, which the loop throws away instead:
    written where nobody may learn from the time that an answer takes whether there is a message.
    """
    row = mail.send(
        recipients=to,
        sender=settings.DEFAULT_FROM_EMAIL,
        template=_template(path),
        context=context,
        headers=headers.plain(reply_to=reply_to, stop=stop),
        render_on_delivery=True,
        commit=False,
    )
    if is_decoy:
        row.status = DECOY
    row.save()
    return row


def queue_answer(person, note):
    """Tell somebody who asked to be forgotten what the answer is; ``note`` are the words of staff."""
    context = {"name": person.name, "note": note, "link": absolute(reverse("your_data"))}
    return queue("accounts/mail/request_answered", to=person.email, context=context)


def absolute(path):
    """Return an address of ours as it stands in a mail: on our own origin, whatever host was asked."""
    return f"{settings.SITE_ORIGIN}{path}"


def _template(path):
    """Return the row that points to our files; one that an earlier version made is brought up to date."""
    name = path.replace("/mail/", ".")
    said = {
        "description": "The text is in a file of the portal; do not change it here.",
        "subject": SUBJECT % path,
        "content": f'{{% include "{path}.txt" %}}',
        "html_content": f'{{% load mail %}}{{% as_html "{path}.txt" %}}',
    }
    wanted = {"name": name, "language": "", "default_template": None}
    # PostgreSQL lets two first messages at once make a row each: the first of them counts from then on.
    row = EmailTemplate.objects.filter(**wanted).order_by("pk").first()
    row = row or EmailTemplate.objects.create(**wanted, **said)
    if any(getattr(row, field) != value for field, value in said.items()):
        EmailTemplate.objects.filter(pk=row.pk).update(**said)
        row.refresh_from_db()
    return row
