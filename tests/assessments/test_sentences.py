"""The cabinet champion's sentence: optional, dated, silent in a pause, taken down or hidden at once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from assessments import actions
from assessments.accepted import public_results
from assessments.models import ChampionSentence, Event
from assessments.workflow import State
from councils.models import CouncilRole
from tests import factories

WORDS = "We said we would, and we do."


@pytest.fixture
def champion(council_a):
    return factories.CouncilRoleFactory(council=council_a, kind=CouncilRole.Kind.CHAMPION).user


@pytest.fixture
def page(client, council_a):
    """Return a function that reads the council's public page."""
    return lambda: client.get(council_a.get_absolute_url()).content.decode()


@pytest.fixture
def pause(council_a):
    def begin():
        today = timezone.localdate()
        return factories.PauseFactory(councils=[council_a], starts_on=today, ends_on=today)

    return begin


@pytest.mark.feature("OF34")
class TestSentence:
    def test_it_stands_with_the_result_by_role_and_day(self, at_state, champion, page):
        assessment = at_state(State.COMPLETE)
        actions.speak(assessment=assessment, text=WORDS, by=champion)

        assert WORDS in page()
        assert f"Cabinet champion, {timezone.localdate():%-d %B %Y}" in page()
        assert champion.name not in page()

    def test_nobody_has_to(self, at_state, page):
        at_state(State.COMPLETE)

        assert "Cabinet champion," not in page()

    @pytest.mark.parametrize("state", [State.IN_PROGRESS, State.SUBMITTED])
    def test_nothing_is_public_before_it_is_complete(self, at_state, champion, page, state):
        actions.speak(assessment=at_state(state), text=WORDS, by=champion)

        assert WORDS not in page()

    @pytest.mark.parametrize("person", ["lead", "signer", "viewer", "other_lead", "reviewer"])
    def test_nobody_else_speaks(self, at_state, request, person):
        with pytest.raises(PermissionDenied, match="Only the cabinet champion"):
            actions.speak(assessment=at_state(State.COMPLETE), text=WORDS, by=request.getfixturevalue(person))

    @pytest.mark.parametrize("person", ["lead", "signer", "champion"])
    def test_it_is_taken_down_at_once(self, at_state, champion, request, page, person):
        assessment = at_state(State.COMPLETE)
        actions.speak(assessment=assessment, text=WORDS, by=champion)
        assert WORDS in page()

        for _ in range(2):
            actions.take_down(assessment=assessment, by=request.getfixturevalue(person))

        assert WORDS not in page()
        assert Event.objects.filter(text="Took down the sentence").count() == 1

    @pytest.mark.parametrize("person", ["viewer", "contributor", "other_lead"])
    def test_others_cannot_take_it_down(self, at_state, champion, request, person):
        assessment = at_state(State.COMPLETE)
        actions.speak(assessment=assessment, text=WORDS, by=champion)

        with pytest.raises(PermissionDenied):
            actions.take_down(assessment=assessment, by=request.getfixturevalue(person))

    def test_what_locality_hides_stays_hidden(self, at_state, champion, reviewer, sign_in, page):
        assessment = at_state(State.COMPLETE)
        row = actions.speak(assessment=assessment, text=WORDS, by=champion)
        desk, address = sign_in(reviewer), f"/admin/assessments/championsentence/{row.pk}/change/"
        assert WORDS in desk.get(address).content.decode()

        desk.post(address, {"is_hidden": "on", "text": "Not theirs."})

        assert WORDS not in page()
        assert ChampionSentence.objects.get().text == WORDS
        actions.speak(assessment=assessment, text="Other words.", by=champion)
        assert "Other words." not in page()

    def test_edge_21_politicians_are_silent_in_a_pause(self, at_state, champion, page, pause):
        assessment = at_state(State.COMPLETE)
        actions.speak(assessment=assessment, text=WORDS, by=champion)
        during = pause()

        assert WORDS not in page()
        with pytest.raises(PermissionDenied):
            actions.speak(assessment=assessment, text="New words.", by=champion)

        during.delete()
        assert WORDS in page()

    def test_edge_22_a_new_champion_is_asked_and_the_old_sentence_keeps_its_day(
        self, at_state, champion, council_a, sign_in, page
    ):
        assessment = at_state(State.COMPLETE)
        actions.speak(assessment=assessment, text=WORDS, by=champion)
        CouncilRole.objects.filter(user=champion).update(ends_on=timezone.localdate())
        kind = CouncilRole.Kind.CHAMPION
        newer = factories.CouncilRoleFactory(council=council_a, kind=kind).user

        text = sign_in(newer).get(f"{assessment.get_absolute_url()}champion/").content.decode()

        assert "An earlier champion said this, and it stays with its day." in text
        assert WORDS in page()
        with pytest.raises(PermissionDenied):
            actions.speak(assessment=assessment, text="Mine.", by=champion)

    def test_it_stays_when_the_self_assessment_is_opened_again(self, at_state, champion, superuser, page):
        first = at_state(State.COMPLETE)
        actions.speak(assessment=first, text=WORDS, by=champion)

        again = actions.perform(first, "reopen", by=superuser, note="A mistake was found.")

        assert again.champion_sentence.text == WORDS
        assert again.champion_sentence.said_at == first.champion_sentence.said_at
        assert WORDS in page()

    def test_the_same_again_changes_nothing(self, at_state, champion):
        assessment = at_state(State.COMPLETE)
        first = actions.speak(assessment=assessment, text=WORDS, by=champion)
        again = actions.speak(assessment=assessment, text=f" {WORDS}\r\n", by=champion)

        assert first.said_at == again.said_at
        assert ChampionSentence.objects.count() == 1

    def test_the_page_takes_the_words_and_shows_mistakes(self, at_state, champion, sign_in):
        assessment = at_state(State.IN_PROGRESS)
        browser, path = sign_in(champion), f"{assessment.get_absolute_url()}champion/"

        assert "you do not have to" in browser.post(path, {"text": ""}).content.decode()
        assert "Use 40 or fewer" in browser.post(path, {"text": "word " * 41}).content.decode()
        assert browser.post(path, {"text": "<b>Bold</b>"}).status_code == 302
        assert "&lt;b&gt;Bold" in browser.get(path).content.decode()


