"""Where the files that come with the package lie: templates, workbooks, examples."""

from __future__ import annotations

from pathlib import Path


def bundled(folder: str) -> Path:
    """The installed folder `templates`, `workbooks` or `examples`.

    An installed wheel has them inside the package; a checkout (also an editable install) has them beside it.
    """
    package = Path(__file__).resolve().parent
    inside = package / "bundled" / folder
    return inside if inside.is_dir() else package.parent / folder
