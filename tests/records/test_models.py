"""Every way to write a row that the public sees steps the register version, and no read does."""

import datetime

import pytest

from councils.models import Champion, Council, CouncilAlias, FormerCode, Succession
from principles.models import PrincipleNote
from records.models import PublicName, PublicRow, RegisterVersion, Source
from tests.factories import CouncilFactory, PrincipleFactory, SourceFactory

pytestmark = pytest.mark.django_db


def number():
    return RegisterVersion.current().number


@pytest.fixture
def source():
    return SourceFactory(key="minutes")


def successor_link(source):
    old, new = CouncilFactory(), CouncilFactory()
    new.predecessors.add(old, through_defaults={"on": datetime.date(2023, 4, 1)})


def cut_successor_link(source):
    link = Succession.objects.select_related("successor").get()
    link.successor.predecessors.clear()


WRITES = {
    "save": lambda source: source.save(),
    "save of one field": lambda source: source.save(update_fields=["title"]),
    "delete": lambda source: source.delete(),
    "create": lambda source: Source.objects.create(key="new", title="New", publisher="P"),
    "get_or_create": lambda source: Source.objects.get_or_create(key="new"),
    "update_or_create": lambda source: Source.objects.update_or_create(
        key="minutes", defaults={"title": "T"}
    ),
    "update": lambda source: Source.objects.filter(pk=source.pk).update(title="T"),
    "delete of many": lambda source: Source.objects.filter(pk=source.pk).delete(),
    "bulk_create": lambda source: Source.objects.bulk_create([Source(key="new", title="N", publisher="P")]),
    "bulk_update": lambda source: Source.objects.bulk_update([source], ["title"]),
    "link between rows": successor_link,
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_write_steps_the_register_version(source, write):
    before = number()

    write(source)

    assert number() > before


def test_cutting_a_link_between_rows_steps_the_register_version(source):
    successor_link(source)
    before = number()

    cut_successor_link(source)

    assert number() > before
    assert not Succession.objects.exists()


def test_writing_through_a_parent_steps_the_register_version():
    council = CouncilFactory()
    before = number()

    council.aliases.create(name="The old place")
    after_create = number()
    council.aliases.all().delete()

    assert before < after_create < number()


def test_reading_leaves_the_register_version_alone(source):
    before = number()

    assert Source.objects.get(key="minutes").title == source.title
    assert Source.objects.get_or_create(key="minutes")[1] is False

    assert number() == before


def test_a_write_that_fails_steps_nothing(source):
    before = number()

    with pytest.raises(ValueError, match="no-such-field"):
        source.save(update_fields=["no-such-field"])

    assert number() == before


@pytest.mark.parametrize(
    "model", [Champion, Council, CouncilAlias, FormerCode, PrincipleNote, PublicName, Source, Succession]
)
def test_facts_are_public_rows_with_a_manager_that_steps(model):
    assert issubclass(model, PublicRow)
    assert hasattr(model.objects.all(), "_stepping")


def test_there_is_one_register_version():
    first = RegisterVersion.current()

    RegisterVersion.step()

    assert RegisterVersion.objects.count() == 1
    assert RegisterVersion.current().number == first.number + 1


def test_a_public_name_shows_when_it_was_taken_down():
    person = PublicName.objects.create(name="Cllr Example")
    assert str(person) == "Cllr Example"

    person.name, person.removed_on = "", datetime.date(2026, 5, 4)
    person.save()

    assert str(person) == "Name removed on request"


def test_the_source_line_knows_what_is_our_reading():
    principle = PrincipleFactory(basis="reading")

    assert principle.is_our_reading
