"""What belongs to an organisation, on its page. Connections stand there from both ends."""

from organisations.forms import ConnectionForm
from organisations.models import Connection, Identifier, OrganisationFunction, OrganisationName, Service
from records.admin import CuratedInline


class OtherNameInline(CuratedInline):
    model = OrganisationName
    classes = ["collapse"]


class IdentifierInline(CuratedInline):
    model = Identifier
    verbose_name = "number"
    verbose_name_plural = "Numbers in public registers"


class FunctionInline(CuratedInline):
    model = OrganisationFunction
    max_num = 7
    verbose_name = "thing it is there for"
    verbose_name_plural = "What it is there for"


class ServiceInline(CuratedInline):
    """A service that stopped gets its last day; it is not taken away."""

    model = Service
    can_delete = False
    classes = ["collapse"]
    autocomplete_fields = ["source"]


class ConnectionInline(CuratedInline):
    """Connections of which this organisation is one end, said from its side."""

    model = Connection
    form = ConnectionForm
    classes = ["collapse"]
    other, this_is = "", ""
    made_elsewhere = ["from_council", "from_organisation", "to_council", "to_organisation"]

    def get_fields(self, request, obj=None):
        ends = [f"{self.other}_council", f"{self.other}_organisation"]
        return ["kind", *ends, "about", "said_by", "from_year", "to_year", "source", "basis"]

    @property
    def autocomplete_fields(self):
        return [f"{self.other}_council", f"{self.other}_organisation", "source"]

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "said_by":
            here = {self.this_is: "This organisation"}
            away = {"first": "The other one", "second": "The other one"}
            kwargs["choices"] = [
                (value, {**away, **here}.get(value, label)) for value, label in Connection.SaidBy.choices
            ]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class OutwardInline(ConnectionInline):
    fk_name, other, this_is = "from_organisation", "to", "first"
    verbose_name = "connection"
    verbose_name_plural = "Connections: what it does with others"


class InwardInline(ConnectionInline):
    fk_name, other, this_is = "to_organisation", "from", "second"
    verbose_name = "connection"
    verbose_name_plural = "Connections: what others do with it"
