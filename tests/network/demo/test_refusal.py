"""The demonstration never lands in a real portal's database."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from network import demo
from records.models import Source
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings):
    settings.DEMONSTRATION = True


@pytest.fixture
def loaded(demonstration):
    """A register, small as it is, and questions."""
    factories.MembershipFactory()
    factories.QuestionSetFactory()


def refused(because):
    people = User.objects.count()
    with pytest.raises(CommandError, match=because):
        call_command("make_demo")
    assert User.objects.count() == people
    assert not Source.objects.filter(key=demo.MARK).exists()


def test_nothing_stands_in_the_way_on_an_empty_database(loaded):
    assert demo.refusal() == ""


def test_it_is_refused_without_the_demonstration_setting(loaded, settings):
    settings.DEMONSTRATION = False
    refused("only with DEMONSTRATION=1")


def test_it_is_refused_where_there_are_people(loaded, nobody):
    refused("holds people or self-assessments already")


def test_it_is_refused_before_the_register_is_loaded(demonstration):
    refused("Load the register first")


def test_it_is_all_or_nothing(loaded):
    """This register lacks the councils it needs, so it breaks off in the middle."""
    with pytest.raises(Exception, match="does not exist"):
        call_command("make_demo")
    assert not User.objects.exists()
    assert not demo.is_made()
