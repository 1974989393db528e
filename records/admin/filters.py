"""List filters that every app uses."""

from django.contrib import admin

from records.models import LinkCheck


class OpensOnWork(admin.SimpleListFilter):
    """A filter with a first choice of its own; somebody who searches sees everything."""

    opens_on = ""
    everything = "Everything"

    def value(self):
        asked = super().value()
        if asked is None:
            return "all" if self.searching else self.opens_on
        return asked

    def __init__(self, request, params, model, model_admin):
        self.searching = bool(request.GET.get("q"))
        super().__init__(request, params, model, model_admin)

    def choices(self, changelist):
        for value, title in [*self.lookup_choices, ("all", self.everything)]:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": title,
            }


class LinkStands(admin.SimpleListFilter):
    """Rows by what is known of the link in one of their fields, which ``field`` names."""

    title = "link"
    parameter_name = "link"
    field = "link"

    def lookups(self, request, model_admin):
        return [("dead", "No longer works"), ("moved", "Has moved")]

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        links = getattr(LinkCheck.objects, self.value())()
        return queryset.filter(**{f"{self.field}__in": links.values("url")})
