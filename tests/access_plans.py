"""Access to priorities, actions, the committee paper, and what members share with each other."""

from tests.access_kinds import SELF_ASSESSMENT, SIGNED_IN, SUBMITTED, TEAM, Row, reading, writing

TICKET = "0e5a6b1c-1111-4222-8333-444455556666"
AN_ACTION = {
    "seen_version": "0",
    "what": "Hold a planning day.",
    "owner_role": "Head of Commissioning",
    "by_when": "2040-03-31",
    "change": "Small groups apply.",
}

PLANS = {
    # Council A and council B are members in this portal, and Locality's reviewers read along.
    "assessments:shared": Row(
        get={200: f"{TEAM} other_lead reviewer superuser", 403: "nobody former_member bare_staff curator"},
        post={405: SIGNED_IN},
    ),
    "assessments:shared_by": Row(
        get={404: f"{TEAM} other_lead reviewer superuser", 403: "nobody former_member bare_staff curator"},
        post={405: SIGNED_IN},
        kwargs={"council": "{council}"},
    ),
    "assessments:shared_by_year": Row(
        get={404: f"{TEAM} other_lead reviewer superuser", 403: "nobody former_member bare_staff curator"},
        post={405: SIGNED_IN},
        kwargs={"council": "{council}", "cycle": "{cycle}"},
    ),
    "assessments:priorities": writing("contributor lead", reads="viewer signer"),
    "assessments:priority": writing(
        "contributor lead",
        refused="viewer signer",
        kwargs={"key": "1b"},
        aim="4",
        words="",
        seen_version="0",
    ),
    "assessments:set_aside": writing("contributor lead", refused="viewer signer", kwargs={"key": "1a"}),
    "assessments:planned": writing(
        "contributor lead", refused="viewer signer", kwargs={"key": "1a"}, ticket=TICKET, **AN_ACTION
    ),
    "assessments:action": writing(
        "contributor lead",
        refused="viewer signer",
        kwargs={"key": "1a", "number": "{action}"},
        ticket=TICKET,
        **{**AN_ACTION, "seen_version": "1"},
    ),
    "assessments:remove_action": writing(
        "contributor lead", refused="viewer signer", kwargs={"key": "1a", "number": "{action}"}
    ),
    "assessments:section": writing(
        "contributor lead", reads="viewer signer", kwargs={"number": 1}, finished="yes"
    ),
    "assessments:what_next": reading(key="1a"),
    # Nobody of the cast is a cabinet champion.
    "assessments:champion": Row(
        get={200: TEAM}, post={403: TEAM}, kwargs=SELF_ASSESSMENT, sends={"text": "We mean it."}
    ),
    "assessments:results": reading(),
    "assessments:paper": reading(),
    "assessments:paper_docx": reading(SUBMITTED),
}
