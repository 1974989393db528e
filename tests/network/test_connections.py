"""Connections in words, from either end, and the picture that says the same."""

import itertools

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from network import connections, picture
from network.picture import LABEL, MOST, Neighbour
from organisations.models import Connection
from practice.models import CaseOrganisation
from tests import factories

pytestmark = pytest.mark.django_db
Kind, SaidBy = Connection.Kind, Connection.SaidBy


@pytest.fixture
def ends(db):
    """Two councils and two organisations, any of which may be connected."""
    return [
        factories.CouncilFactory(name="Ambleford", official_name="Ambleford Council"),
        factories.CouncilFactory(name="Brackwell", official_name="Brackwell City Council"),
        factories.OrganisationFactory(name="Brook House"),
        factories.OrganisationFactory(name="Zebra Trust"),
    ]


def connected(first, second, kind=Kind.COMMISSIONS, **more):
    """Return a connection of two ends, not yet saved."""
    fields = {}
    for side, end in (("from", first), ("to", second)):
        fields[f"{side}_{'organisation' if hasattr(end, 'short_id') else 'council'}"] = end
    return Connection(kind=kind, **fields, **more)


def from_either_end(connection):
    row = Connection.objects.with_ends().get(pk=connection.pk)
    return [connections.lines([row], end)[0] for end in (row.first, row.second)]


@pytest.mark.feature("PU23")
@given(data=st.data())
def test_a_connection_reads_alike_from_either_end(ends, data):
    """Whichever way it was entered: one row, the same words about who says so, each end naming the other."""
    first, second = data.draw(st.permutations(range(4)))[:2]
    kind, said_by = data.draw(st.sampled_from(Kind.values)), data.draw(st.sampled_from(SaidBy.values))
    with transaction.atomic():
        connection = connected(ends[first], ends[second], kind, said_by=said_by)
        connection.save()
        here, there = from_either_end(connection)
        assert {here.name, there.name} == {
            connections.name_of(ends[first]),
            connections.name_of(ends[second]),
        }
        assert here.says == there.says
        assert (here.words == there.words) == connection.is_mutual
        speaker = {"first": ends[first], "second": ends[second]}.get(said_by)
        if speaker:
            assert here.says.startswith(f"Stated by {connections.name_of(speaker)};")
        again = connected(*[ends[second], ends[first]][:: 1 if connection.is_mutual else -1], kind)
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()
        transaction.set_rollback(True)


def test_nothing_is_connected_with_itself(ends):
    for end, kind in itertools.product(ends, Kind.values):
        with pytest.raises(ValidationError, match="two different ends"):
            connected(end, end, kind).full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            connected(end, end, kind).save()


def test_years_stand_in_order(ends):
    with pytest.raises(ValidationError, match="cannot end before it begins"):
        connected(ends[0], ends[2], from_year=2020, to_year=2019).full_clean()


@pytest.mark.feature("PU23")
@pytest.mark.parametrize(
    ("said_by", "words", "short"),
    [
        ("both", "Both say so.", "Both say so"),
        ("first", "Stated by Ambleford Council; Brook House has not confirmed it yet.", "One says so"),
        ("second", "Stated by Brook House; Ambleford Council has not confirmed it yet.", "One says so"),
        ("another", "Stated by The Gazette; neither has confirmed it yet.", "Somebody else says so"),
    ],
)
def test_who_says_so_is_said_in_words(ends, said_by, words, short):
    source = factories.SourceFactory(publisher="The Gazette")
    connection = connected(ends[0], ends[2], said_by=said_by, source=source)

    (line,) = connections.lines([connection], ends[0])

    assert (line.says, line.in_short, line.both_say_so) == (words, short, said_by == "both")


def test_without_a_source_nobody_is_made_up(ends):
    connection = connected(ends[0], ends[2], said_by="another")

    assert connections.who_says(connection) == "Who stated it is not recorded; neither has confirmed it yet."


@pytest.mark.parametrize(
    ("since", "until", "about", "detail"),
    [
        (2014, None, "Staying Well", "Staying Well, since 2014"),
        (2014, 2017, "", "2014 to 2017"),
        (2014, 2014, "", "In 2014"),
        (None, 2017, "", "Until 2017"),
        (None, None, "", ""),
    ],
)
def test_what_for_and_when(ends, since, until, about, detail):
    connection = connected(ends[0], ends[2], from_year=since, to_year=until, about=about)

    assert connections.lines([connection], ends[0])[0].detail == detail


