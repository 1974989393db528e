"""Pages for search engines: JSON-LD, a block of data that no browser runs."""

import json

from django.conf import settings

from network.words import heading

# Only these could end a script element early; Django's own json_script escapes the same three.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


class ScriptData(str):
    """JSON that cannot end the script element it stands in, so templates print it as it is."""

    __slots__ = ()

    @classmethod
    def of(cls, data):
        return cls(json.dumps(data, ensure_ascii=False).translate(ESCAPES))

    def __html__(self):
        return str(self)


def case_data(page):
    """Return what the page says of a case study in the words of schema.org."""
    study = page.study
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": study.title,
        "abstract": study.summary,
        "url": f"{settings.SITE_ORIGIN}{study.get_absolute_url()}",
        "temporalCoverage": str(study.year),
        "datePublished": study.published_on.isoformat(),
        "publisher": {"@type": "Organization", "name": "Keep it Local network", "url": settings.SITE_ORIGIN},
    }
    if study.council:
        data["about"] = {"@type": "GovernmentOrganization", "name": heading(study.council)}
    if study.source and study.source.url:
        data["isBasedOn"] = study.source.url
    return ScriptData.of(data)


def council_data(page):
    """Return what the page says of the council in the words of schema.org."""
    council = page.council
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": heading(council),
        "legalName": council.official_name,
        "identifier": {"@type": "PropertyValue", "propertyID": "GSS", "value": council.gss_code},
        "subjectOf": f"{settings.SITE_ORIGIN}{council.get_absolute_url()}",
    }
    if council.website:
        data["url"] = council.website
    if council.started_on:
        data["foundingDate"] = council.started_on.isoformat()
    if council.is_former:
        data["dissolutionDate"] = council.ended_on.isoformat()
    if page.membership:
        data["memberOf"] = {
            "@type": "Organization",
            "name": "Keep it Local network",
            "url": settings.SITE_ORIGIN,
        }
    return ScriptData.of(data)


def organisation_data(page):
    """Return what the page says of a community organisation in the words of schema.org."""
    one = page.organisation
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": one.name,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": number.scheme, "value": number.value}
            for number in page.identifiers
        ],
        "subjectOf": f"{settings.SITE_ORIGIN}{one.get_absolute_url()}",
    }
    if page.names:
        data["alternateName"] = [str(name) for name in page.names]
    if one.what_it_does:
        data["description"] = one.what_it_does
    if one.website:
        data["url"] = one.website
    if one.council:
        data["areaServed"] = {"@type": "AdministrativeArea", "name": one.council.name}
    if one.founded_year:
        data["foundingDate"] = str(one.founded_year)
    if one.ended_on:
        data["dissolutionDate"] = one.ended_on.isoformat()
    return ScriptData.of(data)


def site_data():
    """Return what the whole site is and how it is searched."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{settings.SITE_ORIGIN}/search/?q={{words}}"}
    return ScriptData.of(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": "Keep it Local",
            "url": f"{settings.SITE_ORIGIN}/",
            "inLanguage": "en-GB",
            "potentialAction": {
                "@type": "SearchAction",
                "target": target,
                "query-input": "required name=words",
            },
        }
    )


def catalogue_data(exports, licence):
    """Return which lists can be downloaded, in which forms and under which licence."""
    return ScriptData.of(
        {
            "@context": "https://schema.org",
            "@type": "DataCatalog",
            "name": "Keep it Local register",
            "url": f"{settings.SITE_ORIGIN}/about/data/",
            "license": licence,
            "dataset": [_dataset(export, licence) for export in exports],
        }
    )


def _dataset(export, licence):
    forms = {"csv": "text/csv", "json": "application/json"}
    return {
        "@type": "Dataset",
        "name": f"Keep it Local: {export.title}",
        "description": export.note,
        "license": licence,
        "isAccessibleForFree": True,
        "variableMeasured": [column.name for column in export.columns],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": f"{settings.SITE_ORIGIN}/{export.key}.{form}",
            }
            for form, kind in forms.items()
        ],
    }
