"""The workbook split into parts, and the parts brought back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.api.office import in_force
from reporter.model import UsageError

if TYPE_CHECKING:
    from reporter.settings import Settings
    from reporter.workbook import Collected, Part, Where


def split(
    workbook: Where,
    *,
    by: str | None = None,
    output: str | Path | None = None,
    settings: Settings | None = None,
    today: date | None = None,
    template: Path | None = None,
    force: bool = False,
) -> tuple[Part, ...]:
    """Makes one workbook per focal point, unit or body; the workbook itself is only read.

    Args:
        workbook: The workbook.
        by: Column whose values the parts are for; None for that of the settings, which is Owner unless they say else.
        output: Folder for the parts; None for that of the settings.
        settings: Settings of the call; None for what the `reporter.toml` nearest to the workbook says.
        today: Day of the split, which the parts tell; None for the current one.
        template: Workbook that parts are made from; None for that of the settings, else the package's.
        force: Overwrite parts that lie in the folder and differ.

    Raises:
        SettingsError: The settings have a fault.
        UsageError: There is no such column, no folder is named or it cannot be made, or a part lies there already.
        WorkbookError: As of `reporter.workbook.split`.
    """
    from reporter.workbook import split as split_workbook
    from reporter.workbook import store_of

    store = store_of(workbook)
    with in_force(settings, store.file) as chosen:
        folder = Path(output) if output else chosen.parts.folder
        if folder is None:
            raise UsageError(
                "no folder for the parts is named",
                hint='Name one with --output, or as folder = "parts" below [parts] in reporter.toml',
            )
        return split_workbook(
            store,
            by=by or chosen.parts.by,
            output=folder,
            today=today or date.today(),
            template=template or chosen.parts.template,
            names=chosen.parts.file_name,
            force=force,
        )


def merge(
    workbook: Where,
    files: Sequence[str | Path] = (),
    *,
    settings: Settings | None = None,
    today: date | None = None,
    dry_run: bool = False,
) -> Collected:
    """Brings what people wrote into their parts back into the workbook.

    Args:
        workbook: The workbook that was split.
        files: Files that were sent back, folders of them, or patterns; none for the folder of the settings.
        settings: Settings of the call; None for what the `reporter.toml` nearest to the workbook says.
        today: Day of the run; None for the current one.
        dry_run: Only say what would happen.

    Raises:
        SettingsError: The settings have a fault.
        UsageError: A folder or a pattern holds no workbook.
        WorkbookError: As of `reporter.workbook.collect`.
    """
    from reporter.workbook import collect, store_of

    store = store_of(workbook)
    with in_force(settings, store.file) as chosen:
        folder = chosen.parts.folder
        named = list(files) or ([folder] if folder and folder.is_dir() else [])
        return collect(store, named, today=today or date.today(), dry_run=dry_run)
