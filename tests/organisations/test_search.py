"""Organisations are found by what they say, what else they are called, and where they work."""

import pytest

from organisations.models import Organisation
from organisations.search import Finder
from organisations.synonyms import understand
from tests.factories import CouncilFactory, OrganisationFactory, OrganisationNameFactory

pytestmark = pytest.mark.django_db


def found(typed):
    condition = Finder.read().condition(understand(typed))
    return sorted(Organisation.objects.filter(condition).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("befriending", ["Aldham Friends"]),
        ("lonely friends", ["Aldham Friends"]),
        ("GRANARY", ["The Hive"]),
        ("granary hive", ["The Hive"]),
        ("kings elland", ["The Hive"]),
        ("elland granary", ["The Hive"]),
        ("elland lonely", []),
        ("and", ["Aldham Friends", "The Hive"]),
    ],
)
def test_every_word_counts_wherever_it_stands(typed, names):
    OrganisationFactory(name="Aldham Friends", what_it_does="Rings those who feel lonely.", council=None)
    hive = OrganisationFactory(name="The Hive", council=CouncilFactory(name="King’s Elland"))
    OrganisationNameFactory(organisation=hive, name="Old Granary Trust")
    assert found(typed) == names


def test_no_place_has_another_word_for_it():
    """Who types “parks” does not look for everything in a place called Gardenham."""
    OrganisationFactory(council=CouncilFactory(name="Garden Ham"))
    assert found("parks") == []
    assert len(found("garden")) == 1
