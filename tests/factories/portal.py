"""A portal with something of everything, for tests that walk all of its addresses."""

from assessments.actions import add_comment
from assessments.models import Evidence
from assessments.workflow import State
from joining.workflow import State as Joining
from principles.models import Level
from tests.factories.assessments import AssessmentFactory, walk
from tests.factories.joining import ApplicationFactory
from tests.factories.kept import kept_true
from tests.factories.organisations import OrganisationFactory
from tests.factories.plans import choose, plan
from tests.factories.practice import CaseStudyFactory
from tests.factories.register import CouncilFactory, MembershipFactory, team_numbers

SECRET = "Ambleford-keeps-this-to-itself"
# Never read by anybody but the council's own people, also after everything else was signed.
AMONG_COLLEAGUES = "Ambleford-says-this-among-colleagues"


def make_portal(people, council_a, council_b, state):
    """Make one where council A's self-assessment stands at ``state``; return what addresses are made of."""
    for council in (council_a, council_b):
        MembershipFactory(council=council)
    answer = {"kind": "level", "level": Level.REGULAR_USE, "basis": SECRET}
    said = {"1a": answer, "1b": answer}
    assessment = AssessmentFactory(council=council_a, state=State.IN_PROGRESS, said=said)
    priority = choose(assessment, "1a", people["lead"], words=SECRET).row
    action = plan(priority, people["lead"], SECRET).row
    statement = assessment.cycle.question_set.statements.get(key="1a")
    add_comment(assessment=assessment, statement=statement, by=people["lead"], text=AMONG_COLLEAGUES)
    walk(assessment, state)
    organisation = OrganisationFactory(council=council_a)
    outsider = CouncilFactory(name="Outerley")
    return {
        "council": council_a.slug,
        **team_numbers(council_a, people, SECRET),
        "organisation": organisation.short_id,
        "organisation_slug": organisation.slug,
        "assessment": assessment.pk,
        "document": Evidence.objects.create(
            council=council_a, title=SECRET, held_by="Clerk", added_by=people["lead"]
        ).pk,
        "cycle": assessment.cycle_id,
        "action": action.pk,
        "lock_version": assessment.lock_version,
        "version": assessment.cycle.question_set.version,
        **kept_true(council_a, people["lead"]),
        "study": CaseStudyFactory(council=council_a).slug,
        "outsider": outsider.slug,
        "application": ApplicationFactory(council=outsider, state=Joining.SENT).key,
    }
