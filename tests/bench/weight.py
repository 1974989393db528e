"""What a first visit to a page costs: the page and every file of ours it asks for, as sent."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tests.bench.client import BadAnswer, fetch

# What a browser says that it can unpack over plain http.
HEADERS = {"Accept-Encoding": "gzip, br"}
LINKED = {"stylesheet", "icon", "apple-touch-icon", "manifest", "mask-icon", "preload", "modulepreload"}
IN_STYLES = re.compile(r"""url\(\s*['"]?([^'")]+)""")
LOCATION = re.compile(r"<loc>\s*([^<]+?)\s*</loc>")


class FilesOf(HTMLParser):
    """The addresses that a page makes a browser fetch; without an icon it asks for one all the same."""

    def __init__(self, text):
        super().__init__()
        self.found, self.has_icon = set(), False
        self.feed(text)
        if not self.has_icon:
            self.found.add("/favicon.ico")

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "link" and LINKED & set((given.get("rel") or "").split()):
            self.has_icon |= "icon" in given["rel"].split()
            self.found.add(given.get("href"))
        elif tag in ("script", "img", "source", "iframe", "embed", "object", "use"):
            self.found.add(given.get("src") or given.get("data") or given.get("href"))


class Scale:
    """Weighs pages of one server; a file that several pages share is fetched once."""

    def __init__(self, port):
        self.port, self.files = port, {}

    def weigh(self, path):
        """Return the bytes on the wire, headers included, of a page and its files, icons included."""
        packed = self._get(path, HEADERS)
        page = self._get(path, {}).body.decode()
        files = FilesOf(page).found
        return packed.size + sum(self._weigh_file(path, address) for address in files if address)

    def _weigh_file(self, base, address):
        parts = urlsplit(urljoin(base, address))
        if address.startswith(("#", "data:")):
            return 0
        if parts.netloc:
            raise BadAnswer(f"a page asks another site for {address}")
        if parts.path not in self.files:
            self.files[parts.path] = 0
            self.files[parts.path] = fetch(self.port, parts.path, HEADERS).size
            if parts.path.endswith(".css"):
                text = self._get(parts.path, {}).body.decode()
                self.files[parts.path] += sum(
                    self._weigh_file(parts.path, inner) for inner in IN_STYLES.findall(text)
                )
        return self.files[parts.path]

    def _get(self, path, headers):
        answer = fetch(self.port, path, headers)
        if answer.status != 200:
            raise BadAnswer(f"{path}: status {answer.status}")
        return answer


def public_paths(port):
    """Return the path of every page that the sitemap names."""
    answer = fetch(port, "/sitemap.xml")
    found = [urlsplit(address).path for address in LOCATION.findall(answer.body.decode())]
    if answer.status != 200 or not found:
        raise BadAnswer(f"/sitemap.xml: status {answer.status}, {len(found)} pages")
    return found
