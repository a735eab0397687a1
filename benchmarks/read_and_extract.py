"""How long reading and extraction take, against unzipping the same Word files and parsing their XML.

    python benchmarks/read_and_extract.py [FOLDER] [--repeat N]

FOLDER holds .docx files, also in subfolders (default: the bundled examples); N is the number of rounds (default 20).
Prints the median of a round in milliseconds and its ratio to the floor, step by step.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from lxml import etree

from reporter.extraction import extract
from reporter.parsing import parse
from reporter.reading import read
from reporter.resources import bundled

Step = Callable[[Sequence[Path]], int]

_FOUR_VERBS = re.compile(r"\b(?:report|inform|submit|present)\w*", re.IGNORECASE)


def unzip_and_parse(files: Sequence[Path]) -> int:
    """The floor: every XML part that holds text, unzipped and parsed to a tree; returns the number of elements."""
    elements = 0
    for file in files:
        with zipfile.ZipFile(file) as package:
            for name in package.namelist():
                if name.startswith("word/") and name.endswith(".xml"):
                    elements += sum(1 for _ in etree.fromstring(package.read(name)).iter())
    return elements


def python_docx_text(files: Sequence[Path]) -> int:
    """What a script would do: the text of every paragraph, tables and tracked changes left out; returns characters."""
    import docx

    return sum(len(paragraph.text) for file in files for paragraph in docx.Document(str(file)).paragraphs)


def python_docx_and_search(files: Sequence[Path]) -> int:
    """The same, and a search for four verbs in it; returns hits, most of which are no duty."""
    import docx

    texts = ("\n".join(one.text for one in docx.Document(str(file)).paragraphs) for file in files)
    return sum(len(_FOUR_VERBS.findall(text)) for text in texts)


def read_only(files: Sequence[Path]) -> int:
    """Reading; returns the number of paragraphs."""
    return sum(len(read(file).paragraphs) for file in files)


def read_and_parse(files: Sequence[Path]) -> int:
    """Reading and parsing; returns the number of resolutions."""
    return sum(len(parse(read(file))) for file in files)


def read_and_extract(files: Sequence[Path]) -> int:
    """Reading, parsing and extraction; returns the number of duties found."""
    return sum(len(extract(one).obligations) for file in files for one in parse(read(file)))


STEPS: dict[str, Step] = {
    "unzip + parse XML": unzip_and_parse,
    "python-docx text": python_docx_text,
    "python-docx + re": python_docx_and_search,
    "read": read_only,
    "read + parse": read_and_parse,
    "read + parse + extract": read_and_extract,
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=bundled("examples"))
    arguments.add_argument("--repeat", type=int, default=20)
    given = arguments.parse_args()
    files = sorted(given.folder.rglob("*.docx"))
    if not files:
        arguments.error(f"{given.folder} holds no .docx file")
    print(f"{len(files)} Word files, {sum(file.stat().st_size for file in files):,} bytes, {given.repeat} rounds\n")
    found = {name: step(files) for name, step in STEPS.items()}
    medians = _medians(files, given.repeat)
    floor = next(iter(medians.values()))
    print(f"{'step':24} {'ms':>8} {'x floor':>8} {'found':>8}")
    for name, seconds in medians.items():
        print(f"{name:24} {seconds * 1000:8.1f} {seconds / floor:8.2f} {found[name]:8,}")


def _medians(files: Sequence[Path], rounds: int) -> dict[str, float]:
    """Seconds of the median round of each step; the steps alternate."""
    times: dict[str, list[float]] = {name: [] for name in STEPS}
    for _ in range(rounds):
        for name, step in STEPS.items():
            begun = time.perf_counter()
            step(files)
            times[name].append(time.perf_counter() - begun)
    return {name: statistics.median(measured) for name, measured in times.items()}


if __name__ == "__main__":
    main()
