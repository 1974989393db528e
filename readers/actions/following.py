"""Ask to follow something by email, say yes to it, and stop."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from readers.messages import queue_already, queue_confirm
from readers.models import Follower, Following

State = Following.State
OVER = "This link no longer works. It works for seven days, and only the newest one. Ask for a new one."


@transaction.atomic
def ask_to_follow(*, address, thing, by=None):
    """Note that somebody asks for news at an address, and mail it a link that says yes.

    ``by`` is nobody: no account is needed. An address that follows it already gets a message that
    says so, and whoever asks cannot tell the difference.
    """
    follower = _held(address)
    following, is_new = follower.followings.get_or_create(**thing.values)
    if following.is_confirmed:
        queue_already(follower, thing)
        return following
    if not is_new:
        following.state, following.asked_at = State.ASKED, timezone.now()
        following.generation += 1
        following.save(update_fields=["state", "asked_at", "generation"])
    queue_confirm(following, thing)
    return following


def _held(address):
    """Return the follower of an address, its row held until the transaction ends."""
    follower, is_new = Follower.objects.get_or_create(address=address)
    held = follower if is_new else Follower.objects.select_for_update().filter(pk=follower.pk).first()
    # Gone in the meantime, as it followed nothing any more.
    return held or Follower.objects.create(address=address)


@transaction.atomic
def confirm(*, following, generation, by=None):
    """Say yes to one thing, from the link of the newest message. The same again changes nothing.

    Raises ``PermissionDenied`` for a link that is over.
    """
    now = timezone.now()
    follower = Follower.objects.select_for_update().get(pk=following.follower_id)
    had_some = follower.followings.confirmed().exists()
    asked = Following.objects.can_be_confirmed().filter(pk=following.pk, generation=generation)
    if asked.update(state=State.CONFIRMED, confirmed_at=now):
        if not had_some:
            # The first news come on the next Tuesday, and tell of nothing from before today.
            Follower.objects.filter(pk=follower.pk).update(looked_at=now)
        return follower
    if Following.objects.confirmed().filter(pk=following.pk, generation=generation).exists():
        return follower
    raise PermissionDenied(OVER)


@transaction.atomic
def stop(*, followings, by=None):
    """End these, and what was only asked for. Returns how many that ended."""
    return followings.stop()


@transaction.atomic
def stop_all(*, follower, by=None):
    """End everything that an address follows, and links to its page. Stopping twice is stopping once."""
    if stop(followings=Following.objects.filter(follower=follower), by=by):
        Follower.objects.filter(pk=follower.pk).update(generation=F("generation") + 1)
