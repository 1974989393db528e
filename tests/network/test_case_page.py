"""The page of a case study, and where else it is shown."""

import datetime
import re

import pytest
import time_machine

from practice.models import CaseOrganisation, CaseSource
from tests.factories import (
    CaseStudyFactory,
    MembershipFactory,
    OrganisationFactory,
    OutcomeFigureFactory,
    QuotationFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.feature("PU18")
@pytest.mark.feature("PU24")
def test_the_page_says_what_came_of_it_and_who_says_so(read):
    study = CaseStudyFactory(
        council=MembershipFactory(council__name="Aldham").council,
        commissioner="The hospital trust",
        principles=[4],
        cost="£5,000 in 2023.",
        what_was_hard="Finding a room.",
    )
    figure = OutcomeFigureFactory(
        study=study, period="In 2023", base="Of 1,200 asked", source__title="A report"
    )
    CaseSource.objects.create(study=study, source=SourceFactory(title="A second report"), says="The cost.")
    text = read(study.get_absolute_url())

    assert "a member since March 2020" in text
    assert "Who paid or asked for it The hospital trust" in text
    assert "Name of principle 4 (our reading)" in text
    assert (
        f"{figure.what} 1,000 people In 2023 Of 1,200 asked Own account: Testford Council. A report" in text
    )
    assert "What it cost £5,000 in 2023." in text
    assert "What was hard Finding a room." in text
    assert "What they would do differently Talk with the neighbours first." in text
    assert "A second report, Example Gazette. The cost." in text
    assert "cannot be added up" in text


def test_the_summary_leads_to_who_can_be_asked(read, client):
    study = CaseStudyFactory(
        council=MembershipFactory(
            council__name="Aldham", council__website="https://www.aldham.example/"
        ).council
    )
    text = read(study.get_absolute_url())
    assert "a member since March 2020 See its page council" in text
    assert "Who to ask Aldham Council Ask a question who" in text
    assert (
        "Ask a question. Your message goes to the lead officer at Aldham Council, or to Locality while there "
        "is none, and nobody’s address is shown. Aldham Council can be reached through its website." in text
    )


def test_where_nobody_is_a_member_locality_can_be_asked(read):
    elsewhere = CaseStudyFactory(
        council__name="Bexbury", council__website="https://www.bexbury.example/", title="Elsewhere"
    )
    nowhere = CaseStudyFactory(council=None, title="Nowhere")

    text = read(elsewhere.get_absolute_url())
    assert "Who to ask Bexbury Council Go to its website who" in text
    assert "Ask a question. Your message goes to Locality, which runs this portal. Bexbury Council" in text
    assert "Ask a question. Your message goes to Locality, which runs this portal. W" in read(
        nowhere.get_absolute_url()
    )


def test_the_contents_lead_to_each_section_of_the_page(client):
    study = CaseStudyFactory(
        document_title="A contract",
        document_url="https://example.org/contract",
        document_licence="Open Government Licence v3.0",
    )
    page = client.get(study.get_absolute_url()).content.decode()
    titles = re.findall(r'<h2 id="([a-z]+)">([^<]+)</h2>', page.split("<main")[1])
    contents = re.findall(
        r'<a href="#([a-z]+)">([^<]+)</a>', page.split('class="contents"')[1].split("</nav>")[0]
    )
    assert contents == titles
    assert len(contents) == 9


def test_the_page_says_what_is_not_known(read):
    study = CaseStudyFactory(council=None, do_differently="", do_differently_unknown=True)
    text = read(study.get_absolute_url())
    for words in (
        "Council About no one council",
        "Who paid or asked for it Not yet recorded",
        "Principles it shows Not recorded yet.",
        "No figures were found.",
        "No source says. Were you part of it? Tell us",
        "No community organisation is recorded here yet.",
    ):
        assert words in text
    assert "Borrow this" not in text


@pytest.mark.feature("PU20")
def test_a_document_to_borrow_comes_with_its_licence(read):
    study = CaseStudyFactory(
        document_title="Clause on local grants",
        document_url="https://example.org/clause.docx",
        document_licence="Open Government Licence v3.0",
    )
    assert "Borrow this Clause on local grants. Licence: Open Government Licence v3.0." in read(
        study.get_absolute_url()
    )


def test_only_published_organisations_are_named(read):
    study = CaseStudyFactory()
    for state, name in (("published", "Aldham Neighbours"), ("draft", "Hidden Helpers")):
        CaseOrganisation.objects.create(study=study, organisation=OrganisationFactory(name=name, state=state))
    text = read(study.get_absolute_url())
    assert "Aldham Neighbours" in text
    assert "Hidden Helpers" not in text


@pytest.mark.feature("PU31")
def test_the_page_has_a_citation_with_the_day_it_was_read(read):
    study = CaseStudyFactory(title="Neighbours cook")
    with time_machine.travel(datetime.datetime(2026, 5, 4, 12), tick=False):
        assert "Keep it Local, “Neighbours cook”" in read(study.get_absolute_url())
        assert "read on 4 May 2026." in read(study.get_absolute_url())


# --- On other pages ---------------------------------------------------------------------------


def test_councils_principles_and_home_show_their_studies(read):
    council = MembershipFactory(council__name="Aldham").council
    CaseStudyFactory(title="Neighbours cook", council=council, principles=[4], featured=True)
    for address in (council.get_absolute_url(), "/principles/principle-4/", "/"):
        assert "Neighbours cook" in read(address)


def test_a_council_shows_its_examples_under_each_principle(read):
    council = MembershipFactory(council__name="Aldham").council
    CaseStudyFactory(title="Neighbours cook", council=council, principles=[4])
    text = read(council.get_absolute_url())
    assert (
        "What we know of the council’s work under each principle: Name of principle 4 Example: Neighbours"
        in text
    )


def test_a_member_without_one_says_so(read):
    council = MembershipFactory(council__name="Aldham").council
    assert "None yet. See case studies from councils of the same kind" in read(council.get_absolute_url())


def test_a_quotation_stands_on_its_council_with_the_role_then(read):
    said = QuotationFactory(council__name="Aldham", speaker__name="Cllr Sam Example")
    text = read(said.council.get_absolute_url())
    assert "Cllr Sam Example, Leader of Testford Council, March 2020" in text
    said.shown = False
    said.save()
    assert "Cllr Sam Example" not in read(said.council.get_absolute_url())
