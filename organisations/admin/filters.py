"""List filters that open on what needs work."""

from django.contrib import admin
from django.db.models import Q

from councils.admin.filters import OpensOnWork
from organisations.gaps import BARE, GAPS, lacking
from organisations.models import Organisation

DRAFT, PUBLISHED = Organisation.State.DRAFT, Organisation.State.PUBLISHED


class Standing(OpensOnWork):
    """Organisations by where they stand; it opens on those that need work."""

    title = "where it stands"
    parameter_name = "state"
    opens_on = "work"

    def lookups(self, request, model_admin):
        return [
            ("work", "Needs work"),
            ("draft", "Drafts"),
            ("bare", "Published with little on record"),
            ("old", "Published, not checked for a year"),
            ("published", "Published"),
            ("doubles", "Merged into another"),
        ]

    def queryset(self, request, queryset):
        known = queryset.filter(merged_into__isnull=True)
        public = known.filter(state=PUBLISHED)
        match self.value():
            case "work":
                needs = lacking(public, *BARE, "checked").values("pk")
                return known.filter(Q(state=DRAFT) | Q(pk__in=needs))
            case "draft":
                return known.filter(state=DRAFT)
            case "bare":
                return queryset.filter(pk__in=lacking(public, *BARE).values("pk"))
            case "old":
                return queryset.filter(pk__in=lacking(public, "checked").values("pk"))
            case "published":
                return public
            case "doubles":
                return queryset.filter(merged_into__isnull=False)
        return queryset


class Missing(admin.SimpleListFilter):
    """What the record lacks, in words. For staff only: it is no score."""

    title = "what is missing"
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [(gap.key, gap.words[:1].upper() + gap.words[1:]) for gap in GAPS]

    def queryset(self, request, queryset):
        if self.value() not in {gap.key for gap in GAPS}:
            return queryset
        return queryset.filter(pk__in=lacking(Organisation.objects.all(), self.value()).values("pk"))
