"""Which fields of organisations hold public links."""

from organisations.models import Organisation, Service
from records.links import LinkField


def _services():
    return Service.objects.filter(organisation__in=Organisation.objects.published(), ended_on__isnull=True)


LINKS = (
    LinkField(Organisation.objects.published, "website", "its website", "organisations.organisation"),
    LinkField(
        _services,
        "link",
        "page of a service",
        "organisations.organisation",
        key="organisation_id",
        title="organisation__name",
    ),
)
