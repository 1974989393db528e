"""Each answer that was brought forward is confirmed or changed before it can be sent."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import actions
from assessments.models import Carried, Verdict, WhatHappened
from assessments.permissions import missing
from tests.test_validity import faults

LAST = "In two wards since 2023."


def words(reply):
    return " ".join(reply.content.decode().split())


class TestStillTrue:
    """OF19: each carried answer is confirmed before it can be sent."""

    @pytest.mark.feature("OF19")
    def test_it_cannot_be_sent_until_each_is_confirmed(self, brought, lead, signer, sign_in):
        now = brought
        choices = {("levels", ""): 0}
        actions.share(assessment=now, choices=choices, by=lead)
        now.refresh_from_db()
        assert missing(now, lead) == ["Say of each answer brought forward whether it is still true: 1a, 1b."]
        with pytest.raises(PermissionDenied, match="still true: 1a, 1b"):
            actions.perform(now, "send", by=lead, gaps_acknowledged=True)
        browser, path = sign_in(lead), now.get_absolute_url()

        first = browser.post(f"{path}1a/still-true/", {"verdict": "still_true"})
        second = browser.post(f"{path}1b/still-true/", {"verdict": "still_true"})

        assert (first.url, second.url) == (f"{path}1b/still-true/", path)
        carried = Carried.objects.get(answer__statement__key="1a")
        assert (carried.verdict, carried.confirmed_by) == (Verdict.STILL_TRUE, lead)
        assert missing(now, lead) == []
        now.refresh_from_db()
        actions.perform(now, "send", by=lead, gaps_acknowledged=True)

    @pytest.mark.feature("OF19")
    @pytest.mark.parametrize("verdict", ["moved_on", "read_differently"])
    def test_anything_else_opens_the_answer_and_waits_for_its_words(
        self, verdict, brought, lead, sign_in, fill
    ):
        now = brought
        browser, path = sign_in(lead), now.get_absolute_url()

        reply = browser.post(f"{path}1a/still-true/", {"verdict": verdict}, follow=True)

        assert reply.redirect_chain == [(f"{path}1a/", 302)]
        assert reply.context["form"].initial["basis"] == LAST
        assert "1a" in missing(now, lead)[-1]

        browser.post(f"{path}1a/", fill(choice="4", seen_version=1))
        assert "1a" not in missing(now, lead)[-1].split(": ")[-1]
        assert Carried.objects.get(answer__statement__key="1a").confirmed_at is None

    @pytest.mark.feature("OF20")
    def test_edge_12_a_level_moved_back_is_neutral(self, brought, lead, sign_in):
        now = brought
        browser, path = sign_in(lead), now.get_absolute_url()

        reply = browser.post(f"{path}1a/still-true/", {"verdict": "moved_back"}, follow=True)

        page = words(reply)
        assert reply.redirect_chain == [(f"{path}1a/what-happened/", 302)]
        for said in ("The budget changed", "People left", "reorganised", "differently now", "Something else"):
            assert said in page
        assert "Skip this" in page
        for blame in ("is-problem", "worse", "declin", "fail", "error-summary"):
            assert blame not in page.split("<main", 1)[1].split("</main>")[0]

        reply = browser.post(f"{path}1a/what-happened/", {"reason": "budget", "words": "Cut by half."})

        assert reply.url == f"{path}1a/"
        kept = WhatHappened.objects.get()
        assert (kept.reason, kept.words, kept.said_by) == ("budget", "Cut by half.", lead)

    def test_old_evidence_is_to_be_looked_at(self, brought, council_a, lead, sign_in):
        now = brought
        answer = now.answers.get(statement__key="1a")
        day = timezone.localdate() - datetime.timedelta(days=3 * 366)
        actions.add_evidence(answer=answer, by=lead, title="Old report", held_by="Clerk", dated_on=day)
        browser, path = sign_in(lead), f"{now.get_absolute_url()}1a/still-true/"

        reply = browser.post(path, {"verdict": "still_true"})

        assert "Some evidence is more than three years old." in words(reply)
        assert not Carried.objects.filter(confirmed_at__isnull=False).exists()
        assert browser.post(path, {"verdict": "still_true", "looked": "on"}).status_code == 302

    def test_an_answer_that_a_colleague_changed_meanwhile_is_not_confirmed(
        self, brought, lead, contributor, sign_in, fill
    ):
        now = brought
        path = now.get_absolute_url()
        sign_in(contributor).post(f"{path}1a/", fill(choice="2", seen_version=1))

        reply = sign_in(lead).post(f"{path}1a/still-true/", {"verdict": "still_true"})

        assert reply.status_code == 403
        assert "has been changed or confirmed since" in words(reply)
        assert sign_in(lead).get(f"{path}1a/still-true/").url == f"{path}1a/"

    def test_confirming_twice_is_confirming_once(self, brought, lead, sign_in):
        now = brought
        browser, path = sign_in(lead), f"{now.get_absolute_url()}1a/still-true/"
        browser.post(path, {"verdict": "still_true"})
        was = Carried.objects.get(answer__statement__key="1a").confirmed_at

        assert browser.post(path, {"verdict": "still_true"}).status_code == 302
        assert Carried.objects.get(answer__statement__key="1a").confirmed_at == was

    @pytest.mark.parametrize("verdict", ["", "worse", "\x00", "x" * 5000])
    def test_strange_verdicts_are_asked_again(self, verdict, brought, lead, sign_in):
        now = brought

        reply = sign_in(lead).post(f"{now.get_absolute_url()}1a/still-true/", {"verdict": verdict})

        assert reply.status_code in (200, 400)
        assert not Carried.objects.exclude(verdict="").exists()

    def test_a_statement_without_an_answer_has_nothing_to_confirm(self, this_year, lead, sign_in):
        path = this_year.get_absolute_url()

        assert sign_in(lead).get(f"{path}1a/still-true/").status_code == 404
        assert sign_in(lead).get(f"{path}1a/what-happened/").status_code == 404


def test_these_pages_are_sound(this_year, lead, sign_in):
    now = this_year
    browser, path = sign_in(lead), now.get_absolute_url()
    before = [browser.get(f"{path}{part}") for part in ("", "forward/", "1a/", "1b/", "1c/")]
    actions.bring_forward(assessment=now, by=lead)
    after = [browser.get(f"{path}{part}") for part in ("", "check/", "1b/still-true/", "1a/what-happened/")]

    assert [faults(reply.content.decode()) for reply in (*before, *after)] == [[]] * 9


def test_these_pages_ask_little(this_year, lead, sign_in, django_assert_max_num_queries):
    now = this_year
    browser, path = sign_in(lead), now.get_absolute_url()
    with django_assert_max_num_queries(14):
        browser.get(f"{path}forward/")
    actions.bring_forward(assessment=now, by=lead)
    with django_assert_max_num_queries(14):
        browser.get(f"{path}1a/still-true/")
    with django_assert_max_num_queries(14):
        browser.get(f"{path}1a/what-happened/")
