"""What the rows of the access table are made of: people by kind, and what each kind of page answers."""

from dataclasses import dataclass, field

from assessments.workflow import State

STAFF = "bare_staff reviewer curator superuser"
TEAM = "viewer contributor lead signer"
OUTSIDE = f"nobody other_lead former_member {STAFF}"
OFFICERS = f"{TEAM} nobody other_lead former_member"
SIGNED_IN = f"{TEAM} {OUTSIDE}"
EVERYBODY = f"visitor {SIGNED_IN}"


@dataclass(frozen=True)
class Row:
    """What people get at one address; ``kwargs`` fill it in, ``sends`` is the form posted to it."""

    get: dict
    post: dict
    kwargs: dict = field(default_factory=dict)
    sends: dict = field(default_factory=dict)
    public: bool = False
    address: str = ""
    state: State = State.IN_PROGRESS

    def expected(self, method):
        """Return each person's status; ``to sign-in`` for a visitor who is led there."""
        usual = {"visitor": "to sign-in", **dict.fromkeys(SIGNED_IN.split(), 404)}
        named = self.post if method == "POST" else self.get
        return usual | {person: status for status, people in named.items() for person in people.split()}


def public(status=200, **kwargs):
    """Return the row of a page that everybody can read and nobody can write to."""
    return Row(get={status: EVERYBODY}, post={405: EVERYBODY}, kwargs=kwargs, public=True)


def reading(state=State.IN_PROGRESS, may=TEAM, refused="", **kwargs):
    """Return the row of an officers' page that only shows."""
    return Row(
        get={200: may, 403: refused}, post={405: SIGNED_IN}, kwargs={**SELF_ASSESSMENT, **kwargs}, state=state
    )


def writing(may, state=State.IN_PROGRESS, refused="", reads="", done=302, **sends):
    """Return the row of an officers' form: who may send it, who is refused, who only reads it."""
    kwargs = {**SELF_ASSESSMENT, **sends.pop("kwargs", {})}
    return Row(
        get={200: f"{may} {reads}", 403: refused},
        post={done: may, 403: f"{refused} {reads}"},
        kwargs=kwargs,
        sends=sends,
        state=state,
    )


def open_form(get, post=None, **more):
    """Return the row of a form that is open to everybody."""
    return Row(get=get, post=post or get, public=True, **more)


SIGN_IN = open_form({200: "visitor", 302: SIGNED_IN})

# Filled in by the test from its own council and self-assessment.
SELF_ASSESSMENT = {"council": "{council}", "cycle": "{cycle}"}
SEEN = {"seen": "{lock_version}"}
AWAITING, SUBMITTED = State.AWAITING_SIGN_OFF, State.SUBMITTED


def team(may, refused="", done=302, **more):
    """Return the row of a page of the team that changes it: who may, and who of the team is told why not."""
    kwargs = {"council": "{council}", **more.pop("kwargs", {})}
    return Row(get={200: may, 403: refused}, post={done: may, 403: refused}, kwargs=kwargs, sends=more)


NOT_LEADING = "viewer contributor signer"
INVITATION = {"number": "{invitation}"}
ROLE = {"number": "{role}"}
