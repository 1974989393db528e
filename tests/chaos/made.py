"""Make six councils with two editors each, all in one open cycle, and sign everybody in. Prints JSON."""

import json

import django
from django.conf import settings
from django.test import Client

COUNCILS, EDITORS = 6, 2


def main():
    django.setup()
    # They import models, so they come after the set-up.
    from assessments.workflow import State
    from tests.factories import AssessmentFactory, CouncilRoleFactory, CycleFactory

    cycle = CycleFactory(opened=True)
    keys = list(cycle.question_set.statements.values_list("key", flat=True))
    made = []
    for _ in range(COUNCILS):
        assessment = AssessmentFactory(cycle=cycle, state=State.IN_PROGRESS, said={})
        for role in CouncilRoleFactory.create_batch(EDITORS, council=assessment.council, kind="contributor"):
            page = {"council": assessment.council.slug, "path": assessment.get_absolute_url(), "keys": keys}
            made.append({**page, "cookies": signed_in(role.user)})
    print(json.dumps(made))


def signed_in(person):
    """Return the cookies of a browser in which this person has signed in."""
    from tests.doors import force_in

    browser = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0])
    force_in(browser, person)
    return {name: morsel.value for name, morsel in browser.cookies.items()}


if __name__ == "__main__":
    main()
