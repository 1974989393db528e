"""What is mailed, to whom, and when. The texts are in templates/assessments/mail/.

Each message is a row in the caller's transaction, holding its context; a loop renders
and delivers it. None names another council's level.
"""

from django.conf import settings
from django.utils.formats import date_format
from post_office import mail
from post_office.models import EmailTemplate

from councils.models import CouncilRole

LEAD, CONTRIBUTOR, SIGNER = CouncilRole.Kind.LEAD, CouncilRole.Kind.CONTRIBUTOR, CouncilRole.Kind.SIGNER

# Who hears of each move; "start" concerns only the people who are there.
AUDIENCES = {
    "opened": (LEAD, SIGNER),
    "send": (SIGNER, LEAD),
    "recall": (SIGNER, LEAD),
    "decline": (LEAD, SIGNER),
    "sign": (LEAD, CONTRIBUTOR, SIGNER),
    "return": (LEAD, SIGNER),
    "accept": (LEAD, SIGNER),
}

# A subject is one line: truncatewords also takes off the line's end that every file has.
SUBJECT = '{%% filter truncatewords:40 %%}{%% include "%s_subject.txt" %%}{%% endfilter %%}'


def queue_for_move(assessment, move, event):
    """Queue one message for each person who should hear of the move."""
    if move.name in AUDIENCES:
        _queue(assessment, move.name, by=event.by.name, note=event.note)


def queue_opening(assessment):
    """Tell a council's leads and signers that its self-assessment is open."""
    _queue(assessment, "opened")


def _queue(assessment, name, **extra):
    people = _people(assessment.council, AUDIENCES[name])
    template = _template(name)
    for user, kinds in people.items():
        others = [_describe(other, held) for other, held in people.items() if other != user]
        mail.send(
            recipients=user.email,
            sender=settings.DEFAULT_FROM_EMAIL,
            template=template,
            context={**_context(assessment, user, kinds, others), **extra},
            render_on_delivery=True,
        )


def _people(council, kinds):
    """Return ``{person: [kinds of role]}`` for the open roles of these kinds."""
    people = {}
    roles = CouncilRole.objects.open().filter(council=council, kind__in=kinds).select_related("user")
    for role in roles.order_by("user__name", "user__email", "kind"):
        people.setdefault(role.user, []).append(role.kind)
    return people


def _describe(user, kinds):
    return f"{user.name} ({', '.join(CouncilRole.Kind(kind).label.lower() for kind in kinds)})"


def _context(assessment, user, kinds, others):
    """Return plain values only: they are stored with the row until it is delivered."""
    return {
        "name": user.name,
        "council": assessment.council.official_name,
        "cycle": assessment.cycle.title,
        "deadline": f"11:59pm on {date_format(assessment.cycle.closes_on, 'l j F Y')}",
        "reference": assessment.reference or "",
        "link": f"{settings.SITE_ORIGIN}{assessment.get_absolute_url()}",
        "others": others,
        "roles": " and ".join(CouncilRole.Kind(kind).label.lower() for kind in kinds),
        "is_signer": SIGNER in kinds,
    }


def _template(name):
    """Return the row that points to our template file; the text itself stays in the file."""
    path = f"assessments/mail/{name}"
    return EmailTemplate.objects.get_or_create(
        name=f"assessments.{name}",
        language="",
        default_template=None,
        defaults={
            "description": "The text is in a file of the portal; do not change it here.",
            "subject": SUBJECT % path,
            "content": f'{{% include "{path}.txt" %}}',
        },
    )[0]
