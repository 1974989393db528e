"""The admin's front page and doors."""

import datetime

import pytest
from django.contrib import admin
from django.utils import timezone

from keepitlocal.admin_site import OURS
from tests import factories

START = "/admin/"


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.feature("ST1")
def test_the_start_page_lists_what_waits_with_age_and_link(sign_in, curator, council_a):
    membership = factories.MembershipFactory(council=council_a, joined_on=datetime.date(2020, 3, 3))

    page = text(sign_in(curator).get(START))

    assert f'<a href="/admin/councils/membership/{membership.pk}/change/">Ambleford</a>' in page
    assert "Missing: how it endorsed the principles, link to the endorsement, champion councillor" in page
    assert "Since 3 March 2020, " in page


@pytest.mark.feature("ST1")
def test_a_member_due_to_end_is_named(sign_in, curator, council_a):
    factories.MembershipFactory(council=council_a)
    council_a.ended_on = timezone.localdate() + datetime.timedelta(days=90)
    council_a.save()

    assert "Ask what happens to its membership." in text(sign_in(curator).get(START))


@pytest.mark.feature("ST1")
@pytest.mark.parametrize("who", ["curator", "reviewer", "bare_staff"])
def test_where_nothing_waits_it_says_so(sign_in, request, who):
    assert "Nothing needs you today." in text(sign_in(request.getfixturevalue(who)).get(START))


def test_what_waits_in_the_register_is_not_for_those_who_cannot_keep_it(sign_in, reviewer, council_a):
    factories.MembershipFactory(council=council_a)

    assert "Ambleford" not in text(sign_in(reviewer).get(START))


def test_a_long_queue_shows_five_and_folds_the_rest(sign_in, curator):
    for _ in range(8):
        factories.MembershipFactory()

    assert "<summary>Show 3 more</summary>" in text(sign_in(curator).get(START))


def test_being_staff_alone_opens_nothing(sign_in, bare_staff, council_a):
    pages = sign_in(bare_staff)

    assert "You may not change anything here yet." in text(pages.get(START))
    for model, page in admin.site._registry.items():
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert pages.get(address).status_code == 403, page


def test_the_admin_shows_our_own_models_only():
    assert {model._meta.app_label for model in admin.site._registry} <= OURS


def test_signing_out_and_passwords_are_the_portals_own(sign_in, curator):
    pages = sign_in(curator)

    assert pages.get("/admin/password_change/").url == "/account/password/change/"
    assert pages.get("/admin/logout/").url == "/account/logout/"
    assert pages.get(START).status_code == 200, "a link alone signs nobody out"
    assert pages.post("/admin/logout/").url == "/"
    assert pages.get(START).status_code == 302


@pytest.mark.feature("ST31")
def test_names_and_help_texts_are_plain(superuser, rf):
    """Every field of every form explains itself, in a sentence, without the words of programmers."""
    request = rf.get(START)
    request.user = superuser
    jargon = ("null", "boolean", "foreign key", "database", "queryset", "slug field", "primary key")
    seen = 0
    for model, page in admin.site._registry.items():
        inlines = page.get_inline_instances(request)
        forms = [page.get_form(request), *(inline.get_formset(request).form for inline in inlines)]
        for name, field in ((n, f) for form in forms for n, f in form.base_fields.items()):
            seen += 1
            assert str(field.help_text).strip().endswith((".", "”", "?", "…")), f"{model.__name__}.{name}"
            assert not any(word in str(field.help_text).lower() for word in jargon), (
                f"{model.__name__}.{name}"
            )
        assert "_" not in str(model._meta.verbose_name)

    assert seen > 100
