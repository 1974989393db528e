"""Who may do what at which address: one row for each address of the portal but the admin's.

A row says what each person gets on GET and on POST. Whoever a row does not name gets the
usual answer: a visitor is led to sign-in, anybody else is told 404. Statuses on POST are
those of the form sent by the row, so 302 is "done" and 200 "look at your mistakes".
"""

from assessments.workflow import State
from tests.access_kinds import (
    AWAITING,
    EVERYBODY,
    INVITATION,
    NOT_LEADING,
    OFFICERS,
    OUTSIDE,
    ROLE,
    SEEN,
    SELF_ASSESSMENT,
    SIGN_IN,
    SIGNED_IN,
    STAFF,
    SUBMITTED,
    TEAM,
    Row,
    open_form,
    public,
    reading,
    team,
    writing,
)
from tests.access_plans import PLANS

__all__ = ["EVERYBODY", "OUTSIDE", "ROWS", "SELF_ASSESSMENT", "STAFF", "TEAM", "Row", "State"]

ROWS = {
    # --- Public pages ---------------------------------------------------------------
    "healthz": public(),
    # There in development only, where the tests never are.
    "trial_mail": Row(get={404: EVERYBODY}, post={405: EVERYBODY}, public=True),
    "network:home": public(),
    "network:councils": public(),
    "network:councils_csv": public(),
    "network:councils_json": public(),
    "network:council": public(slug="{council}"),
    # Nobody has accepted anything in this portal yet.
    "network:self_assessment": public(404, slug="{council}", cycle="{cycle}"),
    **{
        f"network:council_as_{audience}": Row(
            get={200: "reviewer superuser"}, post={405: SIGNED_IN}, kwargs={"slug": "{council}"}
        )
        for audience in ("public", "network", "council")
    },
    "network:compare": public(),
    "network:council_json": public(slug="{council}"),
    "network:case_studies": public(),
    "network:case_studies_csv": public(),
    "network:case_studies_json": public(),
    "network:case_study": public(slug="{study}"),
    # What is not published is shown to those who keep it.
    "network:case_preview": Row(
        get={200: "curator superuser"}, post={405: SIGNED_IN}, kwargs={"slug": "{study}"}
    ),
    "network:organisations": public(),
    "network:organisations_csv": public(),
    "network:organisations_json": public(),
    "network:organisation": public(short_id="{organisation}", slug="{organisation_slug}"),
    "network:organisation_short": public(301, short_id="{organisation}"),
    "network:organisation_preview": Row(
        get={200: "curator superuser"}, post={405: SIGNED_IN}, kwargs={"short_id": "{organisation}"}
    ),
    "network:principles": public(),
    "network:principle": public(slug="principle-1"),
    "network:search": public(),
    "network:about": public(),
    "network:data": public(),
    "network:how_to_read": public(),
    "network:methodology": public(),
    "network:join": public(301),  # it has moved to joining
    "network:contact": public(),
    "network:accessibility": public(),
    "network:privacy": public(),
    "network:cookies": public(),
    # --- Readers who write to us or follow by email, without an account ------------------
    # What is sent here has mistakes in it, so that nothing comes of it.
    "readers:council_contact": open_form({200: EVERYBODY}, kwargs={"slug": "{council}"}),
    "readers:case_contact": open_form({200: EVERYBODY}, kwargs={"slug": "{study}"}),
    # No link is right unless we made it.
    "readers:question_sent": Row(
        get={404: EVERYBODY}, post={405: EVERYBODY}, kwargs={"token": "1.forged"}, public=True
    ),
    "readers:follow": open_form({200: EVERYBODY}),
    "readers:council_follow": open_form({200: EVERYBODY}, kwargs={"slug": "{council}"}),
    "readers:principle_follow": open_form({200: EVERYBODY}, kwargs={"slug": "principle-1"}),
    "readers:asked": public(),
    "readers:stopped": public(),
    **{
        f"readers:{name}": open_form({404: EVERYBODY}, kwargs={"token": "1-1.forged"})
        for name in ("confirm", "manage", "stop")
    },
    "principles:questions": public(version="{version}"),
    # What is not public yet is shown to staff who may read the questions in the admin.
    "principles:questions_preview": Row(
        get={200: "reviewer curator superuser"}, post={405: SIGNED_IN}, kwargs={"version": "{version}"}
    ),
    "principles:questions_docx": public(version="{version}"),
    "network:network_feed": public(),
    "network:case_studies_feed": public(),
    "network:robots": public(),
    "network:sitemap": public(),
    # --- Joining ----------------------------------------------------------------------
    "joining:start": public(),
    "joining:check": public(),
    "joining:ask": public(),
    "joining:ask_council": public(slug="{council}"),
    "joining:text_docx": public(key="endorsement"),
    "joining:begin": open_form({200: EVERYBODY}, kwargs={"slug": "{outsider}"}),
    "joining:lost_link": open_form({200: EVERYBODY}),
    "joining:come_back": open_form({404: EVERYBODY}, kwargs={"token": "no-token"}),
    # Whoever holds no link to it is told that there is no such page, staff like all others.
    **{
        f"joining:{name}": open_form({404: EVERYBODY}, post, kwargs={"key": "{application}", **more})
        for name, post, more in [
            ("application", {405: EVERYBODY}, {}),
            ("check_answers", {404: EVERYBODY}, {}),
            ("address", {404: EVERYBODY}, {}),
            ("withdraw", {404: EVERYBODY}, {}),
            ("step", {404: EVERYBODY}, {"slug": "lead"}),
        ]
    },
    # --- Keeping entries true -------------------------------------------------------
    # The link in the message is the key: whoever holds it can answer, signed in or not.
    "network:still_right": open_form(
        {200: EVERYBODY}, {302: EVERYBODY}, kwargs={"token": "{still_right}"}, sends={"right": "{right}"}
    ),
    "network:still_right_changed": open_form(
        {200: EVERYBODY},
        {302: EVERYBODY},
        kwargs={"token": "{still_right}"},
        sends={"right": "{right}", "website": "https://ambleford.example/", "send": "1"},
    ),
    # Without a public page that is meant there is nothing to suggest.
    "network:suggest": open_form({404: EVERYBODY}),
    "network:suggested": Row(get={404: EVERYBODY}, post={405: EVERYBODY}, kwargs={"token": "x"}, public=True),
    # Whoever acts for one council is led to it.
    "network:entries": Row(
        get={302: f"{TEAM} other_lead", 200: f"nobody former_member {STAFF}"}, post={405: SIGNED_IN}
    ),
    "network:entry": Row(
        get={200: f"{TEAM} curator superuser"},
        post={302: "lead", 403: "viewer contributor signer curator superuser"},
        kwargs={"council": "{council}"},
        sends={"right": "{right}"},
    ),
    "network:entry_change": Row(
        get={200: "lead curator superuser", 403: "viewer contributor signer"},
        post={302: "lead curator superuser", 403: "viewer contributor signer"},
        kwargs={"council": "{council}"},
        sends={"website": "https://ambleford.example/"},
    ),
    "network:entry_take_back": Row(
        get={405: SIGNED_IN},
        post={302: "lead curator superuser", 403: "viewer contributor signer"},
        kwargs={"council": "{council}"},
    ),
    # --- The self-assessment --------------------------------------------------------
    "assessments:index": Row(get={200: SIGNED_IN}, post={405: SIGNED_IN}),
    "assessments:tasks": reading(),
    "assessments:library": Row(get={200: TEAM}, post={405: SIGNED_IN}, kwargs={"council": "{council}"}),
    "assessments:add_document": team(
        "contributor lead", "viewer signer", title="Plan", held_by="Clerk", is_public="on"
    ),
    "assessments:change_document": Row(
        get={200: TEAM},
        post={302: "contributor lead", 403: "viewer signer"},
        kwargs={"council": "{council}", "number": "{document}"},
        sends={"retire": "retire"},
    ),
    "assessments:comments": writing(
        "contributor lead signer", refused="", reads="viewer", kwargs={"key": "1a"}, text="Good."
    ),
    "assessments:check": reading(),
    "assessments:history": reading(),
    "assessments:movement": reading(),
    "assessments:answers_csv": reading(),
    "assessments:offline_xlsx": reading(),
    # Without a file the form is shown again.
    "assessments:offline": writing("contributor lead", refused="viewer signer", done=200),
    "assessments:answers_docx": reading(),
    "assessments:years": Row(get={200: TEAM}, post={405: SIGNED_IN}, kwargs={"council": "{council}"}),
    "assessments:preview": reading(),
    "assessments:confirmation": reading(SUBMITTED),
    "assessments:signed": reading(SUBMITTED, number=1),
    "assessments:statement": writing(
        "contributor lead", reads="viewer signer", kwargs={"key": "1c"}, choice="3", seen_version="0"
    ),
    # In a first year there is nothing to bring forward, and nothing to confirm: one is led to the answer.
    "assessments:forward": writing("", refused="viewer signer", reads="contributor lead"),
    "assessments:still_true": Row(
        get={302: "contributor lead", 403: "viewer signer"},
        post={403: TEAM},
        kwargs={**SELF_ASSESSMENT, "key": "1a"},
        sends={"verdict": "still_true"},
    ),
    "assessments:what_happened": writing(
        "contributor lead", refused="viewer signer", kwargs={"key": "1a"}, reason="budget"
    ),
    **PLANS,
    "assessments:sharing": writing("lead", refused="viewer contributor signer", done=200),
    "assessments:send": writing("lead", refused="viewer contributor signer", gaps_seen="on", **SEEN),
    "assessments:recall": writing("lead", AWAITING, refused="viewer contributor signer", **SEEN),
    "assessments:sign": writing(
        "signer", AWAITING, refused="viewer contributor lead", fair="on", seen_public="on", **SEEN
    ),
    "assessments:decline": writing(
        "signer", AWAITING, refused="viewer contributor lead", note="Statement 1a needs a date.", **SEEN
    ),
    # Sent to somebody without an account: whoever opens the link shows who they are by their mailbox.
    "assessments:clarification": writing(
        "lead",
        State.CLARIFICATION,
        reads="viewer contributor signer",
        reply_1a="Housing.",
        version_1a=0,
        **SEEN,
    ),
    "assessments:confirm": writing("signer", State.CONFIRMATION, refused="viewer contributor lead", **SEEN),
    "assessments:send_back": writing(
        "signer", State.CONFIRMATION, refused="viewer contributor lead", note="Why?", **SEEN
    ),
    "assessments:withdraw": writing("lead", refused="viewer contributor signer", do="ask", **SEEN),
    # Only who was asked to enter answers knows of it; tests/assessments/views/test_assisted.py asks who.
    "assessments:assisted": Row(get={}, post={}, kwargs={"number": 999}),
    "assessments:assisted_statement": Row(get={}, post={}, kwargs={"number": 999, "key": "1a"}),
    "assessments:invitation": Row(
        get={200: EVERYBODY},
        post={302: "visitor", 403: SIGNED_IN},
        kwargs={"token": "{token}"},
        sends={"name": "New Naylor"},
        public=True,
    ),
    "assessments:council": Row(get={200: TEAM}, post={405: SIGNED_IN}, kwargs={"council": "{council}"}),
    "assessments:team": Row(get={200: TEAM}, post={405: SIGNED_IN}, kwargs={"council": "{council}"}),
    "assessments:role": Row(get={200: TEAM}, post={405: SIGNED_IN}, kwargs={"council": "{council}", **ROLE}),
    "assessments:invite": team("lead", NOT_LEADING, email="new@example.org", kind="viewer", note="Hello."),
    "assessments:invite_again": team("lead", NOT_LEADING, kwargs=INVITATION),
    "assessments:uninvite": team("lead", NOT_LEADING, kwargs=INVITATION),
    "assessments:change_role": team("lead", NOT_LEADING, kwargs=ROLE, kind="viewer"),
    # Everybody may leave: it is the contributor's own role.
    "assessments:end_role": team("lead contributor", "viewer signer", kwargs=ROLE),
    "assessments:parts": team("lead", NOT_LEADING, kwargs=ROLE, parts="1a"),
    "assessments:stand_in": team(
        "lead signer", "viewer contributor", away="{signer}", who="new", email="new@example.org"
    ),
    "assessments:end_stand_in": team("lead signer", "viewer contributor", kwargs={"number": "{stand_in}"}),
    # --- Signing in and out -----------------------------------------------------------
    # Whoever is signed in already is led on to where their work is.
    "account_login": SIGN_IN,
    "account_request_login_code": SIGN_IN,
    "account_login_password": SIGN_IN,
    "account_signup": SIGN_IN,  # says that nobody can sign up by themselves
    # Without a code that was asked for there is nothing to confirm.
    "account_confirm_login_code": open_form({302: EVERYBODY}),
    "mfa_authenticate": open_form({302: EVERYBODY}),
    "account": Row(get={200: SIGNED_IN}, post={405: SIGNED_IN}),
    "confirm_you": Row(get={200: SIGNED_IN}, post={200: SIGNED_IN}),
    # Ending what is not there: the table's form names no session of theirs.
    # Says who is signed in and for how long; strangers learn that nobody is.
    "session_time": open_form({200: EVERYBODY}),
    "sessions": Row(get={200: SIGNED_IN}, post={404: SIGNED_IN}),
    "change_address": Row(get={200: SIGNED_IN}, post={200: SIGNED_IN}),
    # A link that is not theirs: the page says so and changes nothing.
    "confirm_address": Row(get={200: SIGNED_IN}, post={200: SIGNED_IN}, kwargs={"token": "no-token"}),
    "second_factor": Row(get={200: SIGNED_IN}, post={405: SIGNED_IN}),
    "set_up_second_factor": Row(get={200: SIGNED_IN}, post={200: SIGNED_IN}),
    # Staff must keep theirs. Of the cast only they have one, and so recovery codes.
    "turn_off_second_factor": Row(get={200: OFFICERS, 403: STAFF}, post={302: OFFICERS, 403: STAFF}),
    "new_recovery_codes": Row(get={200: STAFF, 302: OFFICERS}, post={200: STAFF, 302: OFFICERS}),
    "account_logout": open_form({200: SIGNED_IN, 302: "visitor"}, {302: EVERYBODY}),
    "account_inactive": public(),
    "account_change_password": Row(get={200: SIGNED_IN}, post={200: SIGNED_IN}),
    # The whole cast has a password, so there is none to set.
    "account_set_password": Row(get={302: SIGNED_IN}, post={302: SIGNED_IN}),
    # --- One's own data -----------------------------------------------------------------
    "own_details": Row(get={200: SIGNED_IN}, post={302: SIGNED_IN}, sends={"name": "Sam Newname"}),
    "message_choices": Row(get={200: SIGNED_IN}, post={302: SIGNED_IN}, sends={"digest": "weekly"}),
    "your_data": Row(get={200: SIGNED_IN}, post={405: SIGNED_IN}),
    "download_my_data": Row(get={405: SIGNED_IN}, post={200: SIGNED_IN}),
    "ask_to_be_forgotten": Row(get={405: SIGNED_IN}, post={302: SIGNED_IN}),
    "take_back_request": Row(get={405: SIGNED_IN}, post={302: SIGNED_IN}),
    # --- Passwords -----------------------------------------------------------------------
    "account_reset_password": open_form({200: EVERYBODY}),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": open_form({200: EVERYBODY}, kwargs={"uidb36": "1", "key": "no-key"}),
    "account_reset_password_from_key_done": public(),
    # The admin has no door of its own: one is led to the other, and whoever comes back may not enter.
    "admin/login/": open_form({302: "visitor", 403: SIGNED_IN}, address="/admin/login/"),
}
