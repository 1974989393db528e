"""Messages that went to people, and lines that wait for the next one."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from post_office.models import STATUS, Email, RecipientDeliveryStatus

from accounts.models.people import NOWHERE


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
