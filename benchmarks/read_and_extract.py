"""How long reading and extraction take, against unzipping the same Word files and parsing their XML.

    python benchmarks/read_and_extract.py [FOLDER] [--repeat N] [--growth] [--many FILES]

FOLDER holds .docx files, also in subfolders (default: the bundled examples); N is the number of rounds (default 20).
Prints the median of a round in milliseconds and its ratio to the floor, step by step: for the folder, and for one long
Word file that is made up. With --growth also the speed on texts of up to 20 MB, with --many the time and memory for so
many made-up files of all kinds (1,000, say) over two processes.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from lxml import etree
from made_up_files import fill, word
from made_up_texts import resolutions, text

import reporter
from reporter.extraction import extract
from reporter.model import Resolution
from reporter.parsing import parse
from reporter.reading import read
from reporter.resources import bundled

Step = Callable[[], int]

_FOUR_VERBS = re.compile(r"\b(?:report|inform|submit|present)\w*", re.IGNORECASE)
_LONG = 80
"""Resolutions in the made-up Word file: some 200 pages."""
_MEGABYTES = (1.25, 2.5, 5, 10, 20)


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


def search_for_verbs(texts: Sequence[str]) -> int:
    """What a script would do with them: look for four verbs; returns hits, most of which are no duty."""
    return sum(len(_FOUR_VERBS.findall(text)) for text in texts)


def read_only(files: Sequence[Path]) -> int:
    """Reading; returns the number of paragraphs."""
    return sum(len(read(file).paragraphs) for file in files)


def extract_only(found: Sequence[Resolution]) -> int:
    """Extraction alone; returns the number of duties found."""
    return sum(len(extract(one).obligations) for one in found)


def read_and_extract(files: Sequence[Path]) -> int:
    """Reading, parsing and extraction; returns the number of duties found."""
    return sum(extract_only(parse(read(file))) for file in files)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=bundled("examples"))
    arguments.add_argument("--repeat", type=int, default=20)
    arguments.add_argument("--growth", action="store_true")
    arguments.add_argument("--many", type=int, default=0, metavar="FILES")
    given = arguments.parse_args()
    files = sorted(given.folder.rglob("*.docx"))
    if not files:
        arguments.error(f"{given.folder} holds no .docx file")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if given.many:
            # First, as the most memory that a process ever took is what can be asked for.
            many(folder, given.many)
        compare(files, given.repeat)
        long = folder / "long.docx"
        long.write_bytes(word(islice(resolutions(), _LONG)))
        compare([long], max(1, given.repeat // 5))
    if given.growth:
        growth()


def compare(files: Sequence[Path], rounds: int) -> None:
    """Prints a table of the steps; those of each round follow each other."""
    documents = [read(file) for file in files]
    texts = [document.text for document in documents]
    found = [one for document in documents for one in parse(document)]
    steps: dict[str, Step] = {
        "unzip + parse XML": lambda: unzip_and_parse(files),
        "python-docx text": lambda: python_docx_text(files),
        "re, four verbs": lambda: search_for_verbs(texts),
        "read": lambda: read_only(files),
        "parse": lambda: sum(len(parse(document)) for document in documents),
        "extract": lambda: extract_only(found),
        "read + parse + extract": lambda: read_and_extract(files),
    }
    results = {name: step() for name, step in steps.items()}
    medians = _medians(steps, rounds)
    floor = next(iter(medians.values()))
    megabytes = sum(map(len, texts)) / 1e6
    print(f"\n{len(files)} Word files, {megabytes:.2f} MB of text, {rounds} rounds\n")
    print(f"{'step':24} {'ms':>8} {'x floor':>8} {'MB/s':>8} {'found':>8}")
    for name, seconds in medians.items():
        print(f"{name:24} {seconds * 1e3:8.1f} {seconds / floor:8.2f} {megabytes / seconds:8.2f} {results[name]:8,}")


def growth() -> None:
    """Prints how fast texts of growing length are read: the time grows with the length where the speed stays."""
    print(f"\n{'MB of text':>10} {'read':>8} {'parse':>8} {'extract':>8}  MB/s")
    for megabytes in _MEGABYTES:
        with tempfile.TemporaryDirectory() as made:
            file = Path(made, "long.txt")
            file.write_text(text(int(megabytes * 1e6)), encoding="utf-8")
            begun = time.process_time()
            document = read(file)
            has_read = time.process_time()
            found = parse(document)
            parsed = time.process_time()
            extract_only(found)
            done = time.process_time()
        times = (has_read - begun, parsed - has_read, done - parsed)
        print(f"{megabytes:10}", *(f"{megabytes / seconds:8.2f}" for seconds in times))


def many(folder: Path, files: int) -> None:
    """Prints time and memory for many files over two processes; made-up ones, as many of each kind."""
    fill(folder, files)
    begun = time.perf_counter()
    found = reporter.extract(folder, workers=2)
    seconds = time.perf_counter() - begun
    own, most = (resource.getrusage(who).ru_maxrss / 1e3 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"\n{files:,} files of mixed kinds over two processes: {seconds:.1f} s, {files / seconds:.0f} files a second")
    print(f"{len(found.resolutions):,} resolutions, {len(found.obligations):,} duties, {len(found.failures)} failures")
    print(f"peak memory: {own:.0f} MB, and at most {most:.0f} MB in each process that helps")


def _medians(steps: dict[str, Step], rounds: int) -> dict[str, float]:
    """Seconds of the median round of each step; the steps alternate."""
    times: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            begun = time.process_time()
            step()
            times[name].append(time.process_time() - begun)
    return {name: statistics.median(measured) for name, measured in times.items()}


if __name__ == "__main__":
    main()
