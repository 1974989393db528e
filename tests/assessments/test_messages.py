"""Who hears of what, in which words, and nothing about another council."""

import pytest
from django.conf import settings
from django.utils import timezone
from post_office.models import Email, EmailTemplate

from accounts.models import Notice
from assessments.actions import perform
from assessments.actions.withdrawing import ask_withdrawal
from assessments.messages import AUDIENCES, IN_A_DIGEST
from assessments.workflow import MOVES, State
from councils.models import CouncilRole
from principles.models import Level
from tests import factories

pytestmark = pytest.mark.django_db

MOVE = {
    name: (State.IN_PROGRESS if name in ("withdraw", "merge") else move.sources[0])
    for name, move in MOVES.items()
    if name != "start"
}
TOLD = {
    "send": {"signer"},
    "recall": {"signer"},
    "decline": {"lead", "signer"},
    "sign": {"lead", "signer"},
    "return": {"lead", "signer"},
    "accept": {"lead", "signer"},
    "leave": set(),
    "resume": {"lead", "signer"},
    "ask": {"lead", "signer"},
    "reply": set(),
    "reply_changed": {"signer"},
    "confirm": {"lead"},
    "send_back": {"lead"},
    "reopen": {"lead", "signer"},
    "withdraw": {"lead", "signer"},
    "merge": {"lead", "signer"},
}
# Who made the move knows; the reviewer who asked hears that there is a reply.
TOLD_LATER = {
    **{move: {"contributor"} for move in TOLD},
    "reply": {"contributor", "signer", "reviewer"},
    "confirm": {"contributor", "reviewer"},
    "leave": {"lead", "signer", "contributor"},
}


@pytest.fixture
def mail_of(at_state, people):
    """Return a function that makes a move and gives the mail it queued, by recipient's name in the cast."""
    names = {person.email: name for name, person in people.items() if person.is_authenticated}

    def run(move, note="Look at 4a & 5b."):
        assessment = at_state(MOVE[move])
        if move == "withdraw":
            ask_withdrawal(assessment=assessment, by=people["lead"])
        Email.objects.all().delete()
        Notice.objects.all().delete()
        factories.make(assessment, move, note=note)
        return assessment, {names[email.to[0]]: email for email in Email.objects.all()}

    return run


def texts(email):
    """Return subject and body as they will be delivered."""
    message = email.prepare_email_message()
    return message.subject, message.body


def test_every_move_but_the_start_is_told():
    assert set(AUDIENCES) - {"opened", "withdrawal_asked"} == set(MOVES) - {"start"} == set(TOLD)
    assert set(IN_A_DIGEST) - {"withdrawal_asked"} == set(TOLD)


@pytest.mark.parametrize("move", TOLD)
def test_who_only_needs_to_know_reads_of_it_in_a_digest(move, mail_of, people):
    assessment, _ = mail_of(move)
    told = {
        name
        for name in people
        if Notice.objects.filter(person__email=getattr(people[name], "email", "")).exists()
    }
    assert told == TOLD_LATER[move]
    for notice in Notice.objects.all():
        assert notice.about == "Ambleford Metropolitan Borough Council"
        assert assessment.cycle.title in notice.text
        assert "4a & 5b" not in notice.text
        if notice.person != people["reviewer"]:
            assert notice.path == assessment.get_absolute_url()


def test_a_colleague_of_the_one_who_moves_hears_of_it(at_state, council_a, lead):
    other = factories.CouncilRoleFactory(council=council_a, kind=CouncilRole.Kind.LEAD).user
    assessment = at_state(State.IN_PROGRESS)
    Notice.objects.all().delete()
    perform(assessment, "send", by=lead, gaps_acknowledged=True)
    assert [notice.text for notice in other.notices.all()] == [
        f"{lead.name} sent {assessment.cycle.title} for sign-off."
    ]
    assert not lead.notices.exists()


@pytest.mark.feature("OF31")
@pytest.mark.parametrize("move", TOLD)
def test_who_hears_of_it(move, mail_of):
    assessment, mail = mail_of(move)
    assert set(mail) == TOLD[move]
    for name, email in mail.items():
        subject, body = texts(email)
        assert "\n" not in subject
        assert "Ambleford Metropolitan Borough Council" in subject
        assert body.count("http") == 1
        assert f"{settings.SITE_ORIGIN}{assessment.get_absolute_url()}" in body
        others = [other for other in TOLD[move] if other != name]
        assert all(other.title() in body for other in others)
        assert "You get it because you are" in body


@pytest.mark.parametrize("move", ["decline", "return", "send", "send_back", "reopen", "merge"])
def test_the_reason_arrives_as_it_was_written(move, mail_of):
    _, mail = mail_of(move)
    for email in mail.values():
        assert "Look at 4a & 5b." in texts(email)[1]


def test_an_apostrophe_arrives_as_one(at_state, council_a, lead):
    council_a.official_name = "Borough Council of King's Lynn & West Norfolk"
    council_a.save()
    Email.objects.all().delete()
    at_state(State.NOT_STARTED)
    for email in Email.objects.all():
        assert all("King's Lynn & West Norfolk" in text for text in texts(email))


@pytest.mark.parametrize("move", ["sign", "accept", "return"])
def test_the_reference_is_in_it(move, mail_of):
    assessment, mail = mail_of(move)
    for email in mail.values():
        assert assessment.reference in texts(email)[0]


@pytest.mark.parametrize("move", TOLD)
def test_no_message_names_a_level_or_another_council(move, mail_of, council_b):
    _, mail = mail_of(move)
    for email in mail.values():
        subject, body = texts(email)
        assert council_b.name not in subject + body
        assert not any(level.label in subject + body for level in Level)


def test_somebody_alone_is_told_so(at_state, lead, signer):
    CouncilRole.objects.filter(user=signer).update(ends_on=timezone.localdate())
    factories.AssessmentFactory(council=CouncilRole.objects.get(user=lead).council)
    subject, body = texts(Email.objects.get())
    assert subject.endswith("is open for Ambleford Metropolitan Borough Council")
    assert "went to nobody else" in body
    assert "11:59pm on" in body


def test_a_person_with_two_roles_gets_one_message(at_state, council_a, lead, signer):
    factories.CouncilRoleFactory(council=council_a, user=lead, kind=CouncilRole.Kind.CONTRIBUTOR)
    assessment = at_state(State.AWAITING_SIGN_OFF)
    Email.objects.all().delete()
    perform(assessment, "sign", by=signer, agreed=True)
    assert Email.objects.filter(to=[lead.email]).count() == 1


def test_the_row_holds_the_context_and_is_rendered_when_it_is_delivered(mail_of, tmp_path, settings):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.filebased.EmailBackend"},
    }
    _, mail = mail_of("decline")
    for email in mail.values():
        assert (email.subject, email.message) == ("", "")
        assert email.context["note"] == "Look at 4a & 5b."
        assert email.message_id
    assert EmailTemplate.objects.get(name="assessments.decline").content.startswith("{% include")
    for email in mail.values():
        email.dispatch()
    delivered = "".join(file.read_text() for file in tmp_path.iterdir())
    assert delivered.count("Subject: Not signed, with a reason") == 2
    assert set(Email.objects.values_list("status", flat=True)) == {0}
