"""Excel kept still while cells are written, and as it was afterwards, whatever happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings

_STILL = {"screen_updating": False, "calculation": "manual"}


@contextmanager
def quiet(app: xlwings.App) -> Iterator[None]:
    """Suspends the screen and the calculation; both are restored after an error too, each on its own.

    An Excel that is reached through a server cannot tell whether its screen is on, and ends the suspension by itself.
    It calculates once after all writing anyway, so its calculation is left alone: if the writing stopped half-way,
    nobody could set it back.
    """
    with ExitStack() as restored:
        if _can_tell(app, "screen_updating"):
            for name, value in _STILL.items():
                restored.callback(setattr, app, name, getattr(app, name))
                setattr(app, name, value)
        else:
            restored.callback(setattr, app, "screen_updating", True)
            app.screen_updating = False
        yield


def _can_tell(app: xlwings.App, name: str) -> bool:
    try:
        getattr(app, name)
    except NotImplementedError:
        return False
    return True
