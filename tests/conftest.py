"""The cast: people by name, each with just the access that the name says.

Ask for a person and for ``sign_in``: ``sign_in(lead).get("/assessments/")``. Council A
(``council_a``, Ambleford) is everybody's own council except ``other_lead``'s.
"""

import datetime
import os
from functools import partial
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group
from django.core.cache import caches
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as trials

from councils import imports
from councils.laying import lay_map
from councils.models import Council, CouncilRole
from principles.models import Principle
from records.models import RegisterVersion, Source
from tests import factories, prepared, rows
from tests.doors import force_in

REGISTER_APPS = {"records", "principles", "councils"}
REGISTER_MODELS = """
    Source ImportedRow Council FormerCode FormerSlug CouncilAlias Succession
    Membership Endorsement Signatory Champion
    Principle PrincipleNote QuestionSet LevelMeaning Term Statement LevelDescriptor
    HistoricalCouncil HistoricalSuccession HistoricalMembership HistoricalEndorsement
    HistoricalSignatory HistoricalChampion
    Tile
"""

CAST = (
    "visitor",
    "nobody",
    "viewer",
    "contributor",
    "lead",
    "signer",
    "other_lead",
    "former_member",
    "bare_staff",
    "reviewer",
    "curator",
    "superuser",
)


# How many cases a rule is tried on that holds for whatever comes. Our own checks take what time they
# take, and a test's rows may stay for all of its cases.
TRIALS = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
trials.register_profile("whole", max_examples=20, **TRIALS)
trials.register_profile("quick", max_examples=8, **TRIALS)
trials.load_profile("whole")


def pytest_configure():
    """Passwords of tests guard nothing, so they are hashed fast: a cast of twelve costs seconds otherwise."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items):
    """Tests that commit start from what migrations put there, groups included, like all others."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        commits = mark is not None and mark.kwargs.get("transaction")
        if commits or {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            item.fixturenames.insert(0, "django_db_serialized_rollback")
            if mark is not None:
                # Whether rows are kept for this is decided by the mark alone, where there is one.
                kept = pytest.mark.django_db(*mark.args, **{**mark.kwargs, "serialized_rollback": True})
                item.add_marker(kept, append=False)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings_parallel_suffix):
    """Every test database begins as a copy of one with all tables."""
    return prepared.begin_with(connections["default"].settings_dict)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Under Playwright's event loop tests get a connection object of their own.

    So what migrations put into the database is remembered by the class of connections;
    otherwise browser tests after the first would find no groups.
    """
    made = connections["default"]
    if contents := getattr(made, "_test_serialized_contents", ""):
        type(made)._test_serialized_contents = contents
    if made.vendor == "postgresql":
        type(made.ops).sql_flush = _emptied_row_by_row
    yield
    if made.vendor == "sqlite":
        connections.close_all()
        for path in Path(made.settings_dict["NAME"]).parent.glob(f"{Path(made.settings_dict['NAME']).name}*"):
            path.unlink()


def _emptied_row_by_row(ops, style, tables, **options):
    """Empty the tables by deleting: cutting off a hundred tables with few rows takes a second a test.

    One transaction holds it, at whose end the keys between tables are looked at.
    """
    return [f"DELETE FROM {ops.quote_name(table)}" for table in tables]  # noqa: S608 -- our own tables


@pytest.fixture(autouse=True)
def _fresh_caches():
    """No test sees a page, or a piece of one, that another left in this process's memory."""
    for name in ("pages", "pieces"):
        caches[name].clear()


@pytest.fixture(scope="session")
def real_data():
    """The folder of real files. Where they are not, the test is left out and the run says so loudly.

    In CI nothing may be left out, so there it fails instead.
    """
    folder = Path(os.environ.get("KIL_DATA") or settings.BASE_DIR / "../shared/data").resolve()
    if folder.is_dir():
        return folder
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must run on the real files, and {folder} is not there. Set KIL_DATA.")
    pytest.skip(f"LEFT OUT: the real files are not at {folder}. Set KIL_DATA to their folder.")


# --- Councils ---------------------------------------------------------------------


