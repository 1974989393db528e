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
