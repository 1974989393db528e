"""Every field that holds an address is either checked or left out for a reason."""

import ast

import pytest
from django.apps import apps
from django.db import models

from records.links import addresses, link_fields, standing
from records.models import LinkCheck
from tests import factories
from tests.house import APPS, python_files, read

pytestmark = pytest.mark.feature("ST30")

# Nobody but the council may change these, and what was signed stays as it was signed.
EXCUSED = {
    "assessments.Evidence.link": "A council’s own library, which nobody else mends.",
    "joining.Application.link": "What an application said; the endorsement that it became is checked.",
    "records.Proposal.source_link": "Nothing public rests on it until staff approve; then it is a source's.",
}
# The only modules that may ask the web; a page that somebody waits for is not among them.
MAY_ASK = {"records/checking.py", "records/management/commands/check_links.py"}


def url_fields():
    """Return every field for an address, but for those of history, which repeat them."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models()
        if model._meta.app_label in APPS and not hasattr(model, "history_object")
        for field in model._meta.local_fields
        if isinstance(field, models.URLField)
    }


def registered():
    return {f"{place.rows().model._meta.label}.{place.field}": place for place in link_fields()}


def test_every_field_for_an_address_is_registered_or_excused():
    assert len(url_fields()) >= 8
    assert set(url_fields()) - set(registered()) == set(EXCUSED)


def test_whatever_is_registered_is_there_and_fits():
    longest = LinkCheck._meta.get_field("url").max_length
    for name in registered():
        label, field = name.rsplit(".", 1)
        assert apps.get_model(label)._meta.get_field(field).max_length <= longest


def imports(path):
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_nothing_that_serves_a_page_can_ask_the_web():
    """The model and the list know the words for an outcome, and nothing that connects."""
    reaching = {
        path.as_posix()
        for path in python_files(*APPS)
        if "probing/" not in path.as_posix() and {"records.probing", "records.checking"} & set(imports(path))
    }

    assert reaching == MAY_ASK


@pytest.fixture
def everywhere(db):
    """One link of each kind."""
    source = factories.SourceFactory(url="https://example.org/source", title="Minutes")
    membership = factories.MembershipFactory(source=source, council__name="Ashby")
    membership.council.website = "https://example.org/council"
    membership.council.save()
    factories.EndorsementFactory(membership=membership, source=source, link="https://example.org/decision")
    factories.CommunityConversationFactory(
        membership=membership, source=source, link="https://example.org/note"
    )
    organisation = factories.OrganisationFactory(
        name="The Mill", source=source, website="https://example.org/mill", council=membership.council
    )
    organisation.services.create(name="Lunch", source=source, link="https://example.org/lunch")
    factories.CaseStudyFactory(
        title="A case",
        source=source,
        council=membership.council,
        document_title="A",
        document_licence="B",
        document_url="https://example.org/document",
    )
    return membership


PAGES = {
    "source": ("Minutes: link of the source", "records/source"),
    "council": ("Ashby: the council’s website", "councils/council"),
    "decision": ("Ashby: link to the decision", "councils/membership"),
    "note": ("Ashby: note of the conversation", "councils/communityconversation"),
    "mill": ("The Mill: its website", "organisations/organisation"),
    "lunch": ("The Mill: page of a service", "organisations/organisation"),
    "document": ("A case: document to borrow", "practice/casestudy"),
}


def test_each_kind_says_where_it_is_mended(everywhere, sign_in, curator, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = standing()
    assert set(found) == addresses() == {f"https://example.org/{name}" for name in PAGES}

    browser = sign_in(curator)
    for name, (words, page) in PAGES.items():
        url = f"https://example.org/{name}"
        (stand,) = found[url]
        assert (str(stand), standing([url])[url]) == (words, [stand])
        assert stand.path.startswith(f"/admin/{page}/")
        shown = browser.get(stand.path)
        assert shown.status_code == 200
        assert url in shown.content.decode()
        assert curator.has_perm(stand.permission)
