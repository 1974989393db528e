"""Whose work is what: parts with their days, the three ways to see the list, and where saving leads."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from post_office.models import Email

from assessments.actions import Page, give_parts, keep_draft
from assessments.models import TYPED, Assignment
from assessments.views.sheet import TaskStatus
from principles.models import Level
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def give(assessment, contributor, lead):
    """Return a function that gives the contributor parts as the lead, some with a day."""

    def give(*keys, **more):
        return give_parts(
            assessment=assessment, person=more.pop("person", contributor), keys=keys, by=lead, **more
        )

    return give


@pytest.fixture
def soon():
    return timezone.localdate() + 7 * DAY


def main(reply):
    return " ".join(reply.content.decode().split("<main", 1)[1].split("</main>")[0].split())


@pytest.mark.feature("OF4")
def test_a_contributor_sees_their_own_parts_and_days_first(url, give, soon, contributor, sign_in):
    give("1a", "2b", due={"1": soon + DAY, "2": soon})

    page = main(sign_in(contributor).get(url()))

    assert page.index("We do 2b well.") < page.index("We do 1a well.")
    assert f"By {soon:%-d %B %Y}" in page
    assert "We do 3c well." not in page
    assert "We do 3c well." in main(sign_in(contributor).get(url("?show=all")))


@pytest.mark.feature("OF4")
def test_the_lead_gives_a_day_for_each_principle(
    url, assessment, contributor, lead, sign_in, soon, council_a
):
    role = contributor.council_roles.get().pk
    page, browser = f"/assessments/{council_a.slug}/team/roles/{role}/parts/", sign_in(lead)
    sent = {"parts": ["1", "2a"], "due_1": soon.isoformat(), "note": "Please."}

    assert browser.post(page, sent).status_code == 302

    days = dict(Assignment.objects.values_list("statement__key", "due_on"))
    assert days == {"1a": soon, "1b": soon, "1c": soon, "1d": soon, "2a": None}
    body = Email.objects.filter(to=[contributor.email]).latest("pk").prepare_email_message().body
    assert f"(by {soon:%-d %B %Y})" in body
    assert soon.isoformat() in browser.get(page).content.decode()


@pytest.mark.feature("OF4")
def test_another_day_is_told_and_the_same_again_is_not(give, soon, contributor):
    give("1a", due={"1": soon})
    told = Email.objects.filter(to=[contributor.email]).count()

    assert give("1a", due={"1": soon}) == []
    assert [statement.key for statement in give("1a", due={"1": soon + DAY})] == ["1a"]
    assert Email.objects.filter(to=[contributor.email]).count() == told + 1
    give("1a", "1b")
    assert Assignment.objects.get(statement__key="1a").due_on == soon + DAY


@pytest.mark.feature("OF4")
def test_an_invitation_carries_days(url, assessment, lead, sign_in, soon, council_a):
    sent = {"email": "new@example.org", "kind": "contributor", "parts": ["1a"], "due_1": soon.isoformat()}

    sign_in(lead).post(f"/assessments/{council_a.slug}/team/invite/", sent)

    assert Assignment.objects.get().due_on == soon


@pytest.mark.parametrize(("days", "said"), [(-1, "This day has passed."), (400, "which is the deadline")])
def test_a_day_that_nobody_can_keep_is_refused(
    days, said, give, lead, contributor, council_a, sign_in, assessment
):
    day = timezone.localdate() + days * DAY
    with pytest.raises(ValidationError, match=said):
        give("1a", due={"1": day})
    role = contributor.council_roles.get().pk
    page = f"/assessments/{council_a.slug}/team/roles/{role}/parts/"
    for sent in (day.isoformat(), "30 Feb", "9" * 30, "\0"):
        reply = sign_in(lead).post(page, {"parts": ["1a"], "due_1": sent})
        assert reply.status_code == 200
        assert "There is a problem" in main(reply)
    assert not Assignment.objects.exists()


@pytest.mark.feature("OF5")
def test_what_needs_attention(url, give, answers, said, assessment, lead, sign_in):
    answers({"1a": said(Level.HOW_WE_WORK), "1b": said()})
    give("1b", "1c", "1d")
    yesterday = timezone.localdate() - DAY
    Assignment.objects.exclude(statement__key="1d").update(due_on=yesterday)

    page = main(sign_in(lead).get(url("?show=attention")))

    assert "We do 1a well." in page
    assert "There is a problem" in page
    assert "We do 1b well." not in page
    assert f"Contributor Cole by {yesterday:%-d %B %Y}, which has passed" in page
    assert "We do 1d well." not in page


@pytest.mark.feature("OF5")
def test_the_three_ways_are_plain_links_and_say_which_is_shown(url, lead, sign_in):
    browser = sign_in(lead)

    for way in ("mine", "attention", "all"):
        assert f'<a href="?show={way}" aria-current="true">' in main(browser.get(url(f"?show={way}")))
    assert 'aria-current="true">All' in main(browser.get(url()))
    for strange in ("?show=", "?show=%00x", "?show=9999999999999999999999", "?show=<b>"):
        assert browser.get(url(strange)).status_code in (200, 400)
    assert "Nobody has asked you to answer a statement." in main(browser.get(url("?show=mine")))
    assert "Nothing has a problem" in main(browser.get(url("?show=attention")))


@pytest.mark.feature("OF5")
def test_everything_says_who_was_asked(url, give, soon, lead, contributor, sign_in):
    give("1a", due={"1": soon})
    give("1b", person=lead)

    page = main(sign_in(lead).get(url("?show=all")))

    assert f"Contributor Cole by {soon:%-d %B %Y}" in page
    assert '<span class="due">You</span>' in page
    contributor.council_roles.update(ends_on=timezone.localdate())
    assert "Contributor Cole" not in main(sign_in(lead).get(url("?show=all")))


@pytest.mark.feature("OF4")
def test_saving_goes_on_to_ones_own_next_part(url, fill, give, contributor, sign_in):
    give("1a", "3c")
    browser = sign_in(contributor)

    assert browser.post(url("1a/"), fill()).url == url("3c/")
    assert browser.post(url("3c/"), fill()).url == url("?show=mine")
    # Of others they go on with others.
    assert browser.post(url("4a/"), fill()).url == url("4b/")


@pytest.mark.feature("OF6")
def test_a_draft_is_in_progress(url, assessment, lead, contributor, answers, said, sign_in):
    answers({"1a": said()})
    typed = {**dict.fromkeys(TYPED, ""), "is_public": False, "basis": "Half a"}
    for key, person in (("1a", contributor), ("1b", contributor), ("1c", lead)):
        statement = assessment.cycle.question_set.statements.get(key=key)
        keep_draft(assessment=assessment, statement=statement, by=person, typed=typed, page=Page())

    seen = {line.statement.key: line.status for line in sign_in(lead).get(url()).context["sheet"].lines}
    assert [seen[key] for key in ("1a", "1b", "1c")] == [
        TaskStatus.COMPLETED,
        TaskStatus.IN_PROGRESS,
        TaskStatus.IN_PROGRESS,
    ]
    page = main(sign_in(lead).get(url("check/")))
    assert "You have typed something that is not saved as the answer yet" in page


def test_queries_do_not_grow_with_parts(
    url, give, assessment, lead, council_a, sign_in, django_assert_max_num_queries
):
    give("1a")
    browser = sign_in(lead)
    with django_assert_max_num_queries(16) as few:
        browser.get(url())
    for _ in range(3):
        give("1", "2", "3", person=factories.CouncilRoleFactory(council=council_a, kind="contributor").user)
    with django_assert_max_num_queries(16) as many:
        browser.get(url())
    assert len(many) <= len(few)
