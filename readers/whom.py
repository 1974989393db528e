"""Who reads a question about a council or a case study: its lead officers, or else Locality."""

from dataclasses import dataclass

from django.conf import settings

from councils.models import Council, CouncilRole, Membership, Succession
from network.words import spoken
from practice.models import CaseStudy
from readers.models import Question

LEADS, NO_LEAD, NOT_A_MEMBER, NO_COUNCIL = "leads", "no lead", "not a member", "no council"


@dataclass(frozen=True)
class Whom:
    """Who reads it, and why it is they."""

    why: str
    council: Council | None = None
    study: CaseStudy | None = None
    leads: tuple = ()

    @property
    def is_leads(self):
        return self.why == LEADS

    @property
    def reader(self):
        """Return the kind of reader, as a question keeps it."""
        if self.is_leads:
            return Question.Reader.LEADS
        return Question.Reader.LOCALITY if settings.CONTACT_EMAIL else Question.Reader.DESK

    @property
    def spoken(self):
        return spoken(self.council) if self.council else ""

    @property
    def about(self):
        """Return what the question is about, in the words of its page."""
        return f"“{self.study.title}”" if self.study else self.spoken

    @property
    def trail(self):
        """The pages above the one that the question is about, and that one."""
        if self.study:
            return [("/case-studies/", "Case studies"), (self.path, self.study.title)]
        return [("/councils/", "Councils"), (self.path, self.council.name)]

    @property
    def path(self):
        """The page that the question is about."""
        return (self.study or self.council).get_absolute_url()


def of_council(council, study=None):
    """Return who reads a question to a council of today."""
    if not Membership.objects.open().filter(council=council).exists():
        return Whom(NOT_A_MEMBER, council, study)
    roles = CouncilRole.objects.open().filter(council=council, kind=CouncilRole.Kind.LEAD)
    leads = tuple(role.user for role in roles.select_related("user").order_by("user__name", "pk"))
    return Whom(LEADS if leads else NO_LEAD, council, study, leads)


def of_study(study):
    """Return who reads a question about a case study: the council of today, if there is just one."""
    if study.council is None:
        return Whom(NO_COUNCIL, study=study)
    today = todays(study.council)
    return of_council(today[0], study) if len(today) == 1 else Whom(NO_COUNCIL, study=study)


def todays(council):
    """Return the councils that stand for this one today: itself, or whoever took over, as far as is known."""
    told, ahead, found = set(), [council], {}
    while ahead:
        one = ahead.pop(0)
        if one.pk in told:
            continue
        told.add(one.pk)
        if not one.is_former:
            found[one.pk] = one
            continue
        rows = Succession.objects.filter(predecessor=one).select_related("successor")
        ahead += [row.successor for row in rows.order_by("successor__name")]
    return list(found.values())
