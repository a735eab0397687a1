"""The button's picture, drawn for each size that Excel asks for: a page with lines, and a tick."""

from __future__ import annotations

import struct
import zlib
from functools import cache

SIZES = (16, 32, 64, 80, 128)

_SMOOTH = 4
"""Points per pixel and direction that decide its colour."""

_PAGE, _LINE, _TICK = (33, 115, 70), (255, 255, 255), (255, 217, 102)
_CLEAR = (0, 0, 0, 0)


@cache
def icon(size: int) -> bytes:
    """The picture as PNG, `size` pixels wide and high."""
    rows = b"".join(b"\0" + b"".join(bytes(_pixel(x, y, size)) for x in range(size)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    )


def _pixel(x: int, y: int, size: int) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity: the mean of points spread over the pixel."""
    steps = [(number + 0.5) / _SMOOTH for number in range(_SMOOTH)]
    points = [_point((x + right) / size, (y + down) / size) for down in steps for right in steps]
    shown = [one for one in points if one[3]]
    if not shown:
        return _CLEAR
    red, green, blue = (round(sum(one[part] for one in shown) / len(shown)) for part in range(3))
    return red, green, blue, round(255 * len(shown) / len(points))


def _point(x: float, y: float) -> tuple[int, int, int, int]:
    """The colour at a place, from 0 to 1."""
    if _near(x, y, (0.52, 0.72), (0.66, 0.88)) or _near(x, y, (0.66, 0.88), (0.94, 0.50)):
        return (*_TICK, 255)
    if not (0.14 <= x <= 0.80 and 0.06 <= y <= 0.94):
        return _CLEAR
    is_line = any(
        abs(y - middle) < 0.035 and 0.25 <= x <= right for middle, right in ((0.26, 0.69), (0.42, 0.69), (0.58, 0.5))
    )
    return (*(_LINE if is_line else _PAGE), 255)


def _near(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a place lies on a stroke from start to end."""
    across, down = end[0] - start[0], end[1] - start[1]
    along = ((x - start[0]) * across + (y - start[1]) * down) / (across**2 + down**2)
    nearest = min(1.0, max(0.0, along))
    return (x - start[0] - nearest * across) ** 2 + (y - start[1] - nearest * down) ** 2 < 0.06**2


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
