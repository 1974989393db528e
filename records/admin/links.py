"""Whether links on public pages still work: read by staff alone, and changed by nobody."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html, format_html_join

from records.actions import check_again as ask_for_a_check
from records.admin.curated import CuratedAdmin
from records.admin.filters import OpensOnWork
from records.admin.previewed import previewed
from records.links import standing
from records.models import LinkCheck

NOWHERE = "Nowhere any more. It goes when links are next checked."


class HowItStands(OpensOnWork):
    """Links by what is known of them; it opens on those that no longer work."""

    title = "how it stands"
    parameter_name = "stands"
    opens_on = "dead"
    everything = "All links"

    def lookups(self, request, model_admin):
        return [
            ("dead", "No longer works"),
            ("failing", "Failed once or twice"),
            ("moved", "Has moved"),
            ("unread", "Could not be read by us"),
            ("working", "Works"),
            ("unchecked", "Not checked yet"),
        ]

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return getattr(queryset, self.value())()


class PlacedList(ChangeList):
    """A list whose rows know where their link stands, which is asked once for all of them."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = placed(self.result_list)


def placed(links):
    """Return these links as a list, each with the ``stands`` at which it is found."""
    links = list(links)
    found = standing([link.url for link in links])
    for link in links:
        link.stands = found.get(link.url, [])
    return links


@previewed(
    label="Check again",
    explain="These links come first when links are next checked, which the portal does by itself, as a rule "
    "each night. A link is asked at most once a day.",
    button="Check these first",
    permission="ask",
)
def check_again(modeladmin, request, queryset, form):
    """Ask for a check of the chosen links; none is fetched while somebody waits for a page."""
    count = ask_for_a_check(links=queryset, by=request.user)
    modeladmin.message_user(request, f"Will be checked first next time: {count}.")


@admin.register(LinkCheck)
class LinkCheckAdmin(CuratedAdmin):
    """A link is mended on the page of the row that has it, to which this list leads."""

    actions = [*CuratedAdmin.actions, check_again]
    list_display = ["url", "how_it_stands", "where"]
    list_filter = [HowItStands]
    search_fields = ["url", "moved_to"]
    search_help_text = "Search by a part of the address."
    ordering = ["failing_since", "url"]
    fields = [
        *("link", "known", "new_address", "where", "failing_since", "failures"),
        *("checked_at", "wanted_at"),
    ]
    readonly_fields = fields
    export_columns = [
        ("Address", "url"),
        ("How it stands", "known"),
        ("Moved to", "moved_to"),
        ("Fails since", "failing_since"),
        ("Last checked", "checked_at"),
        ("Where it stands", "where_in_words"),
    ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_ask_permission(self, request):
        return request.user.has_perm("records.change_linkcheck")

    def get_changelist(self, request, **kwargs):
        return PlacedList

    def get_object(self, request, object_id, from_field=None):
        link = super().get_object(request, object_id, from_field)
        return placed([link])[0] if link else None

    def download(self, rows):
        return super().download(placed(rows))

    @admin.display(description="address")
    def link(self, link):
        """Only what the web knows becomes a link: an address may have come with a file."""
        if not link.url.startswith(("https://", "http://")):
            return link.url
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', link.url)

    @admin.display(description="how it stands", ordering="failing_since")
    def how_it_stands(self, link):
        return f"{link.standing} Now: {link.moved_to}" if link.moved_to else link.standing

    @admin.display(description="how it stands")
    def known(self, link):
        return link.standing

    @admin.display(description="new address", empty_value="–")
    def new_address(self, link):
        """A mere text, as it comes from a stranger."""
        return link.moved_to or None

    @admin.display(description="where it is mended")
    def where(self, link):
        found = format_html_join("", '<li><a href="{}">{}</a></li>', ((s.path, s) for s in link.stands))
        return format_html('<ul class="places">{}</ul>', found) if link.stands else NOWHERE

    def where_in_words(self, link):
        return "; ".join(map(str, link.stands))
