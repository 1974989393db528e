"""People who sign in, and the messages that went to them. A person is never deleted, only anonymised."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models, transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from post_office.models import STATUS, Email, RecipientDeliveryStatus

# Addresses of people who were anonymised end so; no mail can go to such an address (RFC 2606).
NOWHERE = "@anonymised.invalid"
KEPT = "People are not deleted, because what they wrote and decided stays on record. Anonymise them instead."


class UserQuerySet(models.QuerySet):
    """People, who cannot be deleted."""

    def delete(self):
        raise ProtectedError(KEPT, set(self[:1]))

    delete.alters_data = True
    delete.queryset_only = True


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes people; an email address is found whatever its capital letters."""

    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class Digest(models.TextChoices):
    """How often somebody hears of what is only good to know."""

    DAILY = "daily", "In one email each working day"
    WEEKLY = "weekly", "In one email on Mondays"
    NEVER = "never", "Not by email: I look for myself"


class User(AbstractBaseUser, PermissionsMixin):
    """One person. The email address is the name they sign in with."""

    email = models.EmailField(
        "email address", unique=True, help_text="The person signs in with this address."
    )
    name = models.CharField(max_length=150, help_text="The person's name, as colleagues know it.")
    job_title = models.CharField(max_length=150, blank=True, help_text="For example “Head of Commissioning”.")
    is_active = models.BooleanField(
        "can sign in",
        default=True,
        help_text="Untick to stop this person signing in. People are not deleted.",
    )
    is_staff = models.BooleanField(
        "can open the admin",
        default=False,
        help_text="Opens the admin's front door. What the person can do there comes from their groups.",
    )
    date_joined = models.DateTimeField(
        "added on", default=timezone.now, help_text="When the account was made."
    )
    digest = models.CharField(
        "what is only good to know",
        max_length=8,
        choices=Digest.choices,
        default=Digest.DAILY,
        db_default=Digest.DAILY,
        help_text="What asks you to do something always comes at once.",
    )
    warned_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When the person was told that the account ends unless they sign in."""
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                violation_error_message="Somebody already has this email address.",
            )
        ]

    def __str__(self):
        return self.name or self.email

    @classmethod
    def from_db(cls, db, field_names, values):
        """Remember what the person was called when the row was read."""
        person = super().from_db(db, field_names, values)
        person._was_called = {
            name: person.__dict__[name] for name in ("name", "email") if name in person.__dict__
        }
        return person

    def save(self, *args, **kwargs):
        """Keep a name or address that changes: texts with it can then still be found when it matters."""
        columns = kwargs.get("update_fields")
        changed = {
            name: words
            for name, words in getattr(self, "_was_called", {}).items()
            if getattr(self, name).lower() != words.lower() and (columns is None or name in columns)
        }
        with transaction.atomic():
            super().save(*args, **kwargs)
            EarlierName.objects.bulk_create(
                EarlierName(person=self, words=words) for words in changed.values() if words
            )
        self._was_called = {"name": self.name, "email": self.email}

    def clean(self):
        super().clean()
        self.email = self.email.strip().lower()

    def delete(self, *args, **kwargs):
        """Refuse with ``ProtectedError``: see ``accounts.actions.anonymise``."""
        raise ProtectedError(KEPT, {self})

    def has_perm(self, perm, obj=None):
        """A group's powers are staff's alone, so that no account gets round the second factor of staff."""
        return (self.is_staff or self.is_superuser) and super().has_perm(perm, obj)

    def has_module_perms(self, app_label):
        return (self.is_staff or self.is_superuser) and super().has_module_perms(app_label)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]


class EarlierName(models.Model):
    """A name or an email address that somebody had before."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="earlier_names"
    )
    words = models.CharField(max_length=254)
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["person", "until", "pk"]

    def __str__(self):
        return f"{self.words}, until {timezone.localtime(self.until):%-d %B %Y}"


class ErasureRequest(models.Model):
    """Somebody asks to be forgotten. It stays as proof of what was asked and when it was answered."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasure_requests"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(answered_at__isnull=True),
                name="one_open_erasure_request_per_person",
            )
        ]

    def __str__(self):
        return f"{self.person} asks to be forgotten"


class SessionQuerySet(models.QuerySet):
    """Named questions about sessions."""

    def open_of(self, person):
        """A person's sessions that have not run out."""
        return self.filter(person=person, expire_date__gt=timezone.now())


class Session(AbstractBaseSession):
    """A browser in which somebody is signed in, or is about to. To delete it is to sign that browser out."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="sessions",
        help_text="Who is signed in; nobody before that.",
    )

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    @classmethod
    def get_session_store_class(cls):
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")

    @property
    def handle(self):
        """Return what a page may say in place of the key, which would open the session."""
        return salted_hmac("accounts.session", self.session_key, algorithm="sha256").hexdigest()[:32]


class MessageQuerySet(models.QuerySet):
    """Named questions about messages."""

    def waiting(self):
        """Messages that are still to be sent."""
        return self.filter(status__in=[STATUS.queued, STATUS.requeued])

    def came_back(self):
        """Messages that a mail server refused or sent back."""
        return self.filter(recipient_delivery_status__in=Message.CAME_BACK)

    def given_up(self):
        """Messages that could not be sent in many tries."""
        return self.filter(status=STATUS.failed).exclude(recipient_delivery_status__in=Message.CAME_BACK)

    def sent(self):
        """Messages that a mail server took, and of which nothing has come back."""
        return self.filter(status=STATUS.sent).exclude(recipient_delivery_status__in=Message.CAME_BACK)

    def not_arrived(self):
        """The last word on addresses that cannot be reached: nothing has been sent there since."""
        later = Message.objects.sent().filter(to=OuterRef("to"), created__gt=OuterRef("created"))
        lost = Q(status=STATUS.failed) | Q(recipient_delivery_status__in=Message.CAME_BACK)
        return self.filter(lost, ~Exists(later)).exclude(to__endswith=NOWHERE)


class Message(Email):
    """A message as staff see it: to whom, about what, and how far it got."""

    CAME_BACK = (
        RecipientDeliveryStatus.SOFT_BOUNCED,
        RecipientDeliveryStatus.UNDETERMINED_BOUNCED,
        RecipientDeliveryStatus.HARD_BOUNCED,
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "message"
        ordering = ["-created"]

    def __str__(self):
        return f"{self.about}, to {', '.join(self.to)}"

    @property
    def about(self):
        """Return the subject once it was sent; before that, what kind of message it is."""
        return self.subject or (self.template.name.rpartition(".")[2] if self.template else "")

    @property
    def standing(self):
        """Return how far it got, in words."""
        if self.recipient_delivery_status in self.CAME_BACK:
            return "Came back: it did not arrive"
        match self.status:
            case STATUS.sent:
                return "Sent"
            case STATUS.failed:
                return "Given up: it could not be sent"
            case STATUS.requeued:
                return "Tried, and will be tried again"
        return "Waiting to be sent"


class Notice(models.Model):
    """A line that waits for somebody's next digest; it goes when the digest is queued."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    about = models.CharField(max_length=200)
    """The heading the line stands under, such as a council's name."""
    text = models.CharField(max_length=400)
    """A sentence in plain words."""
    path = models.CharField(max_length=300)
    """Where it can be read on the portal; it asks for sign-in."""
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["person", "about", "made_at", "pk"]

    def __str__(self):
        return f"{self.about}: {self.text}"
