"""“May I?”: an answer that is true, or false with its reason in plain words."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from accounts import second_factor


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


def can_anonymise(by, person):
    """Whether somebody may erase a person; ``by`` is None on the machine's own command line."""
    if by is not None and not by.is_superuser:
        return no("Only a superuser can erase somebody.")
    if by == person:
        return no("You cannot erase yourself. Ask another superuser.")
    return YES


def can_export(by, person, *, for_staff):
    """Whether somebody may have a person's data: the person, a superuser, or the command line."""
    if by is None or by.is_superuser or (by == person and not for_staff):
        return YES
    return no("Only a superuser can hand out somebody else's data.")


STAFF_KEEP_IT = "Staff cannot do without a second factor. You can move it to another phone instead."


def can_turn_off_second_factor(person, by):
    """Everybody may turn off their own, but for those who must have one."""
    if person != by:
        return no("Only a superuser can take away somebody's second factor, in the admin.")
    return no(STAFF_KEEP_IT) if second_factor.must_have(person) else YES
