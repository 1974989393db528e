import pytest

from tests.bench.client import BadAnswer, fetch
from tests.bench.weight import FilesOf, Scale, public_paths

PAGE = b"""<!doctype html><link rel="stylesheet" href="/static/site.css">
<link rel="canonical" href="/elsewhere/">
<link rel="icon" href="/static/mark.svg"><script src="/static/one.js" defer></script>
<a href="/next/">next</a><svg><use href="#mark"></use></svg><img src="data:image/png;base64,AA==" alt="">"""
SITE = {
    "/": ("text/html", PAGE),
    "/again/": ("text/html", PAGE),
    "/static/site.css": ("text/css", b"main { background: url('paper.svg') } a { color: red }"),
    "/static/paper.svg": ("image/svg+xml", b"p" * 2_000),
    "/static/mark.svg": ("image/svg+xml", b"m" * 1_000),
    "/static/one.js": ("text/javascript", b"j" * 500),
    "/sitemap.xml": ("application/xml", b"<urlset><url><loc>https://example.org/</loc></url></urlset>"),
}


def test_a_first_load_is_the_page_and_all_its_files(serve):
    port = serve(SITE)
    whole = sum(fetch(port, path).size for path in SITE if path not in ("/again/", "/sitemap.xml"))
    scale = Scale(port)
    assert scale.weigh("/") == whole
    assert scale.weigh("/again/") == whole, "a first load may be of any page: files are counted again"


def test_links_to_other_pages_are_not_files():
    assert FilesOf(PAGE.decode()).found >= {"/static/site.css", "/static/mark.svg", "/static/one.js"}
    assert not FilesOf(PAGE.decode()).found & {"/next/", "/elsewhere/"}


def test_without_an_icon_a_browser_asks_for_one():
    assert FilesOf(PAGE.decode()).has_icon
    assert FilesOf("<p>No icon</p>").found == {"/favicon.ico"}


def test_a_file_of_another_site_is_refused(serve):
    page = b'<script src="https://example.com/track.js"></script>'
    with pytest.raises(BadAnswer, match="another site"):
        Scale(serve({**SITE, "/": ("text/html", page)})).weigh("/")


def test_a_page_that_fails_is_not_weighed(serve):
    with pytest.raises(BadAnswer, match="status 404"):
        Scale(serve({})).weigh("/")


def test_the_sitemap_names_the_pages(serve):
    assert public_paths(serve(SITE)) == ["/"]


def test_an_empty_sitemap_is_a_fault(serve):
    with pytest.raises(BadAnswer, match="0 pages"):
        public_paths(serve({"/sitemap.xml": ("application/xml", b"<urlset/>")}))
