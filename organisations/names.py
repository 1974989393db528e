"""How texts are kept for search: without case, accents and apostrophes, word by word."""

from django.db import models

from councils.names import fold


def searchable(*texts):
    """Return texts as the search compares them, a space before and after each word.

    >>> searchable("St George’s Lupset", "")
    ' st georges lupset '
    """
    return f" {fold(' '.join(filter(None, texts)))} "


class SearchText(models.TextField):
    """A column that holds what other columns of its row say, as the search compares it.

    ``of`` names them. It is worked out whenever the whole row is saved, and nobody edits it.
    """

    # An import that changes a row in bulk writes it along.
    is_worked_out = True

    def __init__(self, *args, of=(), **kwargs):
        self.of = tuple(of)
        super().__init__(*args, **{"editable": False, "default": "", **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": list(self.of)}

    def pre_save(self, model_instance, add):
        text = searchable(*(getattr(model_instance, name) for name in self.of))
        setattr(model_instance, self.attname, text)
        return text
