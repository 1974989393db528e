"""What is mailed, to whom, and when. The texts are in templates/assessments/mail/.

None names another council's level.
"""

from django.utils.formats import date_format

from accounts.messages import absolute, queue
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


def queue_for_move(assessment, move, event):
    """Queue one message for each person who should hear of the move."""
    if move.name in AUDIENCES:
        _queue(assessment, move.name, by=event.by.name, note=event.note)


def queue_opening(assessment):
    """Tell a council's leads and signers that its self-assessment is open."""
    _queue(assessment, "opened")


def _queue(assessment, name, **extra):
    people = _people(assessment.council, AUDIENCES[name])
    for user, kinds in people.items():
        others = [_describe(other, held) for other, held in people.items() if other != user]
        context = {**_context(assessment, user, kinds, others), **extra}
        queue(f"assessments/mail/{name}", to=user.email, context=context)


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
        "link": absolute(assessment.get_absolute_url()),
        "others": others,
        "roles": " and ".join(CouncilRole.Kind(kind).label.lower() for kind in kinds),
        "is_signer": SIGNER in kinds,
    }
