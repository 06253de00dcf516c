"""What the security document and the runbook name is there: tests, settings, requirements, log events, `/healthz`."""

import ast
import re
from pathlib import Path

from clusters.accounts.audit_signals import ACTIONS

ROOT = Path(__file__).resolve().parent.parent.parent
SECURITY = (ROOT / "pactsite" / "docs" / "security.md").read_text()
RUNNING = (ROOT / "pactsite" / "docs" / "running.md").read_text()
CODE = [path for app in ("clusters", "pacts", "awards", "pactsite") for path in sorted((ROOT / app).rglob("*.py"))]

CHAPTERS = [f"V{number}" for number in range(1, 18)]
IN_CODE = re.compile(r"`([^`\n]+)`")
OF_OTHER_PROGRAMS = {"PGPASSWORD"}


def cells_of(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def functions_of(path):
    """Return the names of the test functions of a file, none where there is no such file."""
    if not path.exists():
        return set()
    return {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}


def settings_of(text):
    """Return the settings a document names in code, with or without a value."""
    named = {re.match(r"[A-Z][A-Z_]{3,}(?==|$)", code) for code in IN_CODE.findall(text)}
    return {match[0] for match in named if match} - OF_OTHER_PROGRAMS


def logged_events():
    """Return every name the code gives to an event of the log."""
    found = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("log_event", "log_change") and node.args:
                values = {getattr(each, "value", None) for each in ast.walk(node.args[0])}
                found |= {value for value in values if isinstance(value, str)}
    return found | set(ACTIONS.values())


def test_every_test_the_document_names_exists():
    named = set(re.findall(r"(tests/[\w/]+\.py)::(test_\w+)", SECURITY))

    missing = {f"{path}::{name}" for path, name in named if name not in functions_of(ROOT / path)}

    assert named
    assert missing == set()
    assert len(named) == len(set(re.findall(r"\btests/\S+?::\w+", SECURITY)))


def test_every_setting_the_documents_name_is_in_the_example():
    known = set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert {"SECRET_KEY", "SECOND_FACTOR_FOR"} <= settings_of(SECURITY)
    assert (settings_of(SECURITY) | settings_of(RUNNING)) - known == set()


def test_every_chapter_has_one_row_with_what_holds_it():
    rows = [cells_of(line) for line in SECURITY.splitlines() if re.match(r"\| V\d+ [A-Z]", line)]

    assert [row[0].split()[0] for row in rows] == CHAPTERS
    assert {len(row) for row in rows} == {3}
    assert [row[0] for row in rows if not row[1]] == []
    without_tests = [row[0] for row in rows if "::" not in row[2]]
    assert without_tests == ["V10 OAuth and OIDC", "V17 WebRTC"]


def test_every_requirement_is_cited_by_its_whole_number_once_and_with_a_reason():
    rows = [cells_of(line) for line in SECURITY.splitlines() if re.match(r"\| V\d+\.", line)]
    cited = [number for row in rows for number in re.findall(r"V[\d.]+", row[0])]
    others = set(re.findall(r"\bV\d[\d.]*\b", SECURITY)) - {*cited, *CHAPTERS}

    assert [number for number in [*cited, *others] if not re.fullmatch(r"V\d+\.\d+\.\d+", number)] == []
    assert sorted(set(cited)) == sorted(cited)
    assert [number for number in cited if number.split(".")[0] not in CHAPTERS] == []
    assert [row for row in rows if len(row) != 2 or not row[1]] == []


def test_every_event_of_the_log_is_told():
    table = SECURITY.partition("| Event |")[2].partition("\n\n")[0]
    told = {name for line in table.splitlines()[2:] for name in IN_CODE.findall(cells_of(line)[0])}

    assert told == logged_events()


def test_the_runbook_knows_everything_healthz_says():
    health = ast.parse((ROOT / "pactsite" / "pages" / "health.py").read_text())
    (fault,) = (node for node in health.body if getattr(node, "name", "") == "find_fault")
    said = {node.value.value for node in ast.walk(fault) if isinstance(node, ast.Return)} - {""}

    assert "disk full" in said
    assert {words for words in said if f"`{words}`" not in RUNNING} == set()


def test_the_document_is_short():
    lines = SECURITY.splitlines()

    assert len(lines) <= 250
    assert [line for line in lines if len(line) > 120 and not line.startswith("|")] == []
