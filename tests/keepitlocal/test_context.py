"""The frame of every page: for strangers the same page each time, for people their row."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from keepitlocal.context import page
from records.models import RegisterVersion

HELP = "/account/signup/"


def text(response):
    return response.content.decode()


class TestStranger:
    def test_no_session_and_no_person_are_looked_up(self, db, django_assert_num_queries):
        request = RequestFactory().get("/councils/")
        with django_assert_num_queries(0):
            found = page(request)
        assert found["signed_in"] is False
        assert found["notices"] == ()

    def test_the_frame_asks_one_query_for_its_date(self, db, django_assert_num_queries):
        RegisterVersion.current()
        request = RequestFactory().get("/councils/")
        with django_assert_num_queries(1):
            render_to_string("404.html", request=request)

    def test_and_none_where_the_version_is_known_already(self, db, django_assert_num_queries):
        request = RequestFactory().get("/councils/")
        request.register_version = RegisterVersion.current()
        with django_assert_num_queries(0):
            render_to_string("404.html", request=request)

    def test_no_row_no_cookie_and_no_form_with_a_token(self, client, db):
        response = client.get("/councils/")
        assert "account-row" not in text(response)
        assert "csrfmiddlewaretoken" not in text(response)
        assert not response.cookies
        assert not Session.objects.exists()

    def test_a_stale_session_cookie_is_nobody(self, client, db, settings):
        client.cookies[settings.SESSION_COOKIE_NAME] = "nonsense"
        assert "account-row" not in text(client.get("/councils/"))


class TestSignedIn:
    def test_the_row_names_the_person_and_signs_out_with_a_form(self, sign_in, nobody):
        shown = text(sign_in(nobody).get("/councils/"))
        assert "<strong>Nobody Norris</strong>" in shown
        assert '<form method="post" action="/account/logout/">' in shown
        assert "Staff admin" not in shown

    def test_the_row_names_the_council_acted_for(self, rf, lead):
        request = rf.get("/assessments/")
        request.user = lead
        shown = render_to_string(
            "components/account_row.html", {"request": request, "acting_council": "Ambleford"}
        )
        assert "<strong>Ambleford</strong>" in shown

    def test_staff_see_the_way_to_the_admin(self, sign_in, curator):
        assert '<a class="alone" href="/admin/">Staff admin</a>' in text(sign_in(curator).get("/councils/"))


class TestFrame:
    def test_the_section_is_marked_in_the_menu(self, client, db):
        shown = text(client.get("/councils/"))
        assert '<a href="/councils/" aria-current="true">' in shown
        assert shown.count("aria-current") == 1

    def test_addresses_for_others_use_our_own_origin(self, client, db, settings):
        settings.SITE_ORIGIN = "https://portal.example.org"
        shown = text(client.get("/councils/?show=all"))
        assert '<link rel="canonical" href="https://portal.example.org/councils/">' in shown
        assert '<meta property="og:url" content="https://portal.example.org/councils/">' in shown

    def test_the_title_is_said_twice_in_the_same_words(self, client, db):
        shown = text(client.get(HELP))
        assert "<title>How to get an account · Keep it Local</title>" in shown
        assert '<meta property="og:title" content="How to get an account">' in shown

    def test_the_footer_says_when_the_facts_last_changed(self, client, db):
        RegisterVersion.objects.update_or_create(pk=1, defaults={"changed_at": "2026-03-03T23:30:00Z"})
        assert "Run by Locality. Facts last changed on 3 March 2026." in text(client.get(HELP))

    @pytest.mark.parametrize("on", [True, False])
    def test_a_demonstration_says_so_on_every_page(self, client, db, settings, on):
        settings.DEMONSTRATION = on
        for address in (HELP, "/councils/", "/no-such-page/"):
            said = text(client.get(address))
            assert ("Demonstration. People, self-assessments and what names the demonst" in said) is on
            assert "organisations and assessments here are made up" not in said

    def test_every_link_of_the_frame_leads_somewhere(self, client, register):
        frame = text(client.get(HELP))
        links = {link for link in re.findall(r'href="(/[^"#]*)"', frame) if not link.startswith("/static/")}
        assert len(links) > 10
        answers = {link: client.get(link).status_code for link in links}
        assert set(answers.values()) == {200}, answers

    def test_every_file_of_the_frame_is_there(self, client, db):
        files = re.findall(r'(?:href|src)="/static/([^"]+)"', text(client.get(HELP)))
        assert {"css/site.css", "icons/favicon.svg", "icons/touch.png", "icons/site.webmanifest"} <= set(
            files
        )
        assert all(finders.find(file) for file in files)

    def test_it_has_one_of_each_landmark_and_a_skip_link_first(self, client, db):
        shown = text(client.get(HELP))
        for landmark in ("<header", "<main", "<footer", "<h1"):
            assert shown.count(landmark) == 1, landmark
        assert shown.index('href="#main"') < shown.index("<header")
        assert "<style" not in shown
        assert "style=" not in shown
