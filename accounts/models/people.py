"""People who sign in. A person is never deleted, only anonymised."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models import ProtectedError, Q
from django.db.models.functions import Lower
from django.utils import timezone

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
