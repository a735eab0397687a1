"""Writing a workbook so that no failure leaves half a file, and so that nobody else's hands are in it."""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reporter.model import UsageError, WorkbookError

BACKUPS_KEPT = 10
"""How many earlier versions of a workbook are kept."""

_OPENED_IN = {
    **dict.fromkeys((".xlsx", ".xlsm", ".csv"), "Excel"),
    **dict.fromkeys((".docx", ".docm"), "Word"),
}
"""Program that most often holds a file of that kind open."""

HOUSEKEEPING = ".reporter"
"""Folder beside the workbook for backups and locks."""


def copy_to_change(source: Path, target: Path, *, force: bool) -> Path:
    """Copies a file that comes with the program to where somebody will change it.

    Args:
        source: The file.
        target: Its copy; the folder must be there.
        force: Overwrite a file that is there.

    Returns:
        `target`.

    Raises:
        UsageError: A file of that name is there already.
        WorkbookError: The file cannot be written.
    """
    if target.exists() and not force:
        raise UsageError(
            "is there already, and you may have changed it",
            file=target,
            hint="Name another folder, or overwrite it with --force",
        )
    replace_file(target, source.read_bytes())
    return target


def replace_file(path: Path, data: bytes) -> None:
    """Make `data` the content of `path`, wholly or not at all.

    The bytes go to a temporary file in the same folder (a rename across disks would not be atomic), reach the disk,
    and take the place of the old file, whose permissions they inherit. A device is written to as it is.

    Raises:
        WorkbookError: The folder cannot be written to, the disk is full, or another program holds the file open.
    """
    if _is_device(path):
        _write_to_device(path, data)
        return
    path = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".tmp")
    except OSError as error:
        raise _unwritable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode_for(path))
        os.replace(temporary, path)  # noqa: PTH105 - tests simulate its failure, and it is the call that promises atomicity
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)
    _flush_folder(path.parent)


def _is_device(path: Path) -> bool:
    """Whether a path is `/dev/null` or the like, which cannot be replaced by a file."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _write_to_device(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise _unwritable(path, error) from error


def ensure_free(path: Path) -> None:
    """Check that nobody has the workbook open and that it may be written.

    Raises:
        WorkbookError: Excel's (`~$name.xlsx`) or LibreOffice's (`.~lock.name.xlsx#`) lock file lies beside it, or
            it is read-only.
    """
    for lock, program in (
        (path.with_name(f"~${path.name}"), "Excel"),
        (path.with_name(f".~lock.{path.name}#"), "LibreOffice"),
    ):
        if lock.exists():
            raise WorkbookError(
                f"the workbook is open in {program} ({lock.name} lies beside it)",
                file=path,
                hint=f"Close it in {program} and run again; if it is not open anywhere, delete {lock.name}",
            )
    if path.exists() and not path.stat().st_mode & stat.S_IWUSR:
        raise WorkbookError("the file is read-only", file=path, hint="Allow writing to it, or give another output file")


def keep_backup(path: Path) -> Path:
    """Copy a workbook to `.reporter/backups/<name>-<number>.xlsx` and keep the last ten copies.

    Numbers count up, because a clock would make the outcome depend on when the program runs. A workbook equal to its
    newest backup is not copied again.

    Returns:
        The backup that holds the workbook as it is now.

    Raises:
        WorkbookError: The folder cannot be written to.
    """
    folder = path.parent / HOUSEKEEPING / "backups"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        existing = _backups(folder, path)
        if existing and _digest(existing[-1][1]) == _digest(path):
            return existing[-1][1]
        number = existing[-1][0] + 1 if existing else 1
        backup = folder / f"{path.stem}-{number}{path.suffix}"
        # Under another name first: a copy that a power cut broke off must not count as a backup.
        unfinished = folder / f".{path.name}.tmp"
        shutil.copy2(path, unfinished)
        unfinished.replace(backup)
        for _, old in [*existing, (number, backup)][:-BACKUPS_KEPT]:
            old.unlink()
    except OSError as error:
        raise WorkbookError(
            f"the backup cannot be written ({error.strerror or error})",
            file=folder,
            hint="Make room or allow writing there, then run again",
        ) from error
    return backup


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the workbook for this process: of two runs at once, one wins and the other is told.

    The lock is the file `.reporter/<name>.lock` with the holder's process number. A lock whose process is gone is
    taken over.

    Raises:
        WorkbookError: Another run holds the workbook, or the lock cannot be written.
    """
    lock = path.parent / HOUSEKEEPING / f"{path.name}.lock"
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        _take(lock, path)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        _sweep(lock, path)
        yield
    finally:
        with suppress(OSError):
            lock.unlink(missing_ok=True)
            lock.parent.rmdir()


