"""Where staff see links that no longer work, and that nobody else does."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.gaps import gaps_of, short_gaps_of, with_gaps
from councils.models import Membership
from organisations.gaps import gaps_of as organisation_gaps
from organisations.gaps import with_gaps as organisations_with_gaps
from organisations.models import Organisation
from practice.gaps import gaps_of as study_gaps
from practice.gaps import with_gaps as studies_with_gaps
from practice.models import CaseStudy
from records.models import RegisterVersion
from records.queue import NAMED, waiting
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST30")]
LIST = "/admin/records/linkcheck/"
DECISION = "https://example.org/decision"
DAY = datetime.date(2026, 5, 4)
WORDS = "There is no such page (404)."


@pytest.fixture
def member():
    membership = factories.MembershipFactory(council__name="Ashby")
    factories.EndorsementFactory(membership=membership, link=DECISION)
    return membership


def row(membership):
    return with_gaps(Membership.objects.filter(pk=membership.pk)).get()


# --- What is missing ----------------------------------------------------------------------


def test_a_dead_link_is_a_gap_with_its_day(member):
    factories.dead_link(DECISION)

    assert "a link to the decision that works (dead since 4 May 2026)" in gaps_of(row(member))
    assert "dead link" in short_gaps_of(row(member))


@pytest.mark.parametrize("failures", [0, 1, 2])
def test_one_that_failed_twice_is_none(member, failures):
    factories.dead_link(DECISION, failures)

    assert "dead link" not in short_gaps_of(row(member))


def test_the_note_of_a_conversation_has_its_own(member):
    factories.CommunityConversationFactory(membership=member, link="https://example.org/note")
    factories.dead_link("https://example.org/note")

    (said,) = [words for words in gaps_of(row(member)) if "dead" in words]
    assert said == "a link to the note of the conversation that works (dead since 4 May 2026)"


def test_so_have_organisations_and_case_studies():
    organisation = factories.OrganisationFactory(website="https://example.org/mill")
    organisation.services.create(name="Lunch", link="https://example.org/lunch")
    organisation.services.create(
        name="Tea", link="https://example.org/tea", ended_on=datetime.date(2020, 1, 1)
    )
    study = factories.CaseStudyFactory(
        document_title="A", document_licence="B", document_url="https://example.org/document"
    )
    for name in ("mill", "lunch", "tea", "document"):
        factories.dead_link(f"https://example.org/{name}")

    found = organisation_gaps(organisations_with_gaps(Organisation.objects.all()).get(pk=organisation.pk))
    assert [words for words in found if "dead" in words] == [
        "a website that works (dead since 4 May 2026)",
        "a link to a service that works (dead since 4 May 2026)",
    ]
    said = study_gaps(studies_with_gaps(CaseStudy.objects.all()).get(pk=study.pk))
    assert "a link to its document that works (dead since 4 May 2026)" in said


@pytest.mark.parametrize(
    "address",
    [
        "/admin/councils/council/?gaps=dead",
        "/admin/councils/council/?link=dead",
        "/admin/councils/membership/?gaps=dead",
        "/admin/councils/endorsement/?link=dead",
        "/admin/councils/communityconversation/?link=dead",
        "/admin/records/source/?link=dead",
        "/admin/organisations/organisation/?state=all&missing=dead",
        "/admin/organisations/organisation/?state=all&missing=pages",
        "/admin/practice/casestudy/?needs=document",
    ],
)
def test_lists_can_be_filtered_by_it(address, sign_in, curator):
    """Two rows of each kind with links, of which one is dead."""
    for name in ("Ashby", "Birley"):
        council = factories.CouncilFactory(name=name, website=f"https://{name}.example.org/")
        membership = factories.MembershipFactory(council=council)
        factories.EndorsementFactory(membership=membership, link=f"https://{name}.example.org/decision")
        factories.CommunityConversationFactory(membership=membership, link=f"https://{name}.example.org/note")
        factories.SourceFactory(title=name, url=f"https://{name}.example.org/source")
        organisation = factories.OrganisationFactory(name=name, website=f"https://{name}.example.org/o")
        organisation.services.create(name="Lunch", link=f"https://{name}.example.org/s")
        factories.CaseStudyFactory(
            title=name,
            document_title="A",
            document_licence="B",
            document_url=f"https://{name}.example.org/document",
        )
    for end in ("", "decision", "note", "source", "o", "s", "document"):
        factories.dead_link(f"https://Birley.example.org/{end}")

    listed = sign_in(curator).get(address).context["cl"].result_list
    assert len(listed) == 1
    assert "Birley" in str(listed[0])


# --- The queue --------------------------------------------------------------------------------


def test_the_queue_names_the_place_the_age_and_the_page_where_it_is_mended(member, curator, sign_in):
    factories.dead_link(DECISION)
    (thing,) = waiting(curator)

    assert (thing.kind, thing.what) == ("Links that no longer work", "Ashby: link to the decision")
    assert thing.why == f"{WORDS} Give its new address, or leave the box empty. It was {DECISION}"
    assert thing.since == DAY
    assert thing.path == f"/admin/councils/membership/{member.pk}/change/"
    page = sign_in(curator).get("/admin/").content.decode()
    assert "Links that no longer work" in page
    assert "Since 4 May 2026" in page


def test_a_member_with_nothing_but_a_dead_link_waits_once(member, curator, sign_in):
    factories.dead_link(DECISION)
    Membership.objects.all().update(confirmed_on=DAY)
    assert sign_in(curator).get("/admin/").content.decode().count("a link to the decision that works") == 1
    Membership.objects.all().update(ended_on=DAY)
    assert "a link to the decision that works" not in sign_in(curator).get("/admin/").content.decode()


def test_a_link_waits_at_each_place_and_nowhere_once_it_is_mended(member, curator):
    source = factories.SourceFactory(title="Minutes", url=DECISION)
    factories.dead_link(DECISION)
    assert [thing.what for thing in waiting(curator)] == [
        "Ashby: link to the decision",
        "Minutes: link of the source",
    ]

    source.url = ""
    source.save()
    member.endorsement.link = "https://example.org/new"
    member.endorsement.save()
    assert waiting(curator) == []


def test_the_longest_dead_come_first_and_one_line_leads_to_the_rest(curator, django_assert_max_num_queries):
    for number in range(NAMED + 3):
        source = factories.SourceFactory(title=f"S{number:02}")
        factories.dead_link(source.url, failing_since=DAY - datetime.timedelta(days=number))
    curator.has_perm("records.view_linkcheck")
    with django_assert_max_num_queries(2):
        things = waiting(curator)

    assert [thing.what for thing in things[:2]] == ["S12: link of the source", "S11: link of the source"]
    assert (things[-1].what, things[-1].path, len(things)) == ("3 more", LIST, NAMED + 1)


@pytest.mark.parametrize("person", ["reviewer", "bare_staff", "lead", "nobody"])
def test_who_may_not_keep_links_is_not_told(member, person, request):
    factories.dead_link(DECISION)
    assert waiting(request.getfixturevalue(person)) == []


def test_only_what_one_may_mend_waits_for_one(member, bare_staff):
    factories.SourceFactory(title="Minutes", url=DECISION)
    factories.dead_link(DECISION)
    may = ("view_linkcheck", "change_source")
    bare_staff.user_permissions.add(*Permission.objects.filter(codename__in=may))

    assert [thing.what for thing in waiting(bare_staff)] == ["Minutes: link of the source"]


# --- Nobody else --------------------------------------------------------------------------------


def test_nothing_public_shows_it_or_rests_on_it(member, client):
    """Not a byte and not a query: every public page and file, before a link is dead and after."""
    source = factories.SourceFactory(url="https://example.org/source")
    organisation = factories.OrganisationFactory(website="https://example.org/mill", source=source)
    study = factories.CaseStudyFactory(source=source)
    addresses = [
        *("/", "/councils/", "/councils.csv", "/councils.json", "/councils/ashby/", "/councils/ashby.json"),
        *("/compare/?council=ashby", "/case-studies/", "/organisations/", "/search/?q=ashby"),
        *(study.get_absolute_url(), organisation.get_absolute_url(), "/about/data/", "/sitemap.xml"),
    ]

    def read():
        """Return all of it, made afresh."""
        for name in ("pages", "pieces"):
            caches[name].clear()
        answers = {address: client.get(address) for address in addresses}
        return {address: (answer.status_code, b"".join(answer)) for address, answer in answers.items()}

    before = read()
    version = RegisterVersion.current().number
    for url in (DECISION, source.url, organisation.website):
        factories.dead_link(url)
    assert RegisterVersion.current().number == version

    with CaptureQueriesContext(connection) as asked:
        after = read()
    assert {status for status, _ in after.values()} == {200}
    assert after == before
    assert len(asked) > len(addresses)
    assert [query["sql"] for query in asked if "linkcheck" in query["sql"]] == []
