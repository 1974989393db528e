"""Which sources the public may know of: those that something public rests on."""

from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q

from organisations.models import Connection, Organisation, Service
from practice.models import CaseSource, CaseStudy, OutcomeFigure, Quotation
from records.imports import SourceSheet
from records.models import ImportedRow, Source


def public_sources():
    """Return the sources of public facts, and those of the project's own files. One query.

    A source that only a draft rests on would tell of it: what is being written, and about whom.
    """
    own = Q(key__in=ImportedRow.objects.filter(kind=SourceSheet.kind).values("key"))
    public = (Q(pk__in=_rows(model).values(field)) for model, field in _sourced())
    return Source.objects.filter(reduce(or_, public, own))


def _sourced():
    """Yield each model and its column that names a source; earlier versions of rows do not count."""
    for model in apps.get_models():
        if not hasattr(model, "instance_type"):
            yield from ((model, field.name) for field in model._meta.fields if field.related_model is Source)


def _rows(model):
    """Return the rows of a model that the public sees; most models have no others."""
    studies, organisations = CaseStudy.objects.published(), Organisation.objects.published()
    kept = {
        Organisation: organisations,
        Service: Service.objects.filter(organisation__in=organisations),
        Connection: Connection.objects.published(),
        CaseStudy: studies,
        CaseSource: CaseSource.objects.filter(study__in=studies),
        OutcomeFigure: OutcomeFigure.objects.filter(study__in=studies),
        Quotation: Quotation.objects.filter(Q(council__isnull=False) | Q(study__in=studies), shown=True),
    }
    found = kept.get(model)
    return model._default_manager.all() if found is None else found
