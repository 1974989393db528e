"""Setting up a second factor, and signing in with it."""

import re
from urllib.parse import unquote

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts import second_factor
from tests.accounts.factor_pages import (
    NEW_CODES,
    SET_UP,
    STEP,
    is_in,
    mails,
    set_up,
    shown_key,
    sign_in,
)
from tests.doors import app_code, force_in, secret_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = "2026-03-02 10:00:00+00:00"


class TestSetUp:
    def test_a_code_of_the_app_turns_it_on_and_ten_codes_are_shown(self, mine, person):
        _, codes = set_up(mine)
        assert second_factor.is_on(person)
        assert len(set(codes)) == 10
        assert mails() == ["second_factor_on"]

    def test_looking_changes_nothing(self, mine):
        before = dict(mine.session)
        first, _ = shown_key(mine.get(SET_UP))
        second, _ = shown_key(mine.get(SET_UP))
        assert first != second
        assert dict(mine.session) == before
        assert not Authenticator.objects.exists()

    def test_a_wrong_code_keeps_the_same_key(self, mine):
        key, hidden = shown_key(mine.get(SET_UP))
        again = mine.post(SET_UP, {"key": hidden, "code": "000000"})
        assert "That code is not right." in again.content.decode()
        assert shown_key(again)[0] == key
        assert not Authenticator.objects.exists()

    @pytest.mark.parametrize("key", ["", "nonsense", "é\x00", "x" * 5000])
    def test_a_key_that_is_not_ours_is_not_taken(self, mine, key):
        answer = mine.post(SET_UP, {"key": key, "code": "123456"})
        assert answer.status_code == 200
        assert not Authenticator.objects.exists()

    def test_nor_one_of_somebody_elses_page_or_of_an_hour_ago(self, mine, person):
        other = Client()
        force_in(other, UserFactory())
        key, hidden = shown_key(other.get(SET_UP))
        mine.post(SET_UP, {"key": hidden, "code": app_code(key)})
        with time_machine.travel(NOW, tick=False) as clock:
            force_in(mine, person)
            key, hidden = shown_key(mine.get(SET_UP))
            clock.shift(3601)
            answer = mine.post(SET_UP, {"key": hidden, "code": app_code(key)})
        assert answer.status_code == 403
        assert not Authenticator.objects.exists()

    def test_the_picture_is_drawn_without_style_or_script(self, mine):
        text = mine.get(SET_UP).content.decode()
        picture = re.search(r'<svg class="qr-code".*?</svg>', text, re.DOTALL).group(0)
        assert re.search(r'<path d="(M\d+ \d+h\d+v1h-\d+z)+"/>', picture)
        assert "style" not in picture

    def test_moving_to_another_phone_ends_the_one_before(self, mine, person):
        old, old_codes = set_up(mine)
        new, _ = set_up(mine)
        assert mails() == ["second_factor_on", "second_factor_moved"]
        assert secret_of(person) == new
        for code in (app_code(old), old_codes[0]):
            client = Client()
            sign_in(client, code)
            assert not is_in(client)

    def test_a_session_that_passed_the_old_one_has_not_passed_the_new(self, mine, person):
        set_up(mine)
        other = Client()
        force_in(other, person)
        set_up(mine)
        person.is_staff = True
        person.save()
        assert other.get("/admin/").status_code == 302
        assert mine.get("/admin/").status_code == 200


class TestRecoveryCodes:
    def test_they_can_be_saved_as_a_text_file_without_asking_again(self, mine):
        key, hidden = shown_key(mine.get(SET_UP))
        text = mine.post(SET_UP, {"key": hidden, "code": app_code(key)}).content.decode()
        codes = re.findall(r"<li>(\d{4} \d{4})</li>", text)
        saved = unquote(re.search(r'href="data:text/plain;charset=utf-8,([^"]+)"', text).group(1))
        assert [line for line in saved.splitlines() if line[:1].isdigit()] == codes

    def test_they_are_shown_once(self, mine):
        _, codes = set_up(mine)
        for address in ("/account/", "/account/second-factor/", SET_UP, NEW_CODES):
            text = mine.get(address).content.decode()
            assert not [code for code in codes if code in text or code.replace(" ", "") in text]

    def test_each_signs_in_once(self, mine):
        _, codes = set_up(mine)
        client, later = Client(), Client()
        sign_in(client, codes[3])
        sign_in(later, codes[3])
        assert is_in(client)
        assert not is_in(later)
        assert mails()[-1] == "recovery_code_used"
        assert "9 left" in mine.get("/account/second-factor/").content.decode()

    def test_new_ones_end_the_old(self, mine):
        _, old = set_up(mine)
        text = mine.post(NEW_CODES).content.decode()
        new = re.findall(r"<li>(\d{4} \d{4})</li>", text)
        assert len(new) == 10
        assert not set(old) & set(new)
        client, other = Client(), Client()
        sign_in(client, old[0])
        sign_in(other, new[0])
        assert not is_in(client)
        assert is_in(other)

    def test_looking_at_the_page_makes_none(self, mine):
        set_up(mine)
        before = Authenticator.objects.get(type=second_factor.RECOVERY).data
        mine.get(NEW_CODES)
        assert Authenticator.objects.get(type=second_factor.RECOVERY).data == before


class TestSigningIn:
    def test_a_code_of_the_app_is_the_second_step(self, mine):
        key, _ = set_up(mine)
        client = Client()
        sign_in(client, app_code(key))
        assert is_in(client)

    def test_a_code_works_once_as_long_as_it_is_good(self, mine, person):
        key, _ = set_up(mine)
        with time_machine.travel(NOW, tick=False) as clock:
            code = app_code(key, steps=1)
            first, second = Client(), Client()
            sign_in(first, code)
            assert is_in(first)
            clock.shift(45)
            sign_in(second, code)
            assert not is_in(second)

    @pytest.mark.parametrize(("steps", "enters"), [(-2, False), (-1, True), (1, True), (2, False)])
    def test_a_clock_may_be_half_a_minute_off(self, mine, steps, enters):
        key, _ = set_up(mine)
        client = Client()
        with time_machine.travel(NOW, tick=False):
            sign_in(client, app_code(key, steps=steps))
            assert is_in(client) is enters

    @pytest.mark.parametrize("code", ["", "\x00", "１２３４５６", "1" * 5000, "<b>", "-", "é" * 40])
    def test_what_is_no_code_is_told_in_words(self, mine, code):
        set_up(mine)
        client = Client()
        answer = sign_in(client, code)
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()

    def test_without_the_first_step_there_is_no_second(self, mine):
        key, _ = set_up(mine)
        client = Client()
        assert client.post(STEP, {"code": app_code(key)}).headers["Location"] == "/account/login/"
