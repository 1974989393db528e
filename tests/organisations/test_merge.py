"""Merging doubles: nothing is lost, every address leads on, and what was previewed is what happens."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from organisations.actions import CHANGED, merge
from organisations.merging import Merge, alike
from organisations.models import Connection, Identifier, Organisation, OrganisationName, Service
from practice.models import CaseOrganisation, Quotation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(db):
    return factories.OrganisationFactory(short_id="keep22", name="Brook House")


@pytest.fixture
def double(keep):
    """A double that is newer than the one to keep."""
    return factories.OrganisationFactory(short_id="dbl222", name="Brook House Trust")


def done(keep, double, by):
    return merge(keep=keep, double=double, by=by, fingerprint=Merge(keep, double).fingerprint)


def link(kind, first, second, **more):
    return factories.ConnectionFactory(
        kind=kind, from_council=None, from_organisation=first, to_organisation=second, **more
    )


@pytest.mark.feature("ST22")
def test_everything_of_the_double_belongs_to_the_one_that_is_kept(keep, double, curator):
    council = factories.CouncilFactory()
    factories.OrganisationNameFactory(organisation=double, name="The Brook")
    factories.IdentifierFactory(organisation=double, value="1112345")
    factories.FunctionFactory(organisation=double, function="connector")
    factories.ServiceFactory(organisation=double, name="Lunch")
    factories.ConnectionFactory(from_council=council, to_organisation=double)
    factories.QuotationFactory(council=None, organisation=double)
    study = factories.CaseStudyFactory()
    CaseOrganisation.objects.create(study=study, organisation=double, role="Led")

    done(keep, double, curator)

    assert set(keep.other_names.values_list("name", flat=True)) == {"The Brook", "Brook House Trust"}
    assert keep.identifiers.get().value == "1112345"
    assert keep.functions.get().function == "connector"
    assert keep.services.get().name == "Lunch"
    assert keep.connections_in.get().first == council
    assert Quotation.objects.get().organisation == keep
    assert keep.study_rows.get().role == "Led"
    assert Merge(keep, double).moves == []


@pytest.mark.feature("ST22")
def test_every_model_that_points_to_an_organisation_is_looked_at(keep, double):
    """An app that comes later takes part without being named: each kind of row here is found."""
    looked = {
        relation.related_model for relation in Organisation._meta.related_objects if relation.one_to_many
    }

    assert looked >= {Connection, Identifier, OrganisationName, Service, CaseOrganisation, Quotation}


@pytest.mark.feature("ST22")
def test_history_of_both_is_kept_and_says_who_merged(keep, double, curator):
    service = factories.ServiceFactory(organisation=double)
    before = double.history.count(), service.history.count()

    done(keep, double, curator)

    double.refresh_from_db()
    assert double.history.count() == before[0] + 1
    assert double.history.first().history_change_reason == "Merged into Brook House (keep22)"
    assert double.history.first().history_user == curator
    assert service.history.count() == before[1] + 1
    assert service.history.first().history_change_reason == "Merged from Brook House Trust (dbl222)"


@pytest.mark.feature("ST22")
def test_old_addresses_lead_on_and_doubles_of_the_double_come_along(keep, double, curator, client):
    factories.OrganisationFactory(short_id="dbl333", merged_into=double)

    done(keep, double, curator)

    assert set(keep.doubles.values_list("short_id", flat=True)) == {"dbl222", "dbl333"}
    for short_id in ("dbl222", "dbl333"):
        answer = client.get(f"/organisations/{short_id}/brook-house-trust/")
        assert (answer.status_code, answer.url) == (301, keep.get_absolute_url())
    assert "Brook House Trust" not in client.get("/organisations/").content.decode()
    assert "keep22" in client.get("/organisations/?q=brook+house+trust").content.decode()


def test_what_is_there_already_is_not_doubled_and_what_only_the_double_knew_is_added(keep, double, curator):
    study = factories.CaseStudyFactory()
    for one, role in ((keep, ""), (double, "Led")):
        factories.OrganisationNameFactory(organisation=one, name="The Brook")
        factories.FunctionFactory(organisation=one, function="connector")
        factories.ServiceFactory(organisation=one, name="Lunch", where="The hall" if one is double else "")
        CaseOrganisation.objects.create(study=study, organisation=one, role=role)

    planned = Merge(keep, double)
    assert [move.is_dropped for move in planned.moves] == [True] * 4
    done(keep, double, curator)

    assert keep.services.get().where == "The hall"
    assert keep.study_rows.get().role == "Led"
    assert (keep.functions.count(), OrganisationName.objects.filter(name="The Brook").count()) == (1, 1)


def test_the_one_that_is_kept_is_filled_in_but_never_overwritten(keep, double, curator):
    source = factories.SourceFactory()
    Organisation.objects.filter(pk=keep.pk).update(place="North End")
    Organisation.objects.filter(pk=double.pk).update(
        place="South End", postcode="HX1 1TS", own_words="We help.", own_words_source=source
    )

    done(Organisation.objects.get(pk=keep.pk), Organisation.objects.get(pk=double.pk), curator)

    keep.refresh_from_db()
    assert (keep.place, keep.postcode) == ("North End", "HX1 1TS")
    assert (keep.own_words, keep.own_words_source) == ("We help.", source)


# --- Connections ---------------------------------------------------------------------------


def test_a_connection_of_the_two_with_each_other_goes(keep, double, curator):
    link("partners", keep, double)

    assert [move.joins_the_two for move in Merge(keep, double).moves] == [True]
    done(keep, double, curator)

    assert not Connection.objects.exists()


def test_each_one_s_word_for_the_same_connection_is_kept(keep, double, curator):
    """One row says that the council said so, the other that the organisation did: now both do."""
    council = factories.CouncilFactory()
    factories.ConnectionFactory(from_council=council, to_organisation=keep, said_by="first")
    factories.ConnectionFactory(
        from_council=council, to_organisation=double, said_by="second", from_year=2019
    )

    done(keep, double, curator)

    connection = Connection.objects.get()
    assert (connection.second, connection.said_by, connection.from_year) == (keep, "both", 2019)


@pytest.mark.parametrize("kept_is_older", [True, False])
def test_partners_that_change_places_keep_who_said_what(kept_is_older, curator):
    """Between equals the older row stands first, so that moving a row may turn it round."""
    old, middle, new = (factories.OrganisationFactory(name=name) for name in ("Old", "Middle", "New"))
    keep, double = (old, new) if kept_is_older else (new, old)
    link("partners", middle, double, said_by="first")  # Middle says so.
    link("partners", keep, middle, said_by="first")  # The one that is kept says so.

    done(keep, double, curator)

    connection = Connection.objects.get()
    assert {connection.first, connection.second} == {keep, middle}
    assert connection.said_by == "both"


ENDS = st.integers(min_value=0, max_value=3)
LINKS = st.lists(
    st.tuples(ENDS, ENDS, st.sampled_from(["partners", "refers"]), st.sampled_from(Connection.SaidBy.values)),
    max_size=6,
)


@pytest.mark.feature("ST22")
@given(links=LINKS)
def test_whoever_was_connected_still_is(curator, links):
    """With any connections among four: each pair outside the two stays, none doubles, none is a loop."""
    four = [factories.OrganisationFactory() for _ in range(4)]
    for first, second, kind, said_by in links:
        connection = Connection(
            from_organisation=four[first], to_organisation=four[second], kind=kind, said_by=said_by
        )
        if first != second and connection.twin() is None:
            connection.save()
    keep, double = four[1], four[2]

    def pairs():
        rows = Connection.objects.filter(from_organisation__in=four).with_ends()
        merged = {double.pk: keep.pk}
        ends = [(row.kind, *(merged.get(end.pk, end.pk) for end in (row.first, row.second))) for row in rows]
        return {(k, *(sorted(e) if k == "partners" else e)) for k, *e in ends if e[0] != e[1]}, len(ends)

    before, _ = pairs()
    done(keep, double, curator)
    after, count = pairs()

    assert after == before
    assert count == len(after)
    assert not Connection.objects.of_organisation(double).exists()


# --- Refusals --------------------------------------------------------------------------------


def test_nothing_is_merged_with_itself_or_twice(keep, double, curator):
    with pytest.raises(ValidationError, match="this is the one that you keep"):
        done(keep, keep, curator)
    done(keep, double, curator)
    other = factories.OrganisationFactory()
    for one, two in ((other, double), (double, other)):
        with pytest.raises(ValidationError, match="was merged into another one already"):
            done(one, Organisation.objects.get(pk=two.pk), curator)


def test_what_changed_since_the_preview_is_not_merged(keep, double, curator):
    seen = Merge(keep, double).fingerprint
    factories.ServiceFactory(organisation=double)

    with pytest.raises(ValidationError, match=CHANGED):
        merge(keep=keep, double=double, by=curator, fingerprint=seen)

    double.refresh_from_db()
    assert double.merged_into is None


def test_nothing_happens_by_halves(keep, double, curator, monkeypatch):
    factories.ServiceFactory(organisation=double)
    monkeypatch.setattr("organisations.actions._fill_in", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        done(keep, double, curator)

    assert double.services.count() == 1


def test_alike_are_those_of_one_name_another_name_or_website(keep):
    first = factories.OrganisationFactory(name="BROOK HOUSE!")
    second = factories.OrganisationNameFactory(name="Brook house").organisation
    factories.OrganisationFactory(name="Brookside")
    factories.OrganisationFactory(name="Brook House", merged_into=first)

    assert list(alike(keep)) == [first, second]


@pytest.mark.feature("ST22")
def test_alike_are_those_of_one_area_that_begin_with_the_same_two_words():
    council = factories.CouncilFactory()
    keep = factories.OrganisationFactory(name="Oak Tree Centre", council=council)
    near = factories.OrganisationFactory(name="Oak Tree Community Centre", council=council)
    factories.OrganisationFactory(name="Oak Tree Hall", council=factories.CouncilFactory())
    factories.OrganisationFactory(name="Oak Treehouse", council=council)

    assert list(alike(keep)) == [near]
