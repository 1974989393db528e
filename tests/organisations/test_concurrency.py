"""A merge and an edit of the double at the same time, with real threads on the real database."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from lxml import html

from organisations.actions import merge
from organisations.merging import Merge
from tests import factories
from tests.organisations.pages import page_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]


def test_an_edit_that_began_before_a_merge_ended_does_not_take_it_back(admin_pages, curator):
    keep, double = (factories.OrganisationFactory(name=name) for name in ("Brook House", "The Brook"))
    shown = html.fromstring(admin_pages.get(page_of(double)).content.decode())
    form = next(form for form in shown.forms if form.get("id") == "organisation_form")
    typed = {**dict(form.form_values()), "place": "North End"}
    done, planned = threading.Event(), Merge(keep, double)

    def edit():
        done.wait(timeout=20)
        try:
            return admin_pages.post(page_of(double), typed).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            merge(keep=keep, double=double, by=curator, fingerprint=planned.fingerprint)
            edited = pool.submit(edit)
            done.set()
            # As long as a slow page takes: by then the edit waits for the merge.
            threading.Event().wait(0.8)
        assert edited.result(timeout=20) == 403

    double.refresh_from_db()
    assert double.merged_into == keep
