"""Which body a text of a calendar names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reporter.vocabulary.names import names


def body_named(text: str, known: Iterable[str] = ()) -> str:
    """The one body that the name of a meeting names: `TSAG` for `TSAG-2027-05`, and for `2nd meeting of TSAG`.

    Args:
        text: Name of the meeting.
        known: Bodies that the workbook lists, as it spells them.

    Returns:
        Its canonical name, else as the workbook spells it; "" where none is named, or several.
    """
    # A number behind a hyphen belongs to the meeting and not to the name of the body.
    plain = re.sub(r"-\d[\w-]*", " ", text)
    found = {match[2].names for match in names().find(plain, plain.lower()) if match[2].kind == "body"}
    if not found:
        listed = [one for one in known if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", plain, re.IGNORECASE)]
        # A name that is part of a longer one that is named too is not meant.
        found = {(one,) for one in listed if not any(one != other and one in other for other in listed)}
    single = {several[0] for several in found if len(several) == 1}
    return single.pop() if len(single) == len(found) == 1 else ""
