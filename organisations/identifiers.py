"""Identifiers of organisations by the lists of org-id.guide, checked by the form of each list."""

import re
from dataclasses import dataclass

WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Scheme:
    """A list of org-id.guide: its code, what it is in words, what a number of it looks like."""

    code: str
    words: str
    pattern: str
    looks_like: str

    def accepts(self, value):
        return re.fullmatch(self.pattern, value) is not None


# Source: the register of lists at org-id.guide. CICs and CIOs have no list of their own:
# a CIC is found by its company number, a CIO by its charity number.
SCHEMES = {
    scheme.code: scheme
    for scheme in (
        Scheme("GB-CHC", "Charity number (England and Wales)", r"[1-9][0-9]{5,6}(-[0-9]{1,3})?", "1112345"),
        Scheme("GB-COH", "Company number", r"[0-9]{8}|[A-Z]{2}[0-9]{6}|[A-Z]{2}[0-9]{5}R", "01234567"),
        Scheme(
            "GB-MPR",
            "Mutuals Public Register number",
            r"[0-9]{1,6}[A-Z]?|[A-Z]{1,2}[0-9]{3,6}[A-Z]?",
            "30123R",
        ),
        Scheme("GB-SC", "Scottish charity number", r"SC[0-9]{6}", "SC012345"),
        Scheme("GB-NIC", "Charity number (Northern Ireland)", r"1[0-9]{5}", "100123"),
        Scheme("GB-LAE", "Local authority code (England)", r"[A-Z]{3,4}", "CLD"),
        Scheme("GB-UKPRN", "UK provider reference number", r"[0-9]{8}", "10012345"),
    )
}


def tidy(scheme, value):
    """Return a number as its list writes it: no spaces, capitals, company numbers of eight figures."""
    value = WHITE_SPACE.sub("", value).upper()
    return value.zfill(8) if scheme == "GB-COH" and value.isdigit() else value


def split(org_id):
    """Return ``(scheme, value)`` of an org-id such as “GB-CHC-1112345”.

    Raises ``ValueError`` with a sentence for what is no identifier of a known list.
    """
    text = WHITE_SPACE.sub("", org_id).upper()
    scheme = next((code for code in SCHEMES if text.startswith(f"{code}-")), None)
    if scheme is None:
        known = ", ".join(SCHEMES)
        raise ValueError(f"“{org_id[:60]}” does not begin with a list we know: {known}.")
    value = tidy(scheme, text.removeprefix(f"{scheme}-"))
    check(scheme, value)
    return scheme, value


def check(scheme, value):
    """Raise ``ValueError`` with a sentence if a number cannot be one of this list."""
    kind = SCHEMES[scheme]
    if not kind.accepts(value):
        raise ValueError(
            f"“{value[:40]}” cannot be a {kind.words[:1].lower()}{kind.words[1:]}: "
            f"those look like {kind.looks_like}."
        )
