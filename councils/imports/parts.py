"""The columns of the sheet of members, and the four rows that a line of it fills."""

from dataclasses import dataclass

from councils.models import Champion, Endorsement, Membership
from records.imports import Column
from records.imports.columns import date, one_of, yes_or_no
from records.models import Basis

COLUMNS = (
    Column("gss_code", "GSS code", required=False),
    Column("name", "Council", required=False),
    Column("joined_on", "Joined on", date, needed=True),
    Column(
        "joined_precision",
        "Joined on or by",
        one_of(Membership.Precision, "day"),
        required=False,
        choices=Membership.Precision,
    ),
    Column("joined_note", "About joining", required=False),
    Column("ended_on", "Left on", date, required=False),
    Column("ended_note", "Why it left", required=False),
    Column("source", "Source", required=False),
    Column("basis", "Basis", one_of(Basis, "stated"), required=False, choices=Basis),
    Column("stated_on", "Date of the source", date, required=False),
    Column(
        "route", "How it was endorsed", one_of(Endorsement.Route), required=False, choices=Endorsement.Route
    ),
    Column(
        "standing",
        "Standing of the endorsement",
        one_of(Endorsement.Standing, "made"),
        required=False,
        choices=Endorsement.Standing,
    ),
    Column("decided_on", "Endorsed on", date, required=False),
    Column("link", "Link to the decision", required=False),
    Column("endorsement_source", "Source of the endorsement", required=False),
    Column("endorsement_stated_on", "Date of the endorsement's source", date, required=False),
    Column("signatories", "Signatories, by role", required=False, many=True),
    Column("councillor_champion", "Champion councillor, by role", required=False, fills_only=True),
    Column("in_cabinet", "The source says cabinet", yes_or_no, required=False),
    Column("officer_champion", "Senior officer champion, by role", required=False, fills_only=True),
    Column("champions_note", "About the champions", required=False),
    Column("champions_source", "Source of the champions", required=False),
    Column("champions_stated_on", "Date of the champions' source", date, required=False),
)


@dataclass(frozen=True)
class Part:
    """One of the rows behind a line of the file: which column fills which of its fields.

    It is there once one of its ``makes`` columns has something in it.
    """

    name: str
    model: type
    fields: dict
    makes: frozenset


def _champion(slot, role, *more):
    fields = {
        role: "role",
        "champions_note": "note",
        "champions_source": "source",
        "champions_stated_on": "stated_on",
        **dict(more),
    }
    return Part(slot, Champion, fields, frozenset({role}))


MEMBERSHIP = Part(
    "membership",
    Membership,
    {
        "joined_on": "joined_on",
        "joined_precision": "joined_precision",
        "joined_note": "joined_note",
        "ended_on": "ended_on",
        "ended_note": "ended_note",
        "source": "source",
        "basis": "basis",
        "stated_on": "stated_on",
    },
    frozenset({"joined_on"}),
)
ENDORSEMENT = Part(
    "endorsement",
    Endorsement,
    {
        "route": "route",
        "standing": "standing",
        "decided_on": "decided_on",
        "link": "link",
        "endorsement_source": "source",
        "endorsement_stated_on": "stated_on",
    },
    frozenset({"route", "decided_on", "link", "endorsement_source", "endorsement_stated_on", "signatories"}),
)
COUNCILLOR = _champion(Champion.Slot.COUNCILLOR, "councillor_champion", ("in_cabinet", "in_cabinet"))
OFFICER = _champion(Champion.Slot.OFFICER, "officer_champion")
PARTS = (MEMBERSHIP, ENDORSEMENT, COUNCILLOR, OFFICER)
