"""What is wrong with a workbook, where, and what to do, in Dutch and English."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# code: (nl, en)
SENTENCES: dict[str, tuple[str, str]] = {
    "other_workbook": (
        "Dit is geen vragenlijst van dit platform, of het blad “{sheet}” ontbreekt. Download de"
        " vragenlijst opnieuw en neem uw antwoorden over.",
        "This is no questionnaire of this platform, or the sheet “{sheet}” is missing. Download the"
        " questionnaire again and copy your answers.",
    ),
    "other_assessment": (
        "Dit bestand hoort bij {theirs}, niet bij {ours}. Kies het goede bestand.",
        "This file belongs to {theirs}, not to {ours}. Choose the right file.",
    ),
    "heading_missing": (
        "Rij {row}: de kolom “{heading}” ontbreekt. Zet de kop terug, of download de vragenlijst opnieuw.",
        "Row {row}: the column “{heading}” is missing. Put the heading back, or download the"
        " questionnaire again.",
    ),
    "heading_twice": (
        "Cel {cell}: de kop “{heading}” staat er twee keer. Laat één van de twee weg.",
        "Cell {cell}: the heading “{heading}” is there twice. Remove one of them.",
    ),
    "columns_moved": (
        "De kolommen staan in een andere volgorde dan in de download. Ze zijn op hun kop gelezen.",
        "The columns stand in another order than in the download. They were read by their headings.",
    ),
    "codes_elsewhere": (
        "In kolom {column} (“{heading}”) staan geen codes; die staan in kolom {other}. Is er een kolom"
        " verschoven zonder kop? Zet de kolommen onder hun eigen kop terug.",
        "Column {column} (“{heading}”) holds no codes; those are in column {other}. Was a column moved"
        " without its heading? Put the columns back under their own headings.",
    ),
    "no_codes": (
        "In kolom {column} staan geen codes van vragen. Download de vragenlijst opnieuw.",
        "Column {column} holds no codes of questions. Download the questionnaire again.",
    ),
    "code_unknown": (
        "Cel {cell}: “{value}” is geen vraag die u gesteld wordt. Zet de code terug; deze rij is overgeslagen.",
        "Cell {cell}: “{value}” is no question you are asked. Put the code back; this row was passed over.",
    ),
    "code_missing": (
        "Rij {row}: er staan antwoorden zonder code. Zet de code van de vraag in kolom {column};"
        " deze rij is overgeslagen.",
        "Row {row}: there are answers without a code. Put the question's code in column {column};"
        " this row was passed over.",
    ),
    "code_twice": (
        "Cel {cell}: de vraag “{value}” staat ook in rij {row}. Laat er één staan; beide zijn overgeslagen.",
        "Cell {cell}: the question “{value}” is in row {row} too. Keep one of them; both were passed over.",
    ),
    "row_missing": (
        "De vraag “{value}” ({name}) staat niet meer in het bestand. Haar antwoord blijft zoals het is.",
        "The question “{value}” ({name}) is no longer in the file. Its answer stays as it is.",
    ),
    "row_mixed": (
        "Rij {row}: de verborgen kolom hoort bij een andere vraag. Zijn alleen sommige kolommen gesorteerd"
        " of geplakt? Download de vragenlijst opnieuw; deze rij is overgeslagen.",
        "Row {row}: the hidden column belongs to another question. Were only some columns sorted or"
        " pasted? Download the questionnaire again; this row was passed over.",
    ),
    "formula": (
        "Cel {cell}: hier staat een formule. Plak de waarde zelf (plakken speciaal, waarden); deze rij is"
        " overgeslagen.",
        "Cell {cell}: this is a formula. Paste the value itself (paste special, values); this row was"
        " passed over.",
    ),
    "broken_cell": (
        "Cel {cell}: hier staat de foutwaarde {value}. Vul het antwoord opnieuw in; deze rij is overgeslagen.",
        "Cell {cell}: this is the error value {value}. Fill in the answer again; this row was passed over.",
    ),
    "date_cell": (
        "Cel {cell}: uw rekenblad maakte hier een datum van. Maak de cel op als tekst en typ het opnieuw;"
        " deze rij is overgeslagen.",
        "Cell {cell}: your spreadsheet made this a date. Format the cell as text and type it again; this"
        " row was passed over.",
    ),
    "answer_unknown": (
        "Cel {cell}: “{value}” is geen antwoord op deze vraag. Kies: {choices}. Deze rij is overgeslagen.",
        "Cell {cell}: “{value}” is no answer to this question. Choose: {choices}. This row was passed over.",
    ),
    "answer_missing": (
        "Cel {cell}: er is een toelichting of reden, maar geen antwoord. Kies een antwoord; deze rij is"
        " overgeslagen.",
        "Cell {cell}: there is an explanation or a reason, but no answer. Choose an answer; this row was"
        " passed over.",
    ),
    "reason_missing": (
        "Cel {cell}: zeg waarom de vraag voor u niet van toepassing is; deze rij is overgeslagen.",
        "Cell {cell}: say why the question does not apply to you; this row was passed over.",
    ),
    "may_not_refuse": (
        "Cel {cell}: deze vraag kunt u niet weigeren. Kies een ander antwoord; deze rij is overgeslagen.",
        "Cell {cell}: this question cannot be refused. Choose another answer; this row was passed over.",
    ),
    "tier_unknown": (
        "Cel {cell}: “{value}” is geen groep lezers. Kies: {choices}. Deze rij is overgeslagen.",
        "Cell {cell}: “{value}” is no group of readers. Choose: {choices}. This row was passed over.",
    ),
    "too_long": (
        "Cel {cell}: {count} tekens; er passen er {most}. Zet de rest in een document; deze rij is"
        " overgeslagen.",
        "Cell {cell}: {count} characters; {most} fit. Put the rest in a document; this row was passed over.",
    ),
}
NOTES = frozenset({"columns_moved", "row_missing"})  # said, without anything being wrong


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to say about the file: a code, and the values its sentence needs."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def is_note(self) -> bool:
        """Nothing has to be done about it."""
        return self.code in NOTES

    def sentence(self, language: str) -> str:
        """In Dutch ("nl") or English (anything else)."""
        values = {
            key: value if len(str(value)) <= 120 or key == "choices" else f"{str(value)[:117]}…"
            for key, value in self.values.items()
        }
        return SENTENCES[self.code][0 if language[:2] == "nl" else 1].format_map(values)
