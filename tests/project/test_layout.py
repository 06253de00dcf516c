"""What the reader of this project may rely on without looking: arrows, budgets, locks, switches."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.template.backends.django import get_installed_libraries

from tests import settings as settings_under_test

ROOT = Path(__file__).resolve().parent.parent.parent
TOP_LEVEL = {"manage.py", "pactsite", "clusters", "pacts", "awards", "templates", "static", "tests"}
TOP_LEVEL |= {"pyproject.toml", "README.md"}
FOR_TOOLS = {"Makefile", "requirements.txt", "requirements-dev.txt"}
MADE_HERE = {"var"}

# Who may know whom; the front door knows every room and is known by none.
MAY_IMPORT = {
    "clusters": {"clusters"},
    "pacts": {"clusters", "pacts"},
    "awards": {"clusters", "pacts", "awards"},
}
ROOMS = [*MAY_IMPORT, "pactsite"]

# Writes that leave no history, each with the reason why none is missed.
WRITES_WITHOUT_HISTORY = {
    ("clusters/search/index.py", "bulk_create"): "entries of the search are derived from records with a history",
    ("clusters/accounts/migration.py", "update"): "part of a migration",
    ("clusters/common/idempotent.py", "update"): "a sent form is no record",
    ("pacts/services/notices.py", "bulk_create"): "notices are told, not recorded: they keep no history",
    ("pacts/services/notices.py", "update"): "the same: read, mailed, news once more",
}

PYTHON = [path for folder in (*ROOMS, "tests") for path in sorted((ROOT / folder).rglob("*.py"))]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def test_top_level_shows_only_what_was_agreed():
    visible = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))}

    assert visible - FOR_TOOLS - MADE_HERE == TOP_LEVEL


# --- Arrows -----------------------------------------------------------------------------------


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_room_imports_only_rooms_below_it(room):
    above = set(ROOMS) - MAY_IMPORT[room]

    assert {
        (name_of(path), name) for path in (ROOT / room).rglob("*.py") for name in imports_of(path) if name in above
    } == set()


# The room a template belongs to; what no room owns is shared by all and knows what the lowest room knows.
SHARED = "clusters"
LOADED = re.compile(r"\{%\s*load\s+(.+?)\s*%\}")
INCLUDED = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""")


def room_of(name):
    """Return the room of a template by its path ("pacts/desk/home.html"); templates/pages is pactsite's."""
    folder = name.split("/")[0]
    return {"pages": "pactsite"}.get(folder, folder if folder in ROOMS else SHARED)


def rooms_of_libraries():
    """Return {name of a tag library: the room that defines it}; Django's own are left out."""
    libraries = get_installed_libraries() | settings_under_test.TEMPLATES[0]["OPTIONS"]["libraries"]
    rooms = {name: module.split(".")[0] for name, module in libraries.items()}
    return {name: room for name, room in rooms.items() if room in ROOMS}


def rooms_used_by(path):
    """Yield (room, name) of each tag library a template loads and each template it includes or extends."""
    text, rooms = path.read_text(), rooms_of_libraries()
    for names in LOADED.findall(text):
        yield from ((rooms[name], name) for name in names.split() if name in rooms)
    yield from ((room_of(name), name) for name in INCLUDED.findall(text))


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_templates_of_room_load_and_include_only_rooms_below_it(room):
    folder = ROOT / "templates"
    paths = [path for path in TEMPLATES if room_of(path.relative_to(folder).as_posix()) == room]

    assert paths
    assert {
        (name_of(path), name) for path in paths for used, name in rooms_used_by(path) if used not in MAY_IMPORT[room]
    } == set()


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_templates_of_room_name_only_rooms_below_it(room):
    above = {*ROOMS, "pages"} - MAY_IMPORT[room]
    named = re.compile(rf"""["'](?:{"|".join(above)})[:/]""")

    assert [
        name_of(path) for path in (ROOT / "templates" / room).rglob("*.html") if named.search(path.read_text())
    ] == []


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_tag_libraries_of_room_render_only_templates_of_rooms_below_it(room):
    rendered = re.compile(r"""["']([\w/]+\.html)["']""")
    paths = sorted((ROOT / room).rglob("*.py"))

    assert {
        (name_of(path), name)
        for path in paths
        for name in rendered.findall(path.read_text())
        if room_of(name) not in MAY_IMPORT[room]
    } == set()


