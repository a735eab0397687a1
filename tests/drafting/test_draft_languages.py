"""Every template in every language: nothing that people wrote is dropped, nothing is invented, Word accepts it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from drafted import read, words
from drafting_builders import TODAY, obligation, register, report, resolution

from reporter.api import extract
from reporter.drafting import Draft, draft
from reporter.drafting.limits import Limits
from reporter.drafting.notes import said_notes
from reporter.drafting.settings import language_file, shipped, words_of
from reporter.model import Meeting, Register
from reporter.resources import bundled
from reporter.schedule import reports_due

LANGUAGES = shipped().languages
REPORTS = ("advisory-group", "council", "plain")
FORMATS = ("docx", "md", "html")

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_format = pytest.mark.parametrize("form", FORMATS)

_WRITTEN = {
    "progress": "Zaprogress one\n- zaitem two\nzalast",
    "results": "Zaresults",
    "next_steps": "Zasteps",
    "evidence": "https://zaevidence.example",
    "document": "ZA-DOC-7",
    "owner": "Zaowner Zaname",
}


def whole() -> Register:
    """Two years of one duty, and one that nobody wrote on; every cell a word that stands nowhere else."""
    first = obligation("resolves 1", text="Zaclause text", subject="Zasubject", recipients=("TSAG", "RAG"))
    second = obligation("resolves 2", text="Zbclause text", frequency="biennial", due_event="Zbevent")
    return register(
        report(first, status="In progress", meeting="TSAG-26", **_WRITTEN),
        report(first, period="2025", status="Submitted", document="ZC-DOC", submitted_on=date(2025, 5, 6)),
        report(second, notes="zbnote", due_date=None),
        obligations=[first, second],
        resolutions=[resolution(title="Zatitle")],
        meetings=[Meeting("TSAG", "TSAG-26", 2026, date(2026, 11, 23), date(2026, 11, 27), None, "Zaplace")],
    )


def made(template: str, language: str, form: Any = "docx") -> Draft:
    return draft(whole(), body="TSAG", year=2026, today=TODAY, format=form, template=template, language=language)


def cells(source: Register) -> Iterator[str]:
    """Everything that stands in the register, as text."""
    for row in (*source.resolutions, *source.obligations, *source.reports, *source.meetings):
        for name in row.__slots__:
            value = getattr(row, name)
            yield from value if isinstance(value, tuple) else (str(value),)


def known(language: str) -> set[str]:
    """Every word that a document may hold: of the register, of the language, of dates."""
    data = tomllib.loads(language_file(shipped().folder, language).read_text(encoding="utf-8"))
    chosen = words_of(language)
    dates = [chosen.day(date(2026, month, 1)) + chosen.month(date(2026, month, 1)) for month in range(1, 13)]
    texts = [*cells(whole()), *_strings(data), *dates, " ".join(shipped().sources.values())]
    return {word for text in texts for word in _words(text)}


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield name
            yield from _strings(value)
    elif isinstance(data, str):
        yield data


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[^\W\d_]+", text)]


@every_format
@every_language
@pytest.mark.parametrize("template", REPORTS)
def test_whatever_people_wrote_is_in_the_report(template: str, language: str, form: str) -> None:
    text = read(made(template, language, form))
    for value in ("Zaprogress one", "zaitem two", "zalast", "Zaresults", "Zasteps", "zaevidence.example", "ZA-DOC-7"):
        assert value in text
    for value in ("Zaowner Zaname", "Zaclause text", "Zbclause text", "Zbevent", "zbnote", "Zatitle", "ZC-DOC"):
        assert value in text
    assert words_of(language).day(date(2025, 5, 6)) in text


@every_format
@every_language
@pytest.mark.parametrize("template", shipped().templates)
def test_every_word_comes_from_the_register_or_the_language(template: str, language: str, form: str) -> None:
    text = read(made(template, language, form))
    assert {word for word in _words(text) if len(word) > 1} - known(language) == set()
    assert not re.search(r"\{\{|\[\[|<built-in", text)


@every_language
@pytest.mark.parametrize("template", shipped().templates)
def test_word_documents_pass_microsofts_validator(
    template: str, language: str, tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(made(template, language).content)
    assert validate(path) == []


def standing(language: str, *statuses: str, before: str = "Not started") -> str:
    """A report on duties that stand so, with one in the year before."""
    duties = [obligation(f"resolves {number}") for number in range(1, len(statuses) + 1)]
    reports = [report(duty, status=status) for duty, status in zip(duties, statuses, strict=True)]
    past = report(duties[0], period="2025", status=before, due_date=date(2025, 5, 6))
    source = register(*reports, past, obligations=duties, resolutions=[resolution()])
    made = draft(source, body="TSAG", year=2026, today=TODAY, format="docx", language=language)
    return read(made).replace("\u00a0", " ")


class TestSentences:
    @pytest.mark.parametrize(
        ("language", "statuses", "said"),
        [
            ("fr", ("In progress",), "aucun rapport sur 1 n'avait été présenté ; 1 était en cours."),
            ("fr", ("Noted", "In progress"), "1 rapport sur 2 avait été présenté ; 1 était en cours."),
            (
                "fr",
                ("Noted", "Submitted"),
                "2 rapports sur 2 avaient été présentés. Aucun rapport ne reste à présenter.",
            ),
            ("es", ("In progress",), "no se había presentado ningún informe (1 previsto); 1 estaba en curso."),
            ("es", ("Noted", "In progress"), "se había presentado 1 de 2 informes; 1 estaba en curso."),
            ("es", ("Noted", "Submitted"), "se habían presentado 2 de 2 informes. No queda ningún informe pendiente."),
        ],
    )
    def test_how_many_are_in(self, language: str, statuses: tuple[str, ...], said: str) -> None:
        assert said in standing(language, *statuses)

    @pytest.mark.parametrize(
        ("language", "before", "said"),
        [
            ("fr", "Not started", "En 2025, 1 rapport était à présenter, dont aucun n'a été présenté."),
            ("fr", "Submitted", "En 2025, 1 rapport était à présenter, dont 1 a été présenté."),
            ("es", "Not started", "En 2025, 1 informe debía presentarse; no se presentó ninguno."),
            ("es", "Noted", "En 2025, 1 informe debía presentarse; se presentó 1."),
        ],
    )
    def test_the_year_before(self, language: str, before: str, said: str) -> None:
        assert said in standing(language, "Submitted", before=before)

    def test_in_french_no_line_ends_before_a_colon(self) -> None:
        data = tomllib.loads(language_file(shipped().folder, "fr").read_text(encoding="utf-8"))
        texts = [re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text) for text in _strings(data)]
        assert [text for text in texts if re.search(r" [:;?!»]|« ", text)] == []

    @every_language
    def test_a_brief_is_for_an_official_as_for_a_person(self, language: str) -> None:
        limits = Limits(owner="Zaowner Zaname")
        made = draft(whole(), body="TSAG", year=2026, today=TODAY, template="brief", language=language, limits=limits)
        assert re.search(r"2026\. (For|Destinataire|Para)\s?: Zaowner Zaname\b", read(made))


class TestWords:
    @pytest.mark.parametrize(
        ("language", "shown"),
        [
            ("en", "28 April – 8 May 2026"),
            ("fr", "28 avril – 8 mai 2026"),
            ("es", "28 de abril – 8 de mayo de 2026"),
        ],
    )
    def test_spans(self, language: str, shown: str) -> None:
        assert words_of(language).dates(date(2026, 4, 28), date(2026, 5, 8)) == shown

    def test_the_first_of_a_month_in_french(self) -> None:
        assert words_of("fr").day(date(2026, 5, 1)) == "1er mai 2026"
        assert words_of("fr").dates(date(2026, 5, 1), date(2026, 5, 3)) == "1er–3 mai 2026"
        assert words_of("fr").day(date(2026, 5, 11)) == "11 mai 2026"

    @pytest.mark.parametrize(
        ("language", "number", "shown"),
        [
            ("en", 0, "no a"),
            ("fr", 0, "aucun one"),
            ("es", 0, "ningún one"),
            ("fr", 1, "1 one"),
            ("es", 2, "2 a"),
            ("es", 12345, "12.345 a"),
        ],
    )
    def test_plurals(self, language: str, number: int, shown: str) -> None:
        assert words_of(language).counted(number, "one", "a") == shown

    @pytest.mark.parametrize(
        ("asked", "shown"),
        [
            ("en resolution", "WTSA Resolution 18 (Rev. New Delhi, 2024)"),
            ("en decision", "WTSA Decision 18 (Rev. New Delhi, 2024)"),
            ("fr resolution", "Résolution 18 (Rév. New Delhi, 2024) de l'AMNT"),
            ("fr opinion", "Avis 18 (Rév. New Delhi, 2024) de l'AMNT"),
            ("es resolution", "Resolución 18 (Rev. New Delhi, 2024) de la AMNT"),
            ("es recommendation", "Recomendación 18 (Rev. New Delhi, 2024) de la AMNT"),
        ],
    )
    def test_citations(self, asked: str, shown: str) -> None:
        language, kind = asked.split()
        cited = words_of(language).citation(
            kind=kind, body="WTSA", number="18", place="New Delhi", year=2024, revision=True
        )
        assert cited == shown

    @pytest.mark.parametrize(
        ("language", "note", "shown"),
        [
            ("en", "the text gives no frequency: yearly assumed", "the text gives no frequency: yearly assumed"),
            (
                "fr",
                "the text gives no frequency: yearly assumed; no TSAG meeting in 2026 is in Meetings: 31 December assumed",
                "le texte ne fixe pas de fréquence\N{NO-BREAK SPACE}: rapport annuel par hypothèse; "
                "aucune réunion en 2026 (GCNT) ne figure dans la feuille Meetings\N{NO-BREAK SPACE}: 31 décembre par hypothèse",
            ),
            (
                "es",
                "PP-30 has no dates in Meetings: 1 June 2030 assumed",
                "la hoja Meetings no indica las fechas de PP-30: se supone el 1 de junio de 2030",
            ),
            ("fr", "Ask Ana first; 30 June assumed", "Ask Ana first; 30 juin par hypothèse"),
            ("fr", "the cat is away: 31 December assumed", "the cat is away: 31 December assumed"),
            ("fr", "", ""),
        ],
    )
    def test_notes_of_the_program_are_said_in_the_language_and_those_of_people_stay(
        self, language: str, note: str, shown: str
    ) -> None:
        assert said_notes(note, words_of(language)) == shown

    def test_other_languages_say_every_note_that_the_schedule_makes(self) -> None:
        """Every report of the examples, drawn up without a single meeting, has notes; none of them stays English."""
        found = extract(bundled("examples") / "resolutions")
        dues = reports_due(found.obligations, (), year=2026)
        notes = {note for due in dues for note in due.notes}
        assert len(notes) > 5
        for language in ("fr", "es"):
            assert [note for note in notes if said_notes(note, words_of(language)) == note] == []

    def test_a_language_has_every_text_of_every_other(self) -> None:
        read_in = [tomllib.loads(language_file(shipped().folder, one).read_text(encoding="utf-8")) for one in LANGUAGES]
        for section in ("words", "frequency", "only", "charts", "texts"):
            assert len({frozenset(data[section]) for data in read_in}) == 1


class TestCharts:
    def test_a_picture_has_its_numbers_in_words(self) -> None:
        from io import BytesIO

        document = Document(BytesIO(made("advisory-group", "en").content))
        told = [one.get("descr") for one in document.element.body.iter(f"{{{_WP}}}docPr")]
        assert told == [
            "Reports by status. Reported: 0; In progress: 1, of these overdue: 1; Not started: 1.",
            "Reports by the month they are due. May: 1, of these overdue: 1; No date: 1.",
        ]

    def test_pages_carry_their_pictures(self) -> None:
        page = made("plain", "fr", "html").content.decode()
        assert page.count("<svg") == 2
        assert "En retard" in page
        assert made("plain", "es", "md").content.decode().count("<figure><svg") == 2

    def test_the_year_before_is_told(self) -> None:
        text = words(read(made("plain", "en")))
        assert "In 2025, 1 report was due, of which 1 had been submitted or noted." in text
        assert "In 2025 Submitted, submitted on 6 May 2025 (ZC-DOC)" in text


_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
