"""List filters that open on what needs work."""

import datetime

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from councils.gaps import GAPS, only_with_gaps, with_gaps
from councils.models import Council, CouncilRole, Membership
from records.admin import LinkStands, OpensOnWork


class MemberStatus(OpensOnWork):
    """Councils by where they stand with the network."""

    title = "member status"
    parameter_name = "status"
    opens_on = "members"
    everything = "All councils"

    def lookups(self, request, model_admin):
        return [
            ("members", "Members"),
            ("left", "Left the network"),
            ("never", "Could join"),
            ("former", "Councils that have ended"),
        ]

    def queryset(self, request, queryset):
        ever = Exists(Membership.objects.filter(council=OuterRef("pk")))
        now = Exists(Membership.objects.open().filter(council=OuterRef("pk")))
        match self.value():
            case "members":
                return queryset.filter(now)
            case "left":
                return queryset.filter(ever, ~now)
            case "never":
                return queryset.filter(~ever, pk__in=Council.objects.could_join())
            case "former":
                return queryset.filter(pk__in=Council.objects.former())
        return queryset


class MembershipStatus(OpensOnWork):
    title = "member status"
    parameter_name = "status"
    opens_on = "open"

    def lookups(self, request, model_admin):
        return [("open", "Members today"), ("ended", "Left the network")]

    def queryset(self, request, queryset):
        today = Membership.objects.open()
        if self.value() == "open":
            return queryset.filter(pk__in=today)
        return queryset.exclude(pk__in=today) if self.value() == "ended" else queryset


class CheckedBefore(admin.SimpleListFilter):
    """Rows whose last check is older than a time, or that nobody checked."""

    title = "last checked"
    parameter_name = "checked"
    months = {"3": "More than 3 months ago", "6": "More than 6 months ago", "12": "More than 12 months ago"}

    def lookups(self, request, model_admin):
        return [*self.months.items(), ("never", "Never")]

    def queryset(self, request, queryset):
        value = self.value()
        if value == "never":
            return queryset.filter(confirmed_on__isnull=True)
        if value in self.months:
            before = timezone.localdate() - datetime.timedelta(days=int(value) * 365 // 12)
            return queryset.filter(Q(confirmed_on__lt=before) | Q(confirmed_on__isnull=True))
        return queryset


class HasGaps(admin.SimpleListFilter):
    """Members whose record lacks something; ``path`` leads from a row to its membership's key."""

    title = "what is missing"
    parameter_name = "gaps"
    path = "pk"

    def lookups(self, request, model_admin):
        named = [(gap.key, gap.words[:1].upper() + gap.words[1:]) for gap in GAPS]
        return [("yes", "Anything"), ("no", "Nothing"), *named]

    def queryset(self, request, queryset):
        value, today = self.value(), Membership.objects.open()
        columns = {gap.key: gap.column for gap in GAPS}
        if value in ("yes", "no"):
            found = only_with_gaps(today, having=value == "yes")
        elif value in columns:
            found = with_gaps(today).filter(**{columns[value]: True})
        else:
            return queryset
        return queryset.filter(**{f"{self.path}__in": found.values("pk")})


class CouncilHasGaps(HasGaps):
    path = "memberships"


class HasLead(admin.SimpleListFilter):
    """Whether anybody leads a council's self-assessment."""

    title = "lead officer"
    parameter_name = "lead"

    def lookups(self, request, model_admin):
        return [("no", "Nobody"), ("yes", "Has one")]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        leads = CouncilRole.objects.open().filter(kind=CouncilRole.Kind.LEAD).values("council")
        found = queryset.filter(pk__in=leads)
        return found if self.value() == "yes" else queryset.exclude(pk__in=leads)


class InvitationStatus(OpensOnWork):
    """Invitations by where they stand; first those that ran out."""

    title = "where it stands"
    parameter_name = "stands"
    opens_on = "ran_out"

    def lookups(self, request, model_admin):
        return [
            ("ran_out", "Ran out"),
            ("open", "Waits to be accepted"),
            ("accepted", "Accepted"),
            ("revoked", "Taken back"),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "ran_out":
                return queryset.ran_out()
            case "open":
                return queryset.open()
            case "accepted":
                return queryset.filter(accepted_at__isnull=False)
            case "revoked":
                return queryset.filter(revoked_at__isnull=False)
        return queryset


class OpenNow(OpensOnWork):
    """Rows that go on today, and rows that have ended."""

    title = "whether it goes on"
    parameter_name = "now"
    opens_on = "open"

    def lookups(self, request, model_admin):
        return [("open", "Goes on"), ("ended", "Has ended")]

    def queryset(self, request, queryset):
        going_on = queryset.model.objects.open()
        if queryset.model is CouncilRole:
            today = timezone.localdate()
            going_on = CouncilRole.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today))
        if self.value() == "open":
            return queryset.filter(pk__in=going_on)
        return queryset.exclude(pk__in=going_on) if self.value() == "ended" else queryset


class WebsiteStands(LinkStands):
    """Councils and organisations by whether their website still answers."""

    title = "website"
    field = "website"
