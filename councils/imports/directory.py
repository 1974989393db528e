"""Which council a row means: by GSS code, former code, or any name it goes by."""

from collections import defaultdict

from councils.models import Council, CouncilAlias, FormerCode
from councils.names import fold, normalise


class UnknownCouncilError(ValueError):
    """No council, or more than one, could be meant. The text says what to do."""


class Directory:
    """Every council there is, or will be when the plan is carried out, by code and name."""

    def __init__(self):
        self.codes, self.titles, self.former = {}, {}, set()
        self.exact, self.short, self.loose = defaultdict(set), defaultdict(set), defaultdict(set)

    def load(self):
        """Learn what the register holds."""
        names = defaultdict(list)
        for gss, name in CouncilAlias.objects.values_list("council__gss_code", "name"):
            names[gss].append(name)
        former = set(Council.objects.former().values_list("gss_code", flat=True))
        for gss, name, official in Council.objects.values_list("gss_code", "name", "official_name"):
            self.learn(gss, [name, official, *names[gss]], is_former=gss in former)
        self.codes.update(FormerCode.objects.values_list("code", "council__gss_code"))

    def learn(self, gss, names, codes=(), *, is_former=False):
        """Add a council with its names, the short one first, and its former codes."""
        self.codes[gss] = gss
        self.codes.update((code, gss) for code in codes if code not in self.codes)
        self.titles.setdefault(gss, names[0])
        if is_former:
            self.former.add(gss)
        self.short[normalise(names[0])].add(gss)
        for name in names:
            self.exact[fold(name)].add(gss)
            self.loose[normalise(name)].add(gss)

    def find(self, code, name):
        """Return the GSS code of the council meant. The code wins over the name.

        Raises ``UnknownCouncilError``.
        """
        if code:
            if code not in self.codes:
                raise UnknownCouncilError(f"No council has, or had, the GSS code “{code[:40]}”.")
            return self.codes[code]
        core = normalise(name)
        for found in (self.exact.get(fold(name)), self.short.get(core), self._beginning_with(core)):
            if found:
                return self._only(name, found)
        raise UnknownCouncilError(
            f"No council is called “{name[:80]}”. Give its GSS code, "
            "or add this name to the right council's other names first."
        )

    def _beginning_with(self, core):
        """Return whom a shortened name could mean: “Newcastle” is not only the one by the Tyne."""
        if core not in self.loose:
            return set()
        namesakes = (found for name, found in self.short.items() if name.startswith(f"{core} "))
        return self.loose[core].union(*namesakes)

    def _only(self, name, found):
        current = found - self.former
        choices = current or found
        if len(choices) > 1:
            titles = "; ".join(sorted(f"{self.titles[gss]} ({gss})" for gss in choices))
            raise UnknownCouncilError(
                f"“{name[:80]}” could be more than one council: {titles}. Give the GSS code."
            )
        return next(iter(choices))
