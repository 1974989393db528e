"""The list of councils as a file. Rows are those of ``network.tables.load()``."""

from django.conf import settings

from network.exports.files import Column, Export

COUNCILS = Export(
    key="councils",
    title="councils",
    offers=(("Member councils", ""), ("Every council, members or not", "show=all")),
    columns=(
        Column("gss_code", "The government's code for the area", lambda row: row["gss_code"]),
        Column("name", "The place", lambda row: row["name"]),
        Column("official_name", "The council's full name", lambda row: row["official_name"]),
        Column("type", "What kind of council it is", lambda row: row["type_label"]),
        Column("region", "The region of England", lambda row: row["region_label"]),
        Column(
            "county_gss_code",
            "For a district: the code of its county council",
            lambda row: row["county_gss_code"],
        ),
        Column(
            "member",
            "“yes” if it is a member today, otherwise “no”",
            lambda row: "yes" if row["is_member"] else "no",
        ),
        Column(
            "joined_on", "The day it joined, or the latest day by which it had", lambda row: row["joined_on"]
        ),
        Column(
            "joined_precision",
            "“day” if that day is exact, “by” if only the latest possible day is known",
            lambda row: row["joined_precision"],
        ),
        Column(
            "last_checked_on",
            "The day somebody last checked the membership",
            lambda row: row["confirmed_on"],
        ),
        Column("source", "Where the membership was read", lambda row: row["source"]),
        Column("source_link", "A link to it, if it is public", lambda row: row["source_url"]),
        Column("page", "The council's page here", lambda row: f"{settings.SITE_ORIGIN}{row['path']}"),
    ),
)
