"""Rules of the house that a machine keeps: each test walks the code, so that new code obeys too."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from convenant.base.verbs import VERBS
from convenant.base.walls import Walled
from convenant.people.deeds import WORDS

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "convenant"
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/apps.py"))


def code(*patterns: str) -> list[Path]:
    """The platform's own Python files, without tests and migrations."""
    return sorted(
        path
        for pattern in patterns or ("**/*.py",)
        for path in SOURCE.glob(pattern)
        if not {"tests", "migrations"} & set(path.parts) and path.name != "conftest.py"
    )


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.AST | None = None) -> str:
    return f"{path.relative_to(ROOT)}" + (f":{node.lineno}" if node is not None else "")  # type: ignore[attr-defined]


# One write path ---------------------------------------------------------------------------------

NOT_A_VERB = {
    "create_agreement": "there is no agreement yet in which someone could have a role",
    "found_agreement_secretariat": "nobody inside could yet give the first role",
    "describe_oneself": "one's own name and language lie in no agreement",
    "report": "how far a job is, not a deed of a person",
    "write_links": "the job's rows before `enter` makes them count; a list that is not entered shows nothing",
}


def actions() -> list[Path]:
    return code("*/actions.py", "*/actions/*.py")


def test_there_are_verbs_to_look_at() -> None:
    assert len(actions()) >= 4
    assert len(VERBS) >= 10


@pytest.mark.parametrize("path", actions(), ids=place)
def test_every_public_function_of_actions_is_a_verb_by_someone(path: Path) -> None:
    for node in tree(path).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
        if any(decorator.startswith("verb(") for decorator in decorators):
            assert "by" in [argument.arg for argument in node.args.kwonlyargs], place(path, node)
            continue
        if node.name in NOT_A_VERB or not list(writes(node)):
            continue
        # A part of a verb, in a module of its own, is called by verbs only.
        callers = [] if path.name != "actions.py" else [path]
        callers += imported_from(path, node.name)
        assert not callers, (
            f"{place(path, node)}: {node.name} writes, so it needs @verb(may): "
            f"{[place(caller) for caller in callers]} calls it"
        )


def imported_from(path: Path, name: str) -> list[Path]:
    """The files outside the room's own actions that import this name from them."""
    return [
        other
        for other in code()
        if other.parent != path.parent
        for node in ast.walk(tree(other))
        if isinstance(node, ast.ImportFrom)
        and f"convenant.{path.parent.parent.name}.actions" in (node.module or "")
        and name in [alias.name for alias in node.names]
    ]


def writes(function: ast.FunctionDef) -> Iterator[str]:
    """The calls in a function that change rows or the journal."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            *_, last = text = ast.unparse(node.func).split(".")
            if last in ("save", "bulk_create", "bulk_update", "record", "record_many") or (
                last in ("create", "update", "delete", "get_or_create") and "objects" in text
            ):
                yield last


def test_no_exception_outlives_its_function() -> None:
    public = {
        node.name
        for path in actions()
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
    }
    assert set(NOT_A_VERB) <= public


READERS = ("*/views.py", "*/views/**/*.py", "*/forms.py", "*/forms/*.py", "*/api.py", "*/admin.py")


@pytest.mark.parametrize("path", code(*READERS), ids=place)
def test_pages_and_forms_fetch_by_queries_and_write_by_actions(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Attribute):
            continue
        text = ast.unparse(node)
        if node.attr in ("objects", "_base_manager", "_default_manager"):
            parent_none = f"{text}.none()" in path.read_text(encoding="utf-8")
            assert parent_none, f"{place(path, node)}: {text}: fetch in queries.py"
        assert node.attr not in ("save", "delete", "bulk_create", "bulk_update"), (
            f"{place(path, node)}: {text}: write in actions.py"
        )


# The walls ---------------------------------------------------------------------------------------

WALLS_DOWN_AT = {
    "agreements/actions.py": "a new tenant is made before anyone can be within it",
    "people/queries.py": "a person's own agreements and roles span agreements",
    "base/walls.py": "defines it",
}


def calls(path: Path, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name:
            yield node


def test_the_walls_come_down_at_the_listed_places_only() -> None:
    found = {str(path.relative_to(SOURCE)) for path in code() for _ in calls(path, "walls_down")}
    assert found <= set(WALLS_DOWN_AT), f"say why here: {found - set(WALLS_DOWN_AT)}"
    for path in code():
        assert path.name == "walls.py" or not list(calls(path, "scopes_disabled")), place(path)


RAW_SQL_AT = {"base/walls.py", "base/row_security.py"}


def test_raw_sql_is_written_where_the_walls_are_built_only() -> None:
    for path in code():
        if str(path.relative_to(SOURCE)) in RAW_SQL_AT:
            continue
        for name in ("raw", "RawSQL", "extra", "cursor"):
            for call in calls(path, name):
                if name == "cursor" and "connection" not in ast.unparse(call.func):
                    continue  # another library's
                raise AssertionError(f"{place(path, call)}: {name} sees over the walls")


def test_no_query_joins_through_a_hidden_relation() -> None:
    """`+__pk` would join from a shared row over the wall: Django lets hidden relations be named so."""
    for path in code():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.match(r"^\+?\+__\w", node.value), place(path, node)


SHARED = {
    "Agreement": "the tenant itself",
    "Person": "one account for all agreements; what it may do is in walled roles",
    "Organisation": "one company may be in several agreements; where, is in walled rows",
}


def test_every_model_lives_within_an_agreement_or_says_why_not() -> None:
    ours = [m for m in apps.get_models() if m.__module__.startswith("convenant.")]
    assert len(ours) > 10
    shared = {model.__name__ for model in ours if not issubclass(model, Walled)}
    assert shared == set(SHARED)


# Pages -------------------------------------------------------------------------------------------


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


INLINE = re.compile(r"""\s(style|on[a-z]+)\s*=\s*["']|<style|javascript:""", re.I)
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I)
LOADS = re.compile(
    r"""(?:\b(?:src|srcset|action|poster|data)\s*=\s*["']|<link[^>]*href\s*=\s*["'])\s*(?:https?:)?//""",
    re.I,
)


