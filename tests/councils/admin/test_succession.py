"""Which council took over from which, as staff enter it on a council's page."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from councils.models import Succession
from tests.councils.admin.conftest import errors
from tests.factories import CouncilFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2020, 4, 1)


def took_over(before, after):
    return Succession.objects.create(predecessor=before, successor=after, on=DAY)


def test_no_council_takes_over_from_one_that_came_after_it(admin_pages):
    first, then, last = (CouncilFactory(ended_on=DAY) for _ in range(3))
    took_over(first, then)
    took_over(then, last)
    page = reverse("admin:councils_council_change", args=[last.pk])
    sent = {f"{name}-{part}_FORMS": 0 for name in parts(admin_pages, page) for part in ("TOTAL", "INITIAL")}
    place = "succeeded_by-0-"
    sent |= {"succeeded_by-TOTAL_FORMS": 1, f"{place}predecessor": last.pk, f"{place}successor": first.pk}
    answer = admin_pages.post(page, {**sent, f"{place}on": "1 May 2020"})

    assert Succession.CIRCLE in errors(answer)
    assert Succession.objects.count() == 2


def parts(browser, page):
    return [formset.formset.prefix for formset in browser.get(page).context["inline_admin_formsets"]]


def test_a_row_that_is_there_already_can_be_put_right():
    row = took_over(CouncilFactory(ended_on=DAY), CouncilFactory())
    row.on = DAY + datetime.timedelta(days=1)
    row.full_clean()

    with pytest.raises(ValidationError):
        Succession(predecessor=row.successor, successor=row.predecessor, on=DAY).full_clean()
