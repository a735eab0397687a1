"""Microsoft's Open XML SDK validator, and the part-by-part comparison of two workbooks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path


def validation_errors(validator: str, path: Path) -> list[str]:
    """What the validator says of a file: `part, place: description`, sorted."""
    done = subprocess.run([validator, str(path)], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{validator} failed on {path}: {done.stderr.strip()}")
    errors = json.loads(done.stdout)["errors"]
    return sorted(f"{one['path']}, {one['xPath']}: {one['description']}" for one in errors)


def new_errors(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Errors of the result that the original does not have."""
    return sorted((Counter(after) - Counter(before)).elements())


def differences(shared: Path, before: Path, after: Path, allowed: Sequence[str]) -> str:
    """What two workbooks differ in outside the allowed parts, or defects of the second; "" where there is nothing."""
    tool = shared / "tools" / "xlsx_diff.py"
    command = [sys.executable, str(tool), str(before), str(after)]
    options = ["--allow-part", *allowed] if allowed else []
    done = subprocess.run([*command, *options], capture_output=True, text=True, timeout=120, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def validator_from_environment() -> str | None:
    """The validator that REPORTER_OOXML_VALIDATOR names; None without it."""
    return os.environ.get("REPORTER_OOXML_VALIDATOR") or None
