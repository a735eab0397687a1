"""The project as a whole: its history, its words, its docstrings."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "reporter"
MODULES = sorted(PACKAGE.rglob("*.py"))


def tracked_files() -> list[Path]:
    """Every file that git tracks; without git or a repository the test skips."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("needs the git repository")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_the_changelog_tells_of_the_version_there_is() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    headings = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert version in headings


# Each word is put together here, so that this file does not hold it.
_WORKPLACE = re.compile(
    "|".join(
        (
            "/work" + r"/(?:main|shared)",
            "/tmp" + "/venv",
            r"\bLL" + r"M\b",
            r"\bsub" + "agents?",
            r"(?<!-)\bC" + r"laude\b",
        )
    )
    + r"|(?i:\b(?:issues?|tickets?|pull requests?|PR|see|fix(?:es|ed)?|closes?) #\d+)"
)


def test_nothing_tells_of_the_machine_or_the_workplace_it_was_written_at() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in tracked_files()
        if path.suffix in {".py", ".md", ".toml", ".txt", ".html", ".json", ".yml", ".cfg", ""}
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        for match in _WORKPLACE.finditer(line)
    ]
    assert not found, "\n".join(found)


def test_no_work_is_left_for_later_in_the_code() -> None:
    later = re.compile(r"#.*\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")) + r")\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked_files()
        if path.suffix == ".py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if later.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_whatever_is_public_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = ["the module"] if tree.body and not ast.get_docstring(tree) else []
    bare += [name for name, node in _public(tree) if not ast.get_docstring(node)]
    assert not bare, f"{path.relative_to(ROOT)}: no docstring on {', '.join(bare)}"


def _public(tree: ast.Module | ast.ClassDef, of: str = "") -> list[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    found: list[tuple[str, ast.FunctionDef | ast.ClassDef]] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found.append((of + node.name, node))
            if isinstance(node, ast.ClassDef):
                found += _public(node, f"{of}{node.name}.")
    return found


def test_the_modules_stay_short_enough_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in MODULES
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 450
    }
    assert not long, f"split by feature: {long}"
