"""The shape of the code: layers import one way, and starting the program imports nothing costly."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "reporter"

LAYERS = (
    "model",
    "settings",
    "vocabulary",
    "reading",
    "parsing",
    "extraction",
    "reviewing",
    "schedule",
    "pivots",
    "workbook",
    "calendars",
    "drafting",
    "analysis",
    "api",
    "demo",
    "addin",
    "server",
    "cli",
)
"""From left to right: a layer imports only `model` and layers to its left."""

EVERYWHERE = frozenset({"model", "resources"})
"""What every layer may import."""

FORBIDDEN = {
    "model": frozenset({"resources"}),
    "drafting": frozenset({"extraction", "parsing", "reading"}),
    "workbook": frozenset({"extraction", "parsing", "reading", "settings"}),
    "extraction": frozenset({"resources", "settings"}),
    "parsing": frozenset({"settings"}),
    "reading": frozenset({"settings"}),
    "pivots": frozenset(
        {"vocabulary", "reading", "parsing", "extraction", "reviewing", "schedule", "resources", "settings"}
    ),
}
"""Imports that the order would allow, and the design does not: they know nothing of each other."""

COSTLY = frozenset(
    {
        *("cryptography", "docx", "docxtpl", "icalendar", "matplotlib", "openpyxl", "pandas", "pypdfium2", "uvicorn"),
        "xlwings",
    }
)
"""Modules that cost a tenth of a second and more: imported inside the functions that use them, everywhere."""

NOT_AT_START = COSTLY | {"jinja2", "lxml", "numpy", "python_calamine", "rich", "starlette"}
"""What the program must not have loaded when it starts: a module may import the lighter ones, if it is loaded late."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def layer_of(path: Path) -> str:
    """`workbook` for reporter/workbook/patch.py, `resources` for reporter/resources.py, "" for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imported_layers(path: Path) -> Iterator[tuple[int, str]]:
    """Line and layer of each import of `reporter` in a module, wherever in it that stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module == "reporter":
            names = [f"reporter.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: import by the full name, not a relative one"
            names = [node.module or ""]
        else:
            continue
        yield from ((node.lineno, name.split(".")[1]) for name in names if name.startswith("reporter."))


def may_import(layer: str, other: str) -> bool:
    """Whether a module of `layer` may import one of `other`."""
    if layer == other:
        return True
    if other in FORBIDDEN.get(layer, frozenset()):
        return False
    if other in EVERYWHERE:
        return True
    # The package itself and what stands beside the layers offer the API, and know the layers through it.
    if layer in {"", "__main__"}:
        return other in {"api", "cli"}
    if layer not in LAYERS or other not in LAYERS:
        return False
    return LAYERS.index(other) < LAYERS.index(layer)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_layers_to_its_left(path: Path) -> None:
    layer = layer_of(path)
    wrong = [f"line {line}: reporter.{other}" for line, other in imported_layers(path) if not may_import(layer, other)]
    assert not wrong, f"reporter.{layer} may not import {'; '.join(wrong)}"


@pytest.mark.parametrize("layer", LAYERS)
def test_every_package_has_a_place_in_the_order(layer: str) -> None:
    known = {*LAYERS, *EVERYWHERE, "", "__main__"}
    assert {layer_of(path) for path in MODULES} <= known
    assert may_import("cli", layer)
    assert layer == "model" or not may_import("model", layer)


@pytest.mark.parametrize(
    ("layer", "other", "allowed"),
    [
        ("parsing", "reading", True),
        ("reading", "parsing", False),
        ("schedule", "vocabulary", True),
        ("drafting", "workbook", True),
        ("drafting", "extraction", False),
        ("workbook", "parsing", False),
        ("cli", "api", True),
        ("api", "cli", False),
        ("addin", "api", True),
        ("addin", "cli", False),
        ("addin", "server", False),
        ("server", "addin", True),
        ("api", "addin", False),
        ("", "api", True),
        ("", "workbook", False),
        ("model", "resources", False),
        ("analysis", "resources", True),
        ("workbook", "something_new", False),
    ],
)
def test_the_order_allows_and_forbids(layer: str, other: str, allowed: bool) -> None:
    assert may_import(layer, other) is allowed


def modules_after(code: str) -> set[str]:
    """Top-level names of every module that is loaded once this code has run in a fresh interpreter."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in ran.stdout.split()}


@pytest.mark.parametrize("module", ["reporter", "reporter.cli", "reporter.model", "reporter.schedule"])
def test_importing_it_loads_nothing_costly(module: str) -> None:
    assert not modules_after(f"import {module}") & NOT_AT_START


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_costly_modules_are_imported_inside_the_function_that_uses_them(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_import = [node for node in _run_at_import(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in at_import if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in at_import if isinstance(node, ast.ImportFrom)}
    assert not {name.split(".")[0] for name in names} & COSTLY


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs when the module is imported: not what functions hold, nor what only type checkers see."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            continue
        yield child
        yield from _run_at_import(child)
