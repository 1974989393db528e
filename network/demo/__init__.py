"""A portal to try out: the real register with obviously made-up people, facts and answers.

Every made-up fact names one source, “Made up for this demonstration”; that source is also
how a database is known to hold the demonstration already.
"""

from django.conf import settings
from django.db import transaction

from accounts.models import User
from assessments.models import Assessment
from councils.models import Membership
from network.demo import facts, people, walks, years
from network.demo.people import password
from principles.models import QuestionSet
from records.models import Source

MARK = facts.MARK


def is_made():
    """Whether this database holds the demonstration already."""
    return Source.objects.filter(key=MARK).exists()


def refusal():
    """Return why the demonstration cannot be made here, in one sentence; empty if it can."""
    if not settings.DEMONSTRATION:
        return (
            "A demonstration is made only with DEMONSTRATION=1, and in a database of its own: say ./run demo."
        )
    if is_made():
        return ""
    if User.objects.exists() or Assessment.objects.exists():
        return "This database holds people or self-assessments already: a demonstration needs an empty one."
    if not (Membership.objects.exists() and QuestionSet.objects.exists()):
        return "Load the register first: manage.py import_register."
    return ""


@transaction.atomic
def make():
    """Make the demonstration, all or nothing. Ask ``refusal`` first."""
    source = facts.source()
    curator, reviewer = people.staff()
    facts.make_up(source, by=curator)
    people.officers()
    years.last_year(reviewer)
    walks.walk_all(reviewer)
    years.bring_forward()


__all__ = ["MARK", "is_made", "make", "password", "refusal"]
