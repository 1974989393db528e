"""What the house rules look for: each function takes text and returns the faults in it."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import tinycss2
import tinycss2.color3

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    "keepitlocal",
    "readers",
    "network",
    "assessments",
    "practice",
    "organisations",
    "joining",
    "councils",
    "principles",
    "accounts",
    "records",
)


@cache
def files():
    """Return every file of the repository, as paths from its top; what git ignores is not ours."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return sorted(Path(name) for name in names.split("\0") if name and (ROOT / name).is_file())


def matching(*patterns):
    return [path for path in files() if any(path.match(pattern) for pattern in patterns)]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def python_files(*folders):
    return [path for path in matching("*.py") if path.parts[0] in folders and "migrations" not in path.parts]


def lines(text):
    return text.count("\n") + (not text.endswith("\n"))


# --- Python -------------------------------------------------------------------------


def functions(tree):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def length(node):
    return node.end_lineno - node.lineno + 1


def long_functions(text, limit):
    """Name the functions longer than ``limit`` lines, from ``def`` to the last line."""
    return [f"{node.name}: {length(node)}" for node in functions(ast.parse(text)) if length(node) > limit]


def long_views(text, limit):
    """Name the functions of a request longer than ``limit`` lines."""
    return [
        f"{node.name}: {length(node)}"
        for node in functions(ast.parse(text))
        if node.args.args and node.args.args[0].arg == "request" and length(node) > limit
    ]


def class_views(text):
    classes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]
    return [node.name for node in classes if "View" in " ".join(map(ast.unparse, node.bases))]


def try_statements(text):
    return [f"line {node.lineno}" for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Try)]


def verbs_without_by(text):
    """Name the verbs, one transaction each, that do not ask ``by`` whom by its name.

    The thing acted on and the move may come by position; all else is keyword-only.
    """
    return [
        node.name
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
        if "transaction.atomic" in [ast.unparse(decorator) for decorator in node.decorator_list]
        if len(node.args.args) > 2 or "by" not in [argument.arg for argument in node.args.kwonlyargs]
    ]


def imports(text):
    """Return the names of what a module imports, such as ``django.http.HttpResponse``."""
    names = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def importing(text, *beginnings):
    return [name for name in imports(text) if f"{name}.".startswith(tuple(f"{b}." for b in beginnings))]


def unzoned_clocks(text):
    """Find today and now taken from the machine's own zone instead of Europe/London."""
    return re.findall(r"\bdate\.today\(\)|\bdatetime\.now\(\)|\butcnow\(\)", text)


# --- Any file -----------------------------------------------------------------------


def unfinished(text):
    return re.findall(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b", text)


MACHINE = [
    r"/(?:wo" + r"rk|tm" + r"p|ro" + r"ot|op" + r"t|farm)/\w",
    r"\.\./sha" + r"red",
    r"py" + r"pi\.org|python" + r"hosted|npm" + r"js",
    r"(?:extra-)?index-" + r"url|find-" + r"links",
    r"(?i)\bissue #?\d",
]


def strange_to_the_repository(text):
    """Find addresses of package registries, paths of one machine, and numbers of issues."""
    return [found for pattern in MACHINE for found in re.findall(pattern, text)]


# --- Templates ----------------------------------------------------------------------


def code_in_markup(text):
    """Find what the Content-Security-Policy would stop: styles and scripts written into a page."""
    text = re.sub(r"{#.*?#}", "", text)
    found = re.findall(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text, re.IGNORECASE)
    for attributes in re.findall(r"<script\b([^>]*)>", text, re.IGNORECASE):
        if "src=" not in attributes and "application/ld+json" not in attributes:
            found.append(f"<script{attributes}>")
    return found


def unescaped(text):
    return re.findall(r"\|\s*safe\b|\|\s*safeseq\b|autoescape off|mark_safe|SafeString", text)


def includes_without_only(text):
    tags = re.findall(r"{%\s*include\s+\"components/[^\"]+\.html\"[^%]*%}", text)
    return [tag for tag in tags if not re.search(r"\bonly\s*%}", tag)]


# --- Stylesheets --------------------------------------------------------------------


def colours_in_css(text):
    """Find colour values; ``currentColor``, ``transparent`` and the system's own names are none."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return [found for rule in rules for found in _colours(rule)]


def _colours(rule):
    if rule.type == "declaration":
        return [token.serialize() for token in _tokens(rule.value) if _is_colour(token)]
    content = getattr(rule, "content", None) or []
    if rule.type not in ("qualified-rule", "at-rule"):
        return []
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [found for inner in parsed for found in _colours(inner)]


def _tokens(values):
    for token in values:
        yield token
        yield from _tokens(getattr(token, "arguments", None) or getattr(token, "content", None) or [])


def _is_colour(token):
    if token.type == "hash":
        return True
    if token.type == "function":
        return re.fullmatch(r"rgba?|hsla?|hwb|lab|lch|oklab|oklch|color", token.lower_name) is not None
    if token.type == "ident" and token.lower_value not in ("transparent", "currentcolor"):
        return tinycss2.color3.parse_color(token) is not None
    return False


def colours_in_markup(text):
    """Find colour values in attributes of a template, such as ``fill="#fff"``."""
    found = re.findall(r"(?:fill|stroke|color|content|stop-color)=\"(#[0-9a-fA-F]{3,8}|rgb[^\"]*)\"", text)
    named = re.findall(r"(?:fill|stroke|stop-color|color)=\"([a-zA-Z]+)\"", text)
    return found + [name for name in named if name.lower() not in ("none", "currentcolor", "transparent")]