def test_it_costs_the_council_page_no_query(
    at_state, champion, council_a, client, django_assert_num_queries, django_assert_max_num_queries
):
    assessment = at_state(State.COMPLETE)
    public_results(council_a)  # what workers keep of the questions is made
    with django_assert_max_num_queries(4) as few:
        public_results(council_a)
    actions.speak(assessment=assessment, text=WORDS, by=champion)
    public_results(council_a)
    with django_assert_num_queries(len(few)):
        assert public_results(council_a)[0].sentence.text == WORDS


@pytest.mark.feature("OF34")
class TestOpenedAgain:
    """The sentence is in both versions then, and the earlier one is public until the later is accepted."""

    @pytest.fixture
    def again(self, at_state, champion, reviewer, page):
        complete = at_state(State.COMPLETE)
        actions.speak(assessment=complete, text=WORDS, by=champion)
        assert WORDS in page()
        return actions.perform(complete, "reopen", by=reviewer, note="As the council asked.")

    def test_taken_down_it_is_public_no_more(self, again, lead, page):
        actions.take_down(assessment=again, by=lead)
        actions.take_down(assessment=again, by=lead)

        assert WORDS not in page()
        assert Event.objects.filter(text="Took down the sentence").count() == 1

    def test_hidden_it_is_hidden_in_both(self, again, superuser, sign_in, page):
        public = ChampionSentence.objects.exclude(assessment=again).get()
        address = reverse("admin:assessments_championsentence_change", args=[public.pk])

        assert sign_in(superuser).post(address, {"is_hidden": "on"}).status_code == 302

        assert WORDS not in page()
        assert not ChampionSentence.objects.filter(is_hidden=False).exists()
