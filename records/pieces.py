"""What many pages need alike, made once in each worker for a version of the register and a day."""

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from records.models import RegisterVersion


def kept(what, make, request=None):
    """Return what ``make()`` gives, kept for the register as it is today; ``what`` are words that name it.

    A request asks for the version of the register at most once: the frame of the page
    says when the register changed, and need not ask again.
    """
    version = getattr(request, "register_version", None) or RegisterVersion.current()
    if request is not None:
        request.register_version = version
    key = ":".join((*what, str(version.number), timezone.localdate().isoformat()))
    store = caches["pieces"]
    # Whoever edits templates wants to see the change.
    made = None if settings.DEBUG else store.get(key)
    if made is None:
        made = make()
        store.set(key, made)
    return made
