"""The first ready texts: drafts by the portal, marked as such until staff put Locality's wording in."""

from django.db import migrations
from django.utils import timezone

ENDORSEMENT = """Endorsement of the Keep it Local principles

{council} endorses the six principles of Keep it Local:

{principles}

We will name one champion among our councillors and one in our senior management team. We will talk with local organisations and residents about what the principles mean here. We will work with Locality and other councils to look at our practice and improve it.

[name], [Leader of the Council, or the cabinet member responsible]

[name], Chief Executive

[date]
"""

CHAMPIONS = """What a champion is for

{council} names two champions: a councillor, in the cabinet where there is one, and somebody in the senior management team. They help to make Keep it Local part of how the whole council works.

What the two do

- Keep the six principles in view when services, budgets and contracts are decided.
- Make sure that the conversation with local organisations and residents happens, and that its outcome is used.
- Read the council's yearly self-assessment, and see that what was agreed is done.
- Are there for colleagues and local organisations who want to talk about it.

What is different between them

The councillor speaks for it in public and among councillors. The senior officer sees that it happens in the services.

How long

As long as they hold their post or the council decides otherwise. When one of them leaves, the council names another.
"""

REPORT = """Report to

[cabinet, lead member, mayor, committee or council] of {council}, [date]

Purpose

To decide whether {council} joins the Keep it Local network of councils, which is run by Locality.

Recommendations

- Join the Keep it Local network and endorse its six principles.
- Ask [the Leader, or the cabinet member responsible] to sign the endorsement together with the Chief Executive.
- Name [post] as champion among councillors.
- Name [post] as champion in the senior management team.
- Ask [post] to take the steps that follow.

The six principles

{principles}

What joining asks of the council

The council endorses the principles and names the two champions. It holds a conversation with local organisations and residents about what the principles mean here. It works with Locality and other councils to look at its practice and improve it.

What it costs

There is no fee to join. A member council gets one year of Locality partner membership free of charge. (Source: appendix 2 to the report of East Sussex County Council to its Lead Member for Resources and Climate Change, 26 July 2022. Ask Locality whether this still holds.)

Why now

[what is planned here, and who has asked for it]

Local organisations

[who was asked, and what they said]

Financial implications

[to be filled in by the council]

Legal implications

[to be filled in by the council]

Equalities

[to be filled in by the council]

Contact

[name and post of the officer]
"""

TEXTS = [
    ("endorsement", "Wording of an endorsement", "For the leader and the chief executive to sign.", ENDORSEMENT),
    ("champions", "What the champions do", "For whoever is asked to be a champion.", CHAMPIONS),
    ("report", "Report to decide on", "For the cabinet, a lead member, a committee or the full council.", REPORT),
]


def write(apps, schema_editor):
    """With their history, so that staff can go back to them."""
    if apps.get_model("joining", "ReadyText").objects.exists():
        return
    for order, (key, title, about, body) in enumerate(TEXTS, start=1):
        said = {"key": key, "order": order, "title": title, "about": about, "body": body}
        row = apps.get_model("joining", "ReadyText").objects.create(**said)
        apps.get_model("joining", "HistoricalReadyText").objects.create(
            id=row.pk, **said, is_draft=True, history_date=timezone.now(), history_type="+"
        )


class Migration(migrations.Migration):
    dependencies = [("joining", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