def _take(lock: Path, path: Path) -> None:
    for _ in range(2):
        try:
            _create(lock)
        except FileExistsError:
            holder = _holder(lock)
            if holder is None or _alive(holder):
                break
            _discard(lock, holder)
            continue
        return
    raise WorkbookError(
        "another run of reporter is working on this workbook",
        file=path,
        hint=f"Wait until it is done; if none is running, delete {lock}",
    )


def _create(lock: Path) -> None:
    """Make the lock with its holder in it, in one step; FileExistsError where there is one."""
    unfinished = lock.with_name(f"{lock.name}-{os.getpid()}.tmp")
    try:
        unfinished.write_text(str(os.getpid()), encoding="ascii")
        os.link(unfinished, lock)
    except FileExistsError:
        raise
    except OSError:
        # Not every disk has links. Here a run that dies between the two steps leaves a lock without a holder.
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(str(os.getpid()))
    finally:
        unfinished.unlink(missing_ok=True)


def _sweep(lock: Path, path: Path) -> None:
    """Remove what runs left behind that were killed; the holder of the lock is the only one at work."""
    left = (
        *lock.parent.glob(f"{glob.escape(lock.name)}-*"),
        *path.parent.glob(f".{glob.escape(path.name)}-*.tmp"),
        *(lock.parent / "backups").glob(f".{glob.escape(path.name)}.tmp"),
    )
    for file in left:
        with suppress(OSError):
            file.unlink()


def _discard(lock: Path, holder: int) -> None:
    """Remove a lock whose process is gone, unless somebody else was quicker and it is a new one by now."""
    aside = lock.with_name(f"{lock.name}-{os.getpid()}")
    with suppress(FileNotFoundError):
        lock.rename(aside)
        if _holder(aside) == holder:
            aside.unlink()
        else:
            aside.replace(lock)


def _holder(lock: Path) -> int | None:
    """Process number in a lock file; None where it is being written or is not a lock of ours."""
    try:
        return int(lock.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _alive(process: int) -> bool:
    if os.name == "nt":
        return _alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _alive_on_windows(process: int) -> bool:
    # os.kill(pid, 0) would end the process on Windows, so the kernel is asked for a handle instead.
    import ctypes

    still_active = 259
    query_limited_information = 0x1000
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore]
    handle = kernel.OpenProcess(query_limited_information, False, process)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active


def _backups(folder: Path, path: Path) -> list[tuple[int, Path]]:
    """Number and file of the workbook's backups, oldest first."""
    found = []
    for file in folder.glob("*"):
        stem, dash, number = file.stem.rpartition("-")
        if dash and stem == path.stem and file.suffix == path.suffix and number.isdecimal():
            found.append((int(number), file))
    return sorted(found)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _mode_for(path: Path) -> int:
    """Permissions of the file that is replaced; those of a new file where there is none."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _flush_folder(folder: Path) -> None:
    """Make the rename itself last through a power failure, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unwritable(path: Path, error: OSError) -> WorkbookError:
    if isinstance(error, PermissionError):
        program = _OPENED_IN.get(path.suffix.casefold(), "other programs")
        problem = "the file cannot be written"
        hint = f"Close it in {program}, or allow writing to its folder, and run again"
        if not path.exists():
            hint = "Allow writing to its folder, or name another one, and run again"
    elif error.errno == errno.ENOSPC:
        problem, hint = "the disk is full", "Make room and run again"
    elif isinstance(error, FileNotFoundError):
        problem, hint = "its folder does not exist", "Make the folder first, or name another file"
    else:
        problem, hint = f"the file cannot be written ({error.strerror or error})", "Check the disk and run again"
    untouched = "; the previous version is untouched" if path.is_file() else ""
    return WorkbookError(f"{problem}{untouched}", file=path, hint=hint)
