"""What a browser says that it is, in the few words that its owner needs to know it again."""

# The first that stands in the header counts: most browsers also name those they are like.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


def in_words(header):
    """Return such as “Firefox on Windows”. The header itself, which tells far more, is not kept."""
    return f"{_first(BROWSERS, header, 'A browser')} on {_first(SYSTEMS, header, 'a device we do not know')}"


def _first(known, header, otherwise):
    return next((words for mark, words in known if mark in header), otherwise)
