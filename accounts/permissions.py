"""“May I?”: an answer that is true, or false with its reason in plain words."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Verdict:
    """True when allowed; otherwise false, with a sentence for the person who asked."""

    allowed: bool
    reason: str = ""

    def __bool__(self):
        return self.allowed

    def require(self):
        """Raise ``PermissionDenied`` with the reason unless allowed; the 403 page prints it."""
        if not self.allowed:
            raise PermissionDenied(self.reason)


YES = Verdict(True)


def no(reason):
    """Return a refusal that says why."""
    return Verdict(False, reason)
