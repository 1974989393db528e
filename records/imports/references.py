"""How rows of one sheet name rows of another: by their natural keys."""

from dataclasses import dataclass, field

from records.imports.columns import as_text


@dataclass(frozen=True)
class Reference:
    """A column that names a row of another model by its natural key, parts joined with “/”."""

    model: type
    paths: tuple
    label: str

    def keys(self):
        """Return {natural key: primary key} of every row there is."""
        rows = self.model.objects.values_list(*self.paths, "pk")
        return {"/".join(as_text(part) for part in parts): pk for *parts, pk in rows}


@dataclass
class Context:
    """What the sheets of one plan know of each other: keys that exist, or will by then."""

    keys: dict = field(default_factory=dict)
    read: set = field(default_factory=set)

    def known(self, reference):
        if reference.model not in self.read:
            self.read.add(reference.model)
            self.keys[reference.model] = {**self.keys.get(reference.model, {}), **reference.keys()}
        return self.keys[reference.model]

    def expect(self, model, reference_keys):
        """Note keys that this plan will make; ``None`` stands for a row not yet written."""
        for key in reference_keys:
            self.keys.setdefault(model, {}).setdefault(key, None)
