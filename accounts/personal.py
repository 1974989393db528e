"""What the tables of accounts, and of the packages that we build on, know of people."""

import json

from allauth.account.models import EmailAddress, EmailConfirmation
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session as FormerSession
from django.db.models import Q
from post_office.models import STATUS, Attachment, Email, EmailTemplate, Log

from accounts import kept
from accounts.models import EarlierName, ErasureRequest, Notice, Session, User
from records.holdings import FORMER, Table, own_rows

DELETED = "Deleted."


def delete(rows, known, by):
    """Erase whole rows."""
    rows.delete()


def close_account(rows, known, by):
    """Empty the person's own row: no name, no address, no password, no powers. Ends every open session."""
    person = rows.get()
    person.groups.clear()
    person.user_permissions.clear()
    person.name, person.job_title = FORMER, ""
    person.email = known.nowhere
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = person.warned_at = None
    person.set_unusable_password()
    person.save()


def take_back_mail(rows, known, by):
    """Blank address and texts of messages to the person; what still waits is never sent."""
    waiting = [STATUS.queued, STATUS.requeued]
    rows.filter(status__in=waiting).update(status=STATUS.failed)
    blank = {"message": "", "html_message": "", "context": None, "headers": None, "cc": "", "bcc": ""}
    rows.update(to=known.nowhere, **blank)


def end_sessions(rows, known, by):
    """End the person's sessions; in those of others only a notice may name them, and is put right."""
    rows.delete()
    store = Session.get_session_store_class()()
    for row in Session.objects.iterator():
        said = row.get_decoded()
        if known.named_in(said):
            Session.objects.filter(pk=row.pk).update(session_data=store.encode(known.without(said)))


def sessions_of(known, model=Session):
    """Return the condition for a person's sessions, and for those of somebody about to sign in as them."""
    keys = [row.session_key for row in model.objects.iterator() if _is_of(row.get_decoded(), known)]
    return Q(pk__in=keys)


def _is_of(session, known):
    """Between asking for a code and entering it, only the address says whose session it is."""
    begun = json.dumps(session.get("account_login", {})).lower()
    return session.get("_auth_user_id") == str(known.person.pk) or any(
        f'"{address.lower()}"' in begun for address in known.addresses
    )


def log_lines_of(known):
    """Return the condition for lines of the admin's log by a person, and about rows of theirs."""
    wanted = Q(user=known.person.pk)
    for kind in ContentType.objects.filter(logentry__isnull=False).distinct():
        model = kind.model_class()
        if model is not None and model is not LogEntry:
            keys = [str(pk) for pk in own_rows(model, known).values_list("pk", flat=True)]
            wanted |= Q(content_type=kind, object_id__in=keys)
    return wanted


TABLES = [
    Table(
        User,
        title="Account",
        find=lambda known: Q(pk=known.person.pk),
        addresses="email",
        replaced={"name": FORMER, "job_title": ""},
        nobody={"password": "A hash of the password, or none."},
        withheld="password",
        erase=close_account,
        erased="Name, job title, address and password go. An empty row stays, which says “Former colleague”.",
    ),
    Table(
        User.groups.through,
        title="Groups of staff",
        people="user",
        shows={"group": "group__name"},
        erased="Ended.",
    ),
    Table(
        User.user_permissions.through,
        title="Powers given one by one",
        people="user",
        shows={"power": "permission__codename"},
        erased="Ended.",
    ),
    Table(
        EarlierName,
        title="Earlier names and addresses",
        people="person",
        copies="words",
        erase=delete,
        erased=DELETED,
    ),
    Table(
        Notice,
        title="Lines that wait for the next digest",
        people="person",
        words="text",
        nobody={"about": "The name of a council.", "path": "An address of the portal."},
        erase=delete,
        erased=DELETED,
    ),
    Table(ErasureRequest, title="Requests to be forgotten", people="person"),
    Table(
        EmailAddress,
        title="Addresses to sign in with",
        people="user",
        addresses="email",
        erase=delete,
        erased=DELETED,
    ),
    Table(
        EmailConfirmation,
        title="Addresses that wait to be confirmed",
        people="email_address__user",
        nobody={"key": "A random value.", "email_address": "Points to the address."},
        withheld="key",
        erase=delete,
        erased=DELETED,
    ),
    Table(
        Session,
        title="Sessions that are open",
        people="person",
        find=sessions_of,
        nobody={"session_key": "A random value.", "session_data": "Signed; read by “find”."},
        withheld="pk session_key session_data",
        erase=end_sessions,
        erased="Ended at once.",
    ),
    Table(
        FormerSession,
        title="Sessions of an earlier version",
        find=lambda known: sessions_of(known, FormerSession),
        nobody={"session_key": "A random value.", "session_data": "Signed; read by “find”."},
        withheld="pk session_key session_data",
        erase=delete,
        erased=DELETED,
    ),
    Table(
        Email,
        title="Messages",
        addresses="to cc bcc",
        copies="subject message html_message context headers",
        nobody={
            "from_email": "The portal's own address.",
            "message_id": "A random value at the portal's own domain.",
            "backend_alias": "A word of the settings.",
        },
        withheld="message html_message context headers",
        shows={"kind of message": "template__name"},
        erase=take_back_mail,
        erased="When and about what stays. Address and texts go; what still waits is not sent.",
    ),
    Table(
        Log,
        title="What mail servers said about messages",
        find=lambda known: Q(email__in=own_rows(Email, known)),
        copies="message",
        nobody={"exception_type": "The name of an error."},
        erase=delete,
        erased=DELETED,
    ),
    Table(
        EmailTemplate,
        nobody={"name description subject content html_content language": "Points to our own files."},
    ),
    Table(Attachment, nobody={"file name mimetype headers": "No message of ours carries a file."}),
    Table(
        LogEntry,
        title="The log of the staff admin",
        find=log_lines_of,
        people="user",
        copies="object_repr change_message",
        nobody={"object_id": "The number of a row."},
        erased="Stays, without name and address.",
    ),
    Table(Group, nobody={"name": "Names of groups are ours."}),
    Table(Permission, nobody={"name codename": "Written by the framework."}),
    Table(ContentType, nobody={"app_label model": "Written by the framework."}),
]

if apps.is_installed("allauth.mfa"):
    TABLES.append(
        Table(
            apps.get_model("mfa.Authenticator"),
            title="Second factor",
            people="user",
            nobody={"data": "Secrets, sealed."},
            withheld="data",
            erase=delete,
            erased=DELETED,
        )
    )

WITHOUT_MODEL = {
    "throttle": "Counts of tries, under the hash of an address or a number; each ends within a day.",
    "django_migrations": "Which changes of the database were made.",
}

PERIODS = kept.PERIODS
