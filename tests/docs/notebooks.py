"""Runs a notebook's cells one after the other, and says what each shows.

A notebook is JSON, and what its cells do needs no server: running them as a script takes one package less to install than
Jupyter's own runner takes forty. `python tests/docs/notebooks.py NOTEBOOK WORKBOOK` writes anew what stands below the cells.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]


def load(path: Path) -> Notebook:
    """The notebook as JSON."""
    notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def code_cells(notebook: Notebook) -> list[Notebook]:
    """Its cells with code."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def kept(cell: Notebook) -> str:
    """What the notebook shows below a cell."""
    shown = ""
    for one in cell["outputs"]:
        shown += "".join(one["text"] if one["output_type"] == "stream" else one["data"]["text/plain"])
    return shown


def run(notebook: Notebook) -> Iterator[str]:
    """What each cell prints, and the value of its last line, in the current folder."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in code_cells(notebook):
        tree = ast.parse("".join(cell["source"]))
        last = ast.Expression(tree.body.pop().value) if isinstance(tree.body[-1], ast.Expr) else None
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(tree, "notebook", "exec"), names)
            value = eval(compile(last, "notebook", "eval"), names) if last else None
        yield printed.getvalue() + ("" if value is None else repr(value))


def renew(path: Path) -> None:
    """Writes below each cell what it shows."""
    notebook = load(path)
    for number, (cell, shown) in enumerate(zip(code_cells(notebook), run(notebook), strict=True), 1):
        cell["execution_count"] = number
        lines = shown.splitlines(keepends=True)
        cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": lines}] if lines else []
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    given = Path(sys.argv[1]).resolve()
    os.chdir(Path(sys.argv[2]).parent)
    renew(given)