@pytest.mark.parametrize("path", templates(), ids=place)
def test_a_page_has_no_inline_style_or_script_and_loads_nothing_from_elsewhere(path: Path) -> None:
    text = re.sub(
        r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", path.read_text("utf-8"), flags=re.S
    )
    for rule, why in (
        (INLINE, "an inline style or handler: the Content-Security-Policy blocks it"),
        (SCRIPT, "an inline script: the Content-Security-Policy blocks it"),
        (LOADS, "a request to another host"),
    ):
        found = rule.search(text)
        assert not found, f"{place(path)}: {why}: {found.group(0)!r}"


def statics() -> list[Path]:
    return sorted(p for p in SOURCE.rglob("static/**/*") if p.suffix in (".css", ".js", ".svg"))


@pytest.mark.parametrize("path", statics(), ids=place)
def test_a_static_file_asks_nothing_of_another_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".svg":
        text = text.replace("http://www.w3.org/", "")
    assert not re.search(r"""(?:url\(\s*["']?|@import\s+["']|["'`])(?:https?:)?//[\w.]""", text), (
        path
    )


def test_the_policy_lets_a_page_load_from_its_own_host_only() -> None:
    rules = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert rules["default-src"] == ["'self'"]
    assert "script-src" not in rules or "unsafe" not in str(rules["script-src"])
    assert "unsafe" not in str(rules)
    assert "http" not in str(rules["img-src"])


# Words -------------------------------------------------------------------------------------------


def test_dutch_is_complete() -> None:
    done = subprocess.run(
        [sys.executable, "tools/messages.py", "check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_deed_in_the_journal_has_words() -> None:
    wordless = set()
    for path in code():
        for call in calls(path, "record"):
            if call.args and isinstance(call.args[0], ast.Constant):
                if isinstance(call.args[0].value, str) and call.args[0].value not in WORDS:
                    wordless.add((call.args[0].value, place(path, call)))
            elif call.args and isinstance(call.args[0], ast.JoinedStr):
                start = (
                    ast.literal_eval(ast.unparse(call.args[0].values[0]))
                    if isinstance(call.args[0].values[0], ast.Constant)
                    else ""
                )
                if not any(verb.startswith(start) for verb in WORDS):
                    wordless.add((start, place(path, call)))
        for call in calls(path, "note_looks"):
            if call.args and isinstance(call.args[0], ast.Constant):
                verb = f"looked.{call.args[0].value}"
                if verb not in WORDS:
                    wordless.add((verb, place(path, call)))
    assert not wordless, f"give these words in people/deeds.py: {sorted(wordless)}"


# Size --------------------------------------------------------------------------------------------

LONGER_THAN_400_LINES = {
    "agreements/definition/messages.py": "the texts of every fault, in two languages",
}


def test_a_file_has_one_concept() -> None:
    long = {
        str(path.relative_to(SOURCE)): lines
        for path in code()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    unexplained = {name: lines for name, lines in long.items() if name not in LONGER_THAN_400_LINES}
    assert not unexplained, f"split these, or say why they are one concept: {unexplained}"
    assert set(LONGER_THAN_400_LINES) <= set(long), "an exception for a file that is short again"


def test_every_page_function_can_be_read() -> None:
    """A view's first line says what the page is; the pages' test has its other half."""
    from django.urls import get_resolver

    def views(patterns: list) -> Iterator[object]:
        for entry in patterns:
            if hasattr(entry, "url_patterns"):
                yield from views(entry.url_patterns)
            elif hasattr(entry.callback, "may"):
                yield entry.callback

    for view in views(get_resolver().url_patterns):
        assert inspect.getdoc(view), f"{view.__module__}.{view.__name__} says what it shows"  # type: ignore[attr-defined]
