"""Choose the pages to measure from what is in the database, and sign somebody in. Prints JSON.

The fullest pages are chosen: the member whose results are public, and a statement that
has an answer and evidence.
"""

import json

import django
from django.apps import apps
from django.conf import settings
from django.db.models import Count
from django.test import Client

QUEUE = "/admin/assessments/assessment/"


def main():
    django.setup()
    member, outsider, principle = (
        _fullest_member(),
        _outsider(),
        apps.get_model("principles.Principle").objects.first(),
    )
    study, organisation = _fullest_study(), _fullest_organisation()
    open_pages = [
        ("home", "Home", "/", "Which councils keep it local?"),
        ("cases", "Case studies", "/case-studies/", "Use this list"),
        ("case", "Case study", study.get_absolute_url(), study.title),
        ("organisation", "Community organisation", organisation.get_absolute_url(), organisation.name),
        ("compare", "Three councils compared", f"/compare/?a={member.slug}&b=oldham&c=kirklees", "Oldham"),
        ("search", "Search", "/search/?q=befriending", "Filed under Loneliness"),
        ("csv", "All 317 councils as CSV", "/councils.csv?show=all", outsider.name),
        ("members", "Member councils", "/councils/", member.name),
        ("all", "All 317 councils", "/councils/?show=all", outsider.name),
        ("council", "Council page, member with public results", member.get_absolute_url(), "In regular use"),
        ("outsider", "Council page, not a member", outsider.get_absolute_url(), outsider.name),
        ("principle", "Principle page", principle.get_absolute_url(), principle.name),
    ]
    names = ("key", "name", "path", "holds")
    print(json.dumps([*(dict(zip(names, page, strict=True)) for page in open_pages), *_signed_in()]))


def _fullest_member():
    """Return the member whose published results show levels."""
    choices = apps.get_model("assessments.SharingChoice").objects
    public = choices.filter(item="levels", audience=2, assessment__published__isnull=False)
    return public.select_related("assessment__council").first().assessment.council


def _fullest_study():
    """Return the case study with the most figures."""
    studies = apps.get_model("practice.CaseStudy").objects.published()
    return studies.annotate(figures_there=Count("figures")).order_by("-figures_there", "pk").first()


def _fullest_organisation():
    """Return the organisation with the most connections that begin at it."""
    organisations = apps.get_model("organisations.Organisation").objects.published()
    return organisations.annotate(ends=Count("connections_out")).order_by("-ends", "pk").first()


def _outsider():
    councils = apps.get_model("councils.Council").objects.could_join()
    return councils.filter(memberships__isnull=True, county__isnull=False).first()


def _signed_in():
    """Return the lead's pages of a self-assessment under way, with what the lead's browser sends."""
    answer = (
        apps.get_model("assessments.Answer")
        .objects.filter(assessment__state="in_progress", pointers__isnull=False)
        .select_related("assessment", "statement")
        .first()
    )
    assessment = answer.assessment
    lead = assessment.council.roles.open().get(kind="lead").user
    browser = Client()
    browser.force_login(lead, backend="django.contrib.auth.backends.ModelBackend")
    path, title = assessment.get_absolute_url(), assessment.cycle.title
    statement = f"{path}{answer.statement.key}/"
    officer, desk = _sends(browser, statement), _desk()
    return [
        {"key": key, "name": name, "path": path, "holds": holds, "headers": headers}
        for key, name, path, holds, headers in (
            ("statement", "Statement page, signed in", statement, answer.statement.text, officer),
            ("tasks", "Task list, signed in", path, title, officer),
            ("check", "Everything on one page, signed in", f"{path}check/", title, officer),
            ("queue", "Self-assessments to read, for a reviewer", QUEUE, title, desk),
        )
    ]


def _desk():
    """Return what the browser of a reviewer sends."""
    from tests.doors import force_in

    reviewer = apps.get_model("accounts.User").objects.filter(groups__name="Reviewer").first()
    browser = Client()
    force_in(browser, reviewer)
    return _sends(browser, QUEUE)


def _sends(browser, path):
    """Open a page once, and return the cookies that this browser has then."""
    browser.get(path, HTTP_HOST=settings.ALLOWED_HOSTS[0])
    return {"Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())}


if __name__ == "__main__":
    main()