@pytest.fixture
def council_a(db):
    return factories.CouncilFactory(name="Ambleford")


@pytest.fixture
def council_b(db):
    return factories.CouncilFactory(name="Brackwell")


# --- The real register ------------------------------------------------------------

_REGISTER = []


@pytest.fixture
def register(db):
    """Load the project's own councils, members, principles and questions, and lay the map.

    The first test of a process imports them; later ones get copies of the same rows.
    """
    untouched = not any(model.objects.exists() for model in (Source, Council, Principle))
    if _REGISTER and untouched:
        rows.put_back(_REGISTER)
        RegisterVersion.step()
        return
    imports.apply(imports.plan_register())
    lay_map()
    if untouched:
        _REGISTER.extend(rows.keep(_register_models()))


def _register_models():
    """Return every model with a row in it that an import writes, parents before children."""
    labels = {model.__name__: model for model in apps.get_models() if model._meta.app_label in REGISTER_APPS}
    return [labels[name] for name in REGISTER_MODELS.split()]


# --- People -----------------------------------------------------------------------


@pytest.fixture
def sign_in():
    """Return a function from a person to a browser in which they signed in just now, staff in two steps."""

    def open_browser(person, **options):
        client = Client(**options)
        if person.is_authenticated:
            force_in(client, person)
        return client

    return open_browser


def _person(name, **fields):
    return factories.UserFactory(name=name, email=f"{name.lower().replace(' ', '.')}@example.org", **fields)


def _officer(council, kind, name, **fields):
    person = _person(name)
    factories.CouncilRoleFactory(user=person, council=council, kind=kind, **fields)
    return person


@pytest.fixture
def visitor():
    """Has no account."""
    return AnonymousUser()


@pytest.fixture
def nobody(db):
    """Signed in, without any role."""
    return _person("Nobody Norris")


@pytest.fixture
def viewer(council_a):
    return _officer(council_a, CouncilRole.Kind.VIEWER, "Viewer Vaughan")


@pytest.fixture
def contributor(council_a):
    return _officer(council_a, CouncilRole.Kind.CONTRIBUTOR, "Contributor Cole")


@pytest.fixture
def lead(council_a):
    return _officer(council_a, CouncilRole.Kind.LEAD, "Lead Lowther")


@pytest.fixture
def signer(council_a):
    return _officer(council_a, CouncilRole.Kind.SIGNER, "Signer Sykes")


@pytest.fixture
def other_lead(council_b):
    """Leads council B and must see nothing of council A."""
    return _officer(council_b, CouncilRole.Kind.LEAD, "Other Oakes")


@pytest.fixture
def former_member(council_a):
    """Led council A until the role ended."""
    ended = datetime.date(2025, 3, 31)
    return _officer(council_a, CouncilRole.Kind.LEAD, "Former Firth", ends_on=ended)


@pytest.fixture
def bare_staff(db):
    """Is staff, in no group: the admin's front door and nothing behind it."""
    return _person("Bare Barlow", is_staff=True)


def _staff(group, name):
    person = _person(name, is_staff=True)
    person.groups.add(Group.objects.get_or_create(name=group)[0])
    return person


@pytest.fixture
def reviewer(db):
    return _staff("Reviewer", "Reviewer Rhodes")


@pytest.fixture
def curator(db):
    return _staff("Curator", "Curator Crabtree")


@pytest.fixture
def superuser(db):
    return _person("Super Sugden", is_staff=True, is_superuser=True)


@pytest.fixture
def people(request, db):
    """Everybody in the cast, by name.

    Asks for the database by name, so that tests with it run before those that commit: afterwards
    the groups are gone, which only those are given again.
    """
    return {name: request.getfixturevalue(name) for name in CAST}


@pytest.fixture
def browsers(people, sign_in):
    """A browser for everybody; a fault of ours is a status 500 in it."""
    return {name: sign_in(person, raise_request_exception=False) for name, person in people.items()}


# --- A portal with something of everything -------------------------------------------


@pytest.fixture
def portal(people, council_a, council_b):
    """Return a function that makes a portal where council A's self-assessment stands at a state."""
    return partial(factories.make_portal, people, council_a, council_b)
