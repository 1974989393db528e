"""What became of a statement from version to version, and what follows from it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from principles.actions import link_same_keys
from principles.changes import Way, before, change_log, unsettled, ways
from principles.models import Change, Statement, StatementLink
from records.models import RegisterVersion
from tests.factories import QuestionSetFactory, next_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return QuestionSetFactory(version=1)


def link(old, new, kind, key="1a", new_key=None):
    ends = [
        None if questions is None else questions.statements.get(key=wanted)
        for questions, wanted in ((old, key), (new, new_key or key))
    ]
    return StatementLink.objects.create(from_statement=ends[0], to_statement=ends[1], kind=kind)


class TestWhatMayBe:
    """Constraints hold for every way of writing."""

    @pytest.mark.parametrize(
        ("old", "new", "kind"),
        [
            (None, 2, Change.SAME),
            (1, None, Change.SPLIT),
            (1, 2, Change.NEW),
            (1, 2, Change.RETIRED),
            (1, 2, "forgotten"),
        ],
    )
    def test_ends_go_with_the_kind(self, first, old, new, kind):
        sets = {1: first, 2: QuestionSetFactory(version=2), None: None}

        with pytest.raises(IntegrityError), transaction.atomic():
            link(sets[old], sets[new], kind)

    @pytest.mark.feature("OF22")
    def test_it_leads_from_an_older_version_to_a_newer(self, first):
        second = QuestionSetFactory(version=2)

        for old, new, new_key in ((second, first, "1a"), (first, first, "1b"), (first, first, "1a")):
            with pytest.raises(ValidationError):
                link(old, new, Change.REWORDED, new_key=new_key)

    def test_a_statement_follows_one_only(self, first):
        second = QuestionSetFactory(version=2)
        link(first, second, Change.SAME)

        with pytest.raises(IntegrityError), transaction.atomic():
            link(first, second, Change.REWORDED, key="1b", new_key="1a")

    def test_a_statement_is_split_into_several(self, first):
        second = QuestionSetFactory(version=2)
        link(first, second, Change.SPLIT)
        link(first, second, Change.SPLIT, new_key="1b")

        assert not ways(first.pk, second.pk)["1a"].change.is_carried

    def test_it_steps_what_the_public_reads(self, first):
        second = QuestionSetFactory(version=2)
        was = RegisterVersion.objects.get().number
        link(first, second, Change.SAME)

        assert RegisterVersion.objects.get().number > was


class TestCopying:
    def test_same_keys_are_the_same_and_doing_it_twice_changes_nothing(self, first, curator):
        second = QuestionSetFactory(version=2)

        assert link_same_keys(old=first, new=second, by=curator) == 24
        assert link_same_keys(old=first, new=second, by=curator) == 0
        assert set(StatementLink.objects.values_list("kind", flat=True)) == {Change.SAME}
        assert StatementLink.history.first().history_user == curator

    def test_what_is_recorded_already_stays(self, first, curator):
        second = QuestionSetFactory(version=2)
        link(first, second, Change.REWORDED)

        assert link_same_keys(old=first, new=second, by=curator) == 23
        assert StatementLink.objects.get(to_statement__key="1a").kind == Change.REWORDED


class TestWays:
    """What may be compared or carried from one version to another."""

    @pytest.mark.feature("OF22")
    def test_edge_8_split_merged_and_retired_lead_nowhere(self, first, curator):
        kinds = {"1a": "reworded", "1b": "split", "1c": "merged", "1d": "retired", "2a": "new"}
        second = next_version(first, curator, **kinds)

        found = ways(first.pk, second.pk)

        assert found["1a"] == Way("1a", Change.REWORDED, "We do 1a well.")
        assert found["2b"] == Way("2b", Change.SAME)
        assert [found[key].change for key in ("1b", "1c")] == [Change.SPLIT, Change.MERGED]
        assert not {"1d", "2a"} & found.keys()
        assert [change for change in Change if change.is_compared] == [Change.SAME]
        assert [change for change in Change if change.is_carried] == [Change.SAME, Change.REWORDED]

    def test_the_same_version_is_the_same(self, first, django_assert_num_queries):
        with django_assert_num_queries(1):
            found = ways(first.pk, first.pk)

        assert len(found) == 24
        assert set(found.values()) == {Way(key, Change.SAME) for key in found}

    def test_edge_17_over_several_versions_each_step_counts(self, first, curator, django_assert_num_queries):
        second = next_version(first, curator, **{"1a": "reworded", "1b": "split"})
        third = next_version(second, curator, **{"1c": "reworded"})

        with django_assert_num_queries(1):
            found = ways(first.pk, third.pk)

        assert found["1a"].change == found["1c"].change == Change.REWORDED
        assert found["1d"].change == Change.SAME
        assert found["1b"].change == Change.SPLIT

    def test_a_statement_can_get_another_key(self, first):
        second = QuestionSetFactory(version=2)
        link(first, second, Change.SAME, key="1a", new_key="6d")

        assert ways(first.pk, second.pk) == {"6d": Way("1a", Change.SAME)}

    def test_nothing_is_compared_where_nobody_said_so(self, first):
        assert ways(first.pk, QuestionSetFactory(version=2).pk) == {}


class TestChangeLog:
    @pytest.mark.feature("OF22")
    def test_everybody_reads_what_changed_and_why(self, first, curator, client):
        next_version(first, curator, **{"1a": "reworded", "1d": "retired", "2a": "new"})

        page = client.get("/about/questions/2/").content.decode()

        for words in (
            "Reworded, same meaning",
            "No longer asked",
            "New:",
            "Because of 1d.",
            "We do 1a well.",
        ):
            assert words in page
        assert "What has changed" not in client.get("/about/questions/1/").content.decode()

    def test_one_without_changes_says_so(self, first, curator, client):
        next_version(first, curator)

        assert "No statement is recorded as changed" in client.get("/about/questions/2/").content.decode()

    def test_reasons_are_escaped(self, first, curator, client):
        second = next_version(first, curator, **{"1a": "reworded"})
        change = change_log(second, before(second))[0]
        change.reason = "<script>alert(1)</script>"
        change.save()

        assert "<script>alert(1)" not in client.get("/about/questions/2/").content.decode()

    def test_the_desk_hears_what_is_not_settled(self, first, curator):
        second = next_version(first, curator, **{"1a": "reworded"})
        assert unsettled(first) == []
        assert unsettled(second) == []

        Statement.objects.filter(question_set=second, key="1b").update(text="Other words.")
        StatementLink.objects.filter(to_statement__key="1c").delete()
        StatementLink.objects.filter(kind=Change.REWORDED).update(reason="")

        said = " ".join(unsettled(second))
        assert "The words of 1b have changed" in said
        assert "Say where 1c comes from" in said
        assert "Say what became of 1c" in said
        assert "Give the reason for “1a → 1a: reworded, same meaning”." in said


class TestAdmin:
    @pytest.mark.feature("OF22")
    def test_curators_keep_it_and_it_can_be_put_right(self, first, curator, sign_in):
        second = QuestionSetFactory(version=2)
        ends = {
            "from_statement": first.statements.get(key="1a").pk,
            "to_statement": second.statements.get(key="1a").pk,
        }
        browser = sign_in(curator)
        second.freeze()

        reply = browser.post(
            "/admin/principles/statementlink/add/", {**ends, "kind": "reworded", "reason": "Clearer."}
        )

        assert reply.status_code == 302
        made = StatementLink.objects.get()
        assert (made.kind, made.reason) == (Change.REWORDED, "Clearer.")
        page = browser.get("/admin/principles/statementlink/").content.decode()
        assert "1a → 1a" in page
        assert "Version 1 → Version 2" in page

    def test_what_cannot_be_is_said_in_words(self, first, curator, sign_in):
        ends = {"from_statement": first.statements.get(key="1a").pk, "to_statement": ""}

        reply = sign_in(curator).post("/admin/principles/statementlink/add/", {**ends, "kind": "same"})

        assert "Choose the newer statement" in reply.content.decode()
        assert not StatementLink.objects.exists()