def test_every_kind_has_words_from_either_end():
    assert set(connections.OUTWARD) == set(connections.INWARD) == set(Kind)
    assert all(connections.OUTWARD[kind] == connections.INWARD[kind] for kind in Connection.MUTUAL)


def test_what_is_said_of_several_is_said_once(ends):
    source = factories.SourceFactory()
    rows = [connected(end, ends[0], Kind.RUNS_IN, about="Cooking", source=source) for end in ends[2:]]
    rows.append(connected(ends[2], ends[0], Kind.RUNS_IN, about="Gardening", source=source))

    ((words, groups),) = connections.by_kind(connections.lines(rows, ends[0]))

    assert words == "A service is run here by"
    assert [[line.name for line in group] for group in groups] == [
        ["Brook House", "Zebra Trust"],
        ["Brook House"],
    ]


# --- Who sees what ------------------------------------------------------------------------


def test_a_connection_with_a_draft_is_seen_only_in_the_draft_s_preview(ends):
    council, _, public, draft = ends
    draft.state = "draft"
    draft.save()
    connected(council, draft).save()
    connected(draft, public, Kind.PARTNERS).save()
    connected(council, public).save()

    assert [str(one) for one in Connection.objects.published()] == [
        "Ambleford Council commissions Brook House"
    ]
    assert Connection.objects.published(also=draft).of_organisation(draft).count() == 2


def test_among_finds_connections_with_both_ends_inside(ends):
    council, other, first, second = ends
    for pair in ((council, first), (council, second), (other, first), (first, second)):
        connected(*pair, Kind.PARTNERS).save()

    found = Connection.objects.among([council], [first])

    assert [str(one) for one in found] == ["Ambleford Council works as a partner with Brook House"]


# --- The picture ---------------------------------------------------------------------------


NAMES = st.text(min_size=1, max_size=200)


def overlap(one, two):
    return (
        one.x < two.x + two.width
        and two.x < one.x + one.width
        and one.y < two.y + two.height
        and two.y < one.y + one.height
    )


@pytest.mark.feature("PU24")
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Commissions", "Works as a partner with"]), st.text(min_size=1, max_size=200)
        ),
        min_size=1,
        max_size=MOST,
    ),
    NAMES,
)
def test_every_box_is_inside_its_drawing_and_none_covers_another(neighbours, subject):
    neighbours = [Neighbour(words, name, "One says so", False) for words, name in sorted(neighbours)]
    for drawing in picture.draw(subject, neighbours):
        boxes = [drawing.subject, *drawing.boxes]
        assert len(drawing.boxes) == len(neighbours)
        assert all(box.x >= 0 and box.x + box.width <= drawing.width for box in boxes)
        assert all(box.y >= 0 and box.y + box.height <= drawing.height for box in boxes)
        assert not any(overlap(one, two) for one, two in itertools.combinations(boxes, 2))
        assert all(0 <= int(place.split()[1]) <= drawing.height - LABEL for place, _ in drawing.labels)


def test_a_picture_of_nothing_is_not_drawn():
    assert picture.draw("Nova", []) == []


@pytest.mark.feature("PU23")
@pytest.mark.parametrize(("count", "boxes"), [(MOST, MOST), (MOST + 1, 2)])
def test_beyond_thirty_neighbours_are_grouped_by_kind(ends, count, boxes):
    rows = [
        connected(ends[0], end, said_by="both")
        for end in factories.OrganisationFactory.build_batch(count - 1)
    ]
    lines = connections.lines([*rows, connected(ends[0], ends[2], Kind.GRANTS)], ends[0])

    found = picture.neighbours(lines)

    assert len(found) == boxes
    if boxes == 2:
        assert found[0] == Neighbour("Commissions", "30 connections", "Both say so: 30", both=True)
        assert found[1] == Neighbour("Gives grants to", "1 connection", "Both say so: none", both=False)


@pytest.mark.feature("PU23")
def test_a_case_study_lists_each_connection_of_those_who_took_part_once(read, ends):
    council, elsewhere, lead, partner = ends
    study = factories.CaseStudyFactory(council=council)
    for organisation in (lead, partner):
        CaseOrganisation.objects.create(study=study, organisation=organisation)
    for pair in ((council, lead), (elsewhere, partner)):
        connected(*pair, said_by="both").save()
    connected(lead, partner, Kind.PARTNERS).save()

    text = read(study.get_absolute_url())

    assert "How Brook House is connected with others who took part" in text
    assert "Is commissioned by Ambleford Council Both say so." in text
    assert text.count("Works as a partner with Zebra Trust") == 1
    assert text.count("Zebra Trust Somebody else says so") == 2  # a picture for each width
    assert "Brackwell" not in text
