"""French and Spanish texts are read by their glosses: English words, each with the way back to the source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.extraction import Extraction, extract
from reporter.model import Document, Obligation, Paragraph, Resolution
from reporter.parsing import parse
from reporter.parsing.gloss import LANGUAGES, gloss, language_of
from reporter.reading import read

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "languages"
TEXTS = sorted(path.name.removesuffix(".en.txt") for path in CORPUS.glob("*.en.txt"))
IN_LANGUAGES = [(name, code) for name in TEXTS for code in LANGUAGES if (CORPUS / f"{name}.{code}.txt").exists()]
CLAUSES: dict[str, Any] = tomllib.loads((CORPUS / "clauses.toml").read_text(encoding="utf-8"))
HEADS = {
    "en": ("RESOLUTION 301 (Rev. Geneva, 2025)", "Sample", "The Plenipotentiary Conference (Geneva, 2025),"),
    "fr": ("RÉSOLUTION 301 (Rév. Genève, 2025)", "Exemple", "La Conférence de plénipotentiaires (Genève, 2025),"),
    "es": ("RESOLUCIÓN 301 (Rev. Ginebra, 2025)", "Ejemplo", "La Conferencia de Plenipotenciarios (Ginebra, 2025),"),
}
EACH_YEAR = {"fr": "de faire rapport chaque année au Conseil;", "es": "que informe cada año al Consejo;"}
FEWEST_ACTS = 40
FEWEST_ROWS = 40
LEAST_ALIKE = 0.95


def document(*lines: str) -> Document:
    paragraphs = []
    at = 0
    for line in lines:
        paragraphs.append(Paragraph(line, at))
        at += len(line) + 1
    return Document("made.txt", "txt", "\n".join(lines), tuple(paragraphs))


@cache
def read_text(name: str, code: str) -> Document:
    return read(str(CORPUS / f"{name}.{code}.txt"))


@cache
def extracted(name: str, code: str) -> tuple[Extraction, ...]:
    return tuple(extract(resolution) for resolution in parse(read_text(name, code)))


def obligations(name: str, code: str) -> list[Obligation]:
    return [one for found in extracted(name, code) for one in found.obligations]


def as_said_in_every_language(one: Obligation) -> dict[str, Any]:
    """The record without what stays in the words of the source: text, subject, title, place in the file."""
    record = dict(one.to_record())
    for verbatim in ("text", "subject", "source"):
        del record[verbatim]
    return record | {"resolution": {key: value for key, value in record["resolution"].items() if key != "title"}}


def clause(code: str, row: dict[str, str]) -> Document:
    return document(*HEADS[code], CLAUSES["openings"][row["opening"]][code], f"1\t{row[code]}")


def records_of_clause(code: str, row: dict[str, str]) -> list[dict[str, Any]]:
    return [as_said_in_every_language(act) for one in parse(clause(code, row)) for act in extract(one).obligations]


class TestTheSameResolutionInThreeLanguages:
    def test_there_are_enough_acts_to_tell(self) -> None:
        assert sum(len(obligations(name, "en")) for name in TEXTS) >= FEWEST_ACTS

    @pytest.mark.parametrize(("name", "code"), IN_LANGUAGES)
    def test_gives_the_same_records(self, name: str, code: str) -> None:
        expected = [as_said_in_every_language(one) for one in obligations(name, "en")]
        assert [as_said_in_every_language(one) for one in obligations(name, code)] == expected

    @pytest.mark.parametrize(("name", "code"), IN_LANGUAGES)
    def test_gives_the_same_actions(self, name: str, code: str) -> None:
        def said(language: str) -> list[tuple[str, tuple[str, ...]]]:
            return [(one.id, one.addressees) for found in extracted(name, language) for one in found.actions]

        assert said(code) == said("en")

    @pytest.mark.parametrize(("name", "code"), IN_LANGUAGES)
    def test_shows_every_clause_in_its_own_words(self, name: str, code: str) -> None:
        source = read_text(name, code).text
        for one in obligations(name, code):
            assert source[one.source.start : one.source.end] == one.text
            assert one.subject in source
            assert source[one.source.start - 1].isspace()

    @pytest.mark.parametrize(("name", "code"), IN_LANGUAGES)
    def test_keeps_its_title(self, name: str, code: str) -> None:
        titles = [found.resolution.title for found in extracted(name, code)]
        lines = [paragraph.text for paragraph in read_text(name, code).paragraphs]
        assert all(any(line.endswith(title) for line in lines) for title in titles)


class TestOneClauseInThreeLanguages:
    @pytest.mark.parametrize("code", LANGUAGES)
    def test_nearly_all_give_the_same_records(self, code: str) -> None:
        rows = [row for row in CLAUSES["row"] if code in row]
        alike = [row for row in rows if records_of_clause(code, row) == records_of_clause("en", row)]
        unlike = [row[code] for row in rows if row not in alike]
        assert len(rows) >= FEWEST_ROWS
        assert len(alike) / len(rows) >= LEAST_ALIKE, unlike

    @pytest.mark.parametrize(
        ("row", "code"),
        [pytest.param(row, code, id=row["en"][:40]) for row in CLAUSES["row"] for code in LANGUAGES if code in row],
    )
    def test_subjects_and_texts_are_the_source_s(self, code: str, row: dict[str, str]) -> None:
        made = clause(code, row)
        for resolution in parse(made):
            for one in extract(resolution).obligations:
                assert one.text == row[code]
                assert made.text[one.source.start : one.source.end] == one.text
                assert one.subject in one.text


class TestABodyThatTheVocabularyDoesNotKnow:
    @pytest.mark.parametrize(
        ("code", "task", "recipient"),
        [
            ("fr", "de faire rapport au Comité du programme et de la planification;", "Comité du programme et de la planification"),
            ("fr", "de faire rapport à la Commission de la navigation fluviale;", "Commission de la navigation fluviale"),
            ("es", "que informe a la Comisión de Navegación Fluvial;", "Comisión de Navegación Fluvial"),
            ("es", "que informe al Comité del Programa y de la Planificación;", "Comité del Programa y de la Planificación"),
            ("es", "que informe al Comité de Programas, Presupuesto y Edificios, en cada una de sus reuniones;", "Comité de Programas, Presupuesto y Edificios"),
            ("es", "que exponga al Grupo de Expertos sobre Puertos Secos los progresos realizados;", "Grupo de Expertos sobre Puertos Secos"),
            ("es", "que dé cuenta al Comité Permanente de Archivos de la utilización del fondo;", "Comité Permanente de Archivos"),
            ("es", "que informe al Grupo de Trabajo sobre los ruidos submarinos y las ballenas;", "Grupo de Trabajo sobre los ruidos submarinos y las ballenas"),
            # What is said of a council is no part of its name.
            ("es", "que informe al Consejo sobre la Estrategia Operacional;", "Council"),
            ("es", "que informe al Comité del Programa y de la Coordinación;", "Committee for Programme and Coordination"),
            ("fr", "de faire rapport au Comité permanent de la pêche et des affaires maritimes sur les prises;", "Comité permanent de la pêche et des affaires maritimes"),
            ("fr", "d'informer le Groupe consultatif sur les archives des progrès accomplis;", "Groupe consultatif sur les archives"),
            ("fr", "d'informer le Comité scientifique et technique chargé des eaux usées de toute fuite;", "Comité scientifique et technique chargé des eaux usées"),
            ("fr", "de faire rapport au Comité consultatif du Programme Mers froides;", "Comité consultatif du Programme Mers froides"),
            ("fr", "de faire rapport à la Commission du patrimoine, des sites et de l'urbanisme;", "Commission du patrimoine, des sites et de l'urbanisme"),
            ("fr", "de présenter au Comité permanent de la navigation des rapports périodiques sur les quais;", "Comité permanent de la navigation"),
            ("fr", "de faire rapport au Groupe d'experts sur les câbles lacustres;", "Groupe d'experts sur les câbles lacustres"),
            ("fr", "de faire rapport aux comités régionaux de l'Afrique et de l'Asie du Sud-Est;", "comités régionaux de l'Afrique et de l'Asie du Sud-Est"),
            # What is said of a council is no part of its name.
            ("fr", "d'informer le Conseil des causes des retards;", "Council"),
            # Known ones have their English name.
            ("fr", "de faire rapport au Comité du programme et de la coordination;", "Committee for Programme and Coordination"),
            ("fr", "de faire rapport à la Commission d'études 5;", "Study Group 5"),
            ("es", "que informe al Grupo de Trabajo 5B;", "Working Party 5B"),
            ("fr", "de faire rapport au Groupe d'experts sur la validation des numéros (GE-VN);", "GE-VN"),
        ],
    )  # fmt: skip
    def test_is_named_as_the_text_names_it(self, code: str, task: str, recipient: str) -> None:
        made = document(*HEADS[code], CLAUSES["openings"]["sg"][code], f"1\t{task}")
        found = [one.recipients for resolution in parse(made) for one in extract(resolution).obligations]
        assert found == [(recipient,)]


class TestWhoIsAskedAndInNoList:
    @pytest.mark.parametrize(
        ("code", "opening", "who"),
        [
            ("fr", "prie le Comité consultatif indépendant pour les questions d'éthique", "Comité consultatif indépendant pour les questions d'éthique"),
            ("fr", "prie le Rapporteur spécial sur le droit à l'énergie", "Rapporteur spécial sur le droit à l'énergie"),
            ("fr", "charge le Chef de l'Unité de l'audit interne", "Chef de l'Unité de l'audit interne"),
            ("fr", "invite le Champion de l'Union pour la santé des sols", "Champion de l'Union pour la santé des sols"),
            ("fr", "prie la Secrétaire générale adjointe à la gestion", "Secrétaire générale adjointe à la gestion"),
            ("es", "pide al Comité Asesor Independiente sobre la Ética", "Comité Asesor Independiente sobre la Ética"),
            ("es", "pide al Relator Especial sobre el derecho a la energía", "Relator Especial sobre el derecho a la energía"),
        ],
    )  # fmt: skip
    def test_is_named_as_the_heading_names_them(self, code: str, opening: str, who: str) -> None:
        made = document(*HEADS[code], opening, f"1\t{EACH_YEAR[code]}")
        found = [one for resolution in parse(made) for one in extract(resolution).obligations]
        assert [(one.responsible, one.clause.split(" ", 1)[1]) for one in found] == [((who,), f"the {who} 1")]

    @pytest.mark.parametrize(
        ("code", "sentence", "item", "who"),
        [
            ("fr", "1. Prie le Comité international des quais flottants :", "a) De mesurer les digues ;", "Comité international des quais flottants"),
            ("es", "1. Pide al Comité Asesor Independiente sobre la Ética que:", "a) Mida los diques;", "Comité Asesor Independiente sobre la Ética"),
        ],
    )  # fmt: skip
    def test_is_named_as_the_words_above_a_list_name_them(self, code: str, sentence: str, item: str, who: str) -> None:
        made = document(*HEADS[code], sentence, item)
        (action,) = [one for resolution in parse(made) for one in extract(resolution).actions]
        assert action.addressees == (who,)


class TestTheLanguage:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("to report annually to the Council", "en"),
            ("instructs the Director of TSB", "en"),
            ("charge le Directeur du TSB", "fr"),
            ("de faire rapport chaque année au Conseil", "fr"),
            ("encarga al Director de la TSB", "es"),
            ("que informe anualmente al Consejo", "es"),
            ("2025", "en"),
            ("", "en"),
        ],
    )
    def test_is_told_by_small_words(self, text: str, code: str) -> None:
        assert language_of([text]) == code

    def test_of_each_resolution_of_a_compendium_is_told_apart(self) -> None:
        mixed = [
            line
            for code in ("en", "fr", "es")
            for line in read_text("wtdc-local-languages", code).text.split("\n")
            if line.strip()
        ]
        found = parse(document(*mixed))
        assert [one.title for one in found] == [
            "Public service content in local languages",
            "Contenus de service public dans les langues locales",
            "Contenidos de servicio público en los idiomas locales",
        ]
        english, *others = ([replace_id(act) for act in extract(one).obligations] for one in found)
        assert all(other == english for other in others)

    def test_english_is_left_as_it_is(self) -> None:
        english = read_text("wtsa-emergency-alerts", "en")
        clauses = [one for resolution in parse(english) for section in resolution.sections for one in section.clauses]
        assert all(one.alignment is None and len(one.reading) == len(one.text) for one in clauses)


def replace_id(act: Obligation) -> dict[str, Any]:
    """A record without its id: a document that holds a resolution three times numbers its ids."""
    return as_said_in_every_language(replace(act, id=""))


class TestTheGloss:
    @pytest.mark.parametrize(
        ("code", "text", "english"),
        [
            # Names lose the article that English does not write.
            ("fr", "charge le GCNT", "instructs TSAG"),
            ("es", "encarga al GANT", "instructs TSAG"),
            ("fr", "invite les États Membres", "invites Member States"),
            ("es", "invita a los Estados Miembros", "invites Member States"),
            # Numbers stay with the abbreviations they belong to.
            ("fr", "à la CMR-27", "to WRC-27"),
            ("es", "a la CMDT-29", "to WTDC-29"),
            ("fr", "la Commission d'études 17 de l'UIT‑T", "ITU-T Study Group 17"),
            ("es", "la Comisión de Estudio 17 del UIT‑T", "ITU-T Study Group 17"),
            # Adjectives and years go before their noun.
            ("fr", "un rapport annuel détaillé", "a annual detailed report"),
            ("es", "un informe final", "a final report"),
            ("fr", "à sa session de 2026", "at its 2026 session"),
            # Sessions by number.
            ("fr", "à sa quatre-vingt-deuxième session", "at its 82nd session"),
            ("fr", "à sa soixante-dix-neuvième session", "at its 79th session"),
            ("es", "en su octogésimo segundo período de sesiones", "at its 82nd session"),
            ("es", "en su septuagésimo noveno período de sesiones", "at its 79th session"),
            ("es", "en la 158.ª reunión del Consejo Ejecutivo", "at the 158th session of the Executive Board"),
            # Whoever is asked, and whatever to do; words between; a note's number.
            ("es", "Invita a los Estados a que cooperen", "Invites the States to cooperen"),
            (
                "es",
                "Pide al Comité que, tras oír al Grupo, se lo presente",
                "Requests the Committee, after oír to the Group, to submit it to it",
            ),
            ("es", "INSTA a los Estados Miembros2 a que:", "Urges Member States to:"),
            ("es", "dé, en cada reunión, cuenta al GANT", "report, at each meeting, to TSAG"),
            ("es", "con periodicidad semestral", "on a semiannual basis"),
            ("es", "a intervalos de tres años", "every three years"),
            # Dates.
            ("fr", "d'ici au 31 mars 2027", "by 31 March 2027"),
            ("es", "a más tardar el 30 de junio de 2027", "not later than 30 June 2027"),
            ("fr", "à sa cent cinquante-huitième session", "at its 158th session"),
            ("fr", "à sa soixante et onzième session", "at its 71st session"),
            # A blank before a mark, and a note's number behind a word.
            ("fr", "INVITE INSTAMMENT les États Membres2 :", "Urges Member States:"),
            # Dates.
            ("fr", "le 30 novembre 2026 au plus tard", "no later than 30 November 2026"),
            # Capitals without accents, accents written apart, ligatures, blanks that do not break.
            ("fr", "DECIDE", "Decides"),
            ("fr", "la mise en oeuvre de la pre\u0301sente re\u0301solution", "the implementation of this resolution"),
            ("fr", "la mise en œuvre de la présente\u00a0résolution", "the implementation of this resolution"),
            ("fr", "l’Assemblée générale", "the General Assembly"),
            # Letters that look like words.
            ("fr", "ANNEXE A", "Annex A"),
            ("fr", "a)\tà la CMDT", "a)\tto WTDC"),
            ("es", "a)\ta la CMDT", "a)\tto WTDC"),
            ("fr", "A/RES/79/1", "A/RES/79/1"),
            # A participle is not the verb that it looks like without its accent.
            ("fr", "a chargé le Conseil", "has instructed the Council"),
            # What is glossed as nothing stays.
            ("fr", "brouillages préjudiciables", "brouillages préjudiciables"),
        ],
    )
    def test_says_it_in_english(self, code: str, text: str, english: str) -> None:
        assert gloss(text, code).text == english

    def test_leads_back_to_the_words_of_the_source(self) -> None:
        source = "de faire rapport chaque année au GCNT sur les brouillages;"
        found = gloss(source, "fr")
        for english, french in [
            ("report", "faire rapport"),
            ("each year", "chaque année"),
            ("brouillages", "brouillages"),
        ]:
            start = found.text.index(english)
            first, last = found.source(start, start + len(english))
            assert source[first:last] == french


def words() -> Iterator[str]:
    """Words of real clauses, so that phrases and rules meet."""
    for row in CLAUSES["row"]:
        for code in LANGUAGES:
            yield from row.get(code, "").split()
    yield from ("", "\u00a0", "\t", "e\u0301", "œ", "«", "l’", "82e", "54ª", "A", "(", ";")


TEXT = st.lists(st.sampled_from(sorted(set(words()))), max_size=30).map(" ".join) | st.text(max_size=60)


class TestTheWayBack:
    @given(TEXT, st.sampled_from(LANGUAGES))
    def test_is_whole_and_never_goes_backwards(self, text: str, code: str) -> None:
        found = gloss(text, code)
        at = source = 0
        for piece in found.alignment.pieces:
            assert piece.start == at < piece.end
            assert source <= piece.source_start <= piece.source_end or piece.source_end == source
            at, source = piece.end, max(source, piece.source_end)
        assert at == len(found.text)
        if found.text:
            assert found.source(0, len(found.text)) == (0, len(text))

    @given(TEXT, st.sampled_from(LANGUAGES), st.integers(0, 200), st.integers(0, 200))
    def test_of_a_stretch_lies_within_the_source(self, text: str, code: str, one: int, other: int) -> None:
        found = gloss(text, code)
        start, end = sorted((min(one, len(found.text)), min(other, len(found.text))))
        first, last = found.source(start, end)
        assert 0 <= first <= last <= len(text)

    @given(TEXT, st.sampled_from(LANGUAGES), st.integers(0, 200), st.integers(0, 200))
    def test_of_a_part_is_that_of_the_whole(self, text: str, code: str, one: int, other: int) -> None:
        found = gloss(text, code)
        start, end = sorted((min(one, len(found.text)), min(other, len(found.text))))
        cut = found.alignment.cut(start, end)
        first, last = found.source(start, end)
        assert cut.length == last - first
        if start < end:
            assert cut.source(0, end - start) == (0, last - first)

    @given(st.text(max_size=80))
    def test_of_english_is_the_text_itself(self, text: str) -> None:
        found = gloss(text, "en")
        assert found.text == text
        assert all(found.source(at, at + 1) == (at, at + 1) for at in range(len(text)))


@given(TEXT, st.sampled_from(LANGUAGES))
def test_any_text_can_be_parsed(text: str, code: str) -> None:
    made = document(*HEADS[code], CLAUSES["openings"]["sg"][code], *text.split("\n"))
    resolutions: tuple[Resolution, ...] = parse(made)
    for resolution in resolutions:
        for section in resolution.sections:
            for one in section.clauses:
                assert made.text[one.start : one.end] == one.text
