"""What is no longer, or not yet, public is told of by no public address: every one of them is read."""

import datetime

import pytest
from django.utils import timezone

from accounts.actions import take_down
from councils.models import Pause
from network.addresses import all_public
from practice.models import CaseOrganisation, CaseSource
from tests import factories
from tests.factories import CaseStudyFactory, ConnectionFactory, OrganisationFactory, SourceFactory

pytestmark = pytest.mark.django_db
# Stands in every text that nobody outside may read.
HIDDEN = "Quillfeather"
LISTS = ("/councils", "/case-studies", "/organisations")
# Typed in small letters, so that what a page says again of them is not taken for what it tells.
WORDS = (HIDDEN.lower(), "quill", "brook", "neighbours")


@pytest.fixture
def source():
    """A source that only drafts rest on."""
    return SourceFactory(key="hidden", title=f"{HIDDEN} report", publisher=HIDDEN, note=HIDDEN)


@pytest.fixture
def public(council_a, curator):
    """A council, an organisation and a study that everybody sees, with hidden things all around them."""
    membership = factories.MembershipFactory(council=council_a)
    name = factories.PublicNameFactory(name=f"Robin {HIDDEN}")
    factories.ChampionFactory(council=council_a, person=name)
    factories.EndorsementFactory(membership=membership)
    take_down(names=[name], by=curator)
    organisation = OrganisationFactory(name="Brook House", council=council_a)
    study = CaseStudyFactory(council=council_a, topics=[factories.TopicFactory(slug="lonely")])
    CaseOrganisation.objects.create(study=study, organisation=organisation)
    return council_a, organisation, study


@pytest.fixture
def drafts(public, source):
    """A draft of everything that can be one, bound up with what is public."""
    council, organisation, study = public
    hidden = {"source": source, "state": "draft"}
    draft = OrganisationFactory(name=HIDDEN, council=council, place=HIDDEN, what_it_does=HIDDEN, **hidden)
    factories.OrganisationNameFactory(organisation=draft, name=f"{HIDDEN} House")
    factories.ServiceFactory(organisation=draft, name=HIDDEN, source=source)
    factories.FunctionFactory(organisation=draft)
    factories.IdentifierFactory(organisation=draft)
    told = {"about": HIDDEN, "source": source}
    ConnectionFactory(from_council=council, to_organisation=draft, **told)
    ConnectionFactory(from_council=None, from_organisation=organisation, to_organisation=draft, **told)
    CaseOrganisation.objects.create(study=study, organisation=draft, role=HIDDEN)
    topics = [factories.TopicFactory(slug="draft-topic", name=HIDDEN)]
    written = CaseStudyFactory(
        council=council,
        title=HIDDEN,
        summary=HIDDEN,
        featured=True,
        published_on=None,
        topics=topics,
        **hidden,
    )
    CaseOrganisation.objects.create(study=written, organisation=organisation, role=HIDDEN)
    CaseSource.objects.create(study=written, source=source)
    factories.OutcomeFigureFactory(study=written, what=HIDDEN, source=source)
    factories.QuotationFactory(study=written, council=None, words=HIDDEN, source=source)
    return draft, written


@pytest.fixture
def unsaid(public):
    """Words that are not shown, and a politician's during a pause."""
    council, _, study = public
    factories.QuotationFactory(council=council, words=f"{HIDDEN} one", shown=False)
    factories.QuotationFactory(council=council, study=study, words=f"{HIDDEN} two", is_politician=True)
    today, day = timezone.localdate(), datetime.timedelta(days=1)
    Pause.objects.create(starts_on=today - day, ends_on=today + day, why=f"{HIDDEN} elections.")


def addresses(council):
    """Return every public address: pages, lists with filters and words, files, feeds."""
    files = [f"{name}.{form}" for name in LISTS for form in ("csv", "json")]
    asked = [f"?q={word}" for word in WORDS] + ["?topic=lonely", f"?council={council.slug}", "?page=2"]
    found = [f"{place}{query}" for place in (*(f"{name}/" for name in LISTS), *files) for query in asked]
    found += [*all_public(), *files, f"/councils/{council.slug}.json", "/councils.csv?show=all"]
    found += ["/sitemap.xml", "/feeds/network.xml", "/feeds/case-studies.xml", "/robots.txt"]
    found += [f"{place}?q={word}" for place in ("/", "/search/") for word in WORDS]
    return [*found, f"/compare/?a={council.slug}"]


def telling(client, council):
    """Return the addresses whose answers say the hidden word."""
    told = []
    for address in addresses(council):
        answer = client.get(address)
        text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert answer.status_code == 200, address
        told += [address] if HIDDEN in text else []
    return told


@pytest.mark.usefixtures("drafts", "unsaid")
def test_no_public_address_tells_of_what_is_not_public(client, public):
    assert telling(client, public[0]) == []


def test_drafts_have_no_address_of_their_own(client, drafts):
    organisation, study = drafts
    short = f"/organisations/{organisation.short_id}/"
    for address in (organisation.get_absolute_url(), short, study.get_absolute_url()):
        assert client.get(address).status_code == 404


def test_what_is_found_by_a_hidden_word_is_nothing(client, drafts, public):
    for place in LISTS[1:]:
        rows = client.get(f"{place}.json?q={HIDDEN}")
        assert b'"page"' not in b"".join(rows.streaming_content if rows.streaming else [rows.content])
    assert client.get(f"/search/?q={HIDDEN}").context["results"].groups == []


def test_a_double_of_a_draft_leads_nowhere(client, drafts, public):
    draft, _ = drafts
    double = OrganisationFactory(merged_into=draft)

    assert client.get(double.get_absolute_url()).status_code == 404