def test_components_are_shared_by_several_pages():
    texts = [path.read_text() for path in [*TEMPLATES, *PYTHON] if "tests" not in path.parts]
    users = {
        path.name: sum(f'"components/{path.name}"' in text for text in texts)
        for path in (ROOT / "templates" / "components").iterdir()
    }
    base = {"_masthead.html", "_footer.html", "_head.html", "_brand.html"}  # parts of every page

    assert {name for name, count in users.items() if count < 2} - base == set()


# --- Budgets ----------------------------------------------------------------------------------


def too_long(paths, most):
    lengths = {name_of(path): sum(bool(line.strip()) for line in path.read_text().splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > most}


def test_python_files_stay_under_300_lines():
    assert too_long([path for path in PYTHON if path.parent.name != "migrations"], 300) == {}


def test_settings_stay_one_file_a_person_can_read():
    assert too_long([ROOT / "pactsite" / "settings.py"], 250) == {}


def test_templates_stay_under_80_lines():
    assert too_long([path for path in TEMPLATES if path.suffix == ".html"], 80) == {}


# --- Switches and locks -----------------------------------------------------------------------


def switches():
    return set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "pactsite" / "settings.py").read_text()))


def test_env_example_lists_every_variable_settings_reads():
    example = (ROOT / ".env.example").read_text()

    assert set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE)) == switches()


def test_tests_set_every_variable_settings_reads():
    assert set(settings_under_test.OUTSIDE) == switches()


MARKER = "[a-z_]+ [!=]= '[A-Za-z0-9]+'"
PIN = re.compile(rf"([a-z0-9-]+)==([0-9.]+)(?: ; {MARKER}(?: and {MARKER})*)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def pins(file):
    return dict(PIN.fullmatch(line).groups() for line in file.read_text().splitlines() if "==" in line)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_lock_holds_names_versions_and_hashes_only(file):
    lines = (ROOT / file).read_text().splitlines()

    assert [line for line in lines if not PIN.fullmatch(line) and not HASH.fullmatch(line)] == []
    assert all(
        HASH.fullmatch(after) for line, after in zip(lines, [*lines[1:], ""], strict=True) if PIN.fullmatch(line)
    )


def test_locks_agree_with_each_other_and_with_the_project():
    site, suite = pins(ROOT / "requirements.txt"), pins(ROOT / "requirements-dev.txt")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    chosen = {re.match(r"[a-z0-9-]+", line).group() for line in project["project"]["dependencies"]}
    helpers = {
        re.match(r"[a-z0-9-]+", line).group() for group in project["dependency-groups"].values() for line in group
    }

    assert site.items() <= suite.items()
    assert (chosen - site.keys(), helpers - suite.keys()) == (set(), set())


# --- What history and the browser must be able to trust -----------------------------------------


def writes_without_history(path):
    """The calls that go past `save()`; an `update` of a dictionary or a set has something in its brackets."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            named_only = bool(node.keywords) and not node.args
            if node.func.attr in ("bulk_create", "bulk_update") or (node.func.attr == "update" and named_only):
                yield node.func.attr


def test_rows_are_written_so_that_history_sees_it():
    paths = [path for path in PYTHON if "tests" not in path.parts and path.parent.name != "migrations"]

    found = {(name_of(path), name) for path in paths for name in writes_without_history(path)}

    assert found == set(WRITES_WITHOUT_HISTORY)


INLINE = re.compile(r"<style\b|<script\b(?![^>]*\bsrc=)|<[a-z][^>]*\s(?:style|on[a-z]+)\s*=|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_has_no_inline_style_or_script(path):
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", path.read_text(), flags=re.DOTALL)

    assert INLINE.findall(text) == []
