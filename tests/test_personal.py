"""Every table and every column says whether it names people: a new one cannot be forgotten."""

import pytest
from django.apps import apps
from django.db import connection, models

from accounts.models import User
from records import holdings
from records.holdings import Table, tables, undeclared, unknown, without_model


def every_model():
    """Return every model with a table: ours, those of packages, and the histories."""
    return [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]


def test_every_column_that_may_name_somebody_is_declared():
    """Where this fails, add the column to ``personal.py`` of the app in which its model lives."""
    forgotten = {model._meta.label: names for model in every_model() if (names := undeclared(model))}

    assert forgotten == {}


def test_nothing_is_declared_that_is_not_there():
    assert {table.model._meta.label: names for table in tables().values() if (names := unknown(table))} == {}


def test_a_column_that_names_nobody_says_why():
    reasons = [why for table in tables().values() for why in table.nobody.values()]

    assert reasons
    assert all(len(why.split()) > 1 and why.endswith(".") for why in reasons)


def test_rows_that_are_a_persons_own_stand_under_a_heading_of_their_own():
    owning = [table for table in tables().values() if table.people or table.addresses or table.find]
    titles = [table.title for table in owning]

    assert all(titles)
    assert len(titles) == len(set(titles))


@pytest.mark.django_db
def test_tables_without_a_model_name_nobody_and_say_why():
    known = {model._meta.db_table for model in every_model()}

    assert set(connection.introspection.table_names()) - known == set(without_model())


@pytest.mark.parametrize(
    "column",
    [
        models.CharField(max_length=10),
        models.TextField(),
        models.EmailField(),
        models.JSONField(),
        models.URLField(),
        models.BinaryField(),
        models.FileField(),
        models.GenericIPAddressField(),
        models.ForeignKey(User, models.PROTECT),
        models.OneToOneField(User, models.PROTECT),
    ],
)
def test_a_new_column_of_any_kind_that_may_name_somebody_is_noticed(column):
    column.set_attributes_from_name("fresh")

    assert holdings._may_name(column)


def test_a_table_that_nobody_declared_is_noticed(monkeypatch):
    monkeypatch.setattr(holdings, "tables", dict)

    assert undeclared(User) == ["password", "email", "name", "job_title"]


def test_histories_are_declared_with_their_tables_and_who_changed_them():
    role = apps.get_model("councils.HistoricalCouncilRole")

    assert {"user", "history_user", "history_change_reason"} <= tables()[role].declared
    assert "history_user" in Table(role, people="history_user").declared
