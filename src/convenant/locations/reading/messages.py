"""What the reader has to say, in Dutch and English, outside any web framework.

Every sentence says where (file, row, field), what is wrong, and what to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from convenant.locations.reading.fields import FIELDS


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say: a code, and the values its sentence needs.

    `values["field"]` is the key of a field and is shown by its label, `values["country"]` an
    alpha-2 code and is shown by its name.
    """

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, language: str = "en") -> str:
        """The message in Dutch ("nl") or English (anything else)."""
        language = "nl" if language[:2] == "nl" else "en"
        values = dict(self.values)
        if values.get("field") in FIELDS:
            values["field"] = FIELDS[values["field"]].label(language)
        if values.get("country"):
            values["country"] = _country_name(values["country"], language)
        # A cell may be a page long; the sentence only has to make it recognisable.
        for key in ("value", "columns", "skipped"):
            if len(str(values.get(key, ""))) > 120:
                values[key] = str(values[key])[:117] + "…"
        nl, en = SENTENCES[self.code]
        return (nl if language == "nl" else en).format_map(values)


@cache
def _country_name(code: str, language: str) -> str:
    from babel import Locale

    return Locale.parse(language).territories.get(code, code)


SENTENCES: dict[str, tuple[str, str]] = {
    # A whole file that cannot be read.
    "too_large": (
        "{file} is {size} MB; een lijst mag {limit} MB zijn. Haal afbeeldingen en andere bladen weg, of splits de lijst.",
        "{file} is {size} MB; a list may be {limit} MB. Remove pictures and other sheets, or split the list.",
    ),
    "empty": (
        "{file} is leeg. Controleer of u het juiste bestand koos en of het is opgeslagen.",
        "{file} is empty. Check that you chose the right file and that it was saved.",
    ),
    "no_rows": (
        "{file} heeft wel kolomnamen maar geen rijen eronder. Controleer of u het juiste bestand koos.",
        "{file} has column names but no rows below them. Check that you chose the right file.",
    ),
    "damaged": (
        "{file} is beschadigd en kan niet worden geopend. Open het in Excel of LibreOffice en sla het opnieuw op als .xlsx of .csv.",
        "{file} is damaged and cannot be opened. Open it in Excel or LibreOffice and save it again as .xlsx or .csv.",
    ),
    "password": (
        "{file} is met een wachtwoord beveiligd. Haal het wachtwoord eraf en bied het bestand opnieuw aan.",
        "{file} is protected by a password. Remove the password and upload the file again.",
    ),
    "binary": (
        "{file} is geen tekst en geen rekenblad. Bied de lijst aan als .xlsx, .xls, .ods of .csv.",
        "{file} is neither text nor a spreadsheet. Upload the list as .xlsx, .xls, .ods or .csv.",
    ),
    "pdf": (
        "{file} is een PDF. Vraag de lijst op als rekenblad, of zet haar over naar .xlsx of .csv.",
        "{file} is a PDF. Ask for the list as a spreadsheet, or convert it to .xlsx or .csv.",
    ),
    "picture": (
        "{file} is een afbeelding. Bied de lijst aan als .xlsx, .xls, .ods of .csv.",
        "{file} is a picture. Upload the list as .xlsx, .xls, .ods or .csv.",
    ),
    "word": (
        "{file} is een tekstdocument. Kopieer de tabel naar een rekenblad en sla die op als .xlsx.",
        "{file} is a text document. Copy the table into a spreadsheet and save that as .xlsx.",
    ),
    "numbers": (
        "{file} is een Numbers-bestand. Kies in Numbers Archief > Exporteer naar > Excel, en bied dat aan.",
        "{file} is a Numbers file. In Numbers choose File > Export To > Excel, and upload that.",
    ),
    "archive": (
        "{file} is een ingepakt bestand. Pak het uit en bied de lijst zelf aan (.xlsx, .xls, .ods of .csv).",
        "{file} is an archive. Unpack it and upload the list itself (.xlsx, .xls, .ods or .csv).",
    ),
    "web_page": (
        "{file} is een webpagina of XML, ook als de naam anders zegt. Open het in Excel en sla het op als .xlsx.",
        "{file} is a web page or XML, whatever its name says. Open it in Excel and save it as .xlsx.",
    ),
    "json": (
        "{file} is JSON. Bied de lijst aan als .xlsx, .xls, .ods of .csv.",
        "{file} is JSON. Upload the list as .xlsx, .xls, .ods or .csv.",
    ),
    "bomb_size": (
        "{file} is uitgepakt groter dan {limit} MB en is daarom niet geopend. Haal afbeeldingen en lege rijen met opmaak weg, of splits de lijst.",
        "{file} unpacks to more than {limit} MB and was not opened. Remove pictures and formatted empty rows, or split the list.",
    ),
    "bomb_ratio": (
        "{file} is onwaarschijnlijk dicht ingepakt ({part}) en is daarom niet geopend. Kopieer alleen de lijst naar een nieuw rekenblad.",
        "{file} is packed implausibly tightly ({part}) and was not opened. Copy only the list into a new spreadsheet.",
    ),
    "bomb_entries": (
        "{file} bestaat uit {count} delen (hoogstens {limit}) en is daarom niet geopend. Kopieer alleen de lijst naar een nieuw rekenblad.",
        "{file} consists of {count} parts (at most {limit}) and was not opened. Copy only the list into a new spreadsheet.",
    ),
    "entities": (
        "{file} bevat XML-definities die in een rekenblad niet horen ({part}) en is daarom niet geopend. Kopieer de lijst naar een nieuw rekenblad.",
        "{file} contains XML definitions that do not belong in a spreadsheet ({part}) and was not opened. Copy the list into a new spreadsheet.",
    ),
    "slow": (
        "{file} was na {seconds} seconden nog niet gelezen. Kopieer alleen de lijst naar een nieuw rekenblad, of splits haar.",
        "{file} could not be read within {seconds} seconds. Copy only the list into a new spreadsheet, or split it.",
    ),
    "spread": (
        "{file}, blad {sheet}, beslaat {rows} rijen en {columns} kolommen (hoogstens {max_rows} en {max_columns}). Verwijder losse cellen ver onder of rechts van de lijst, of splits haar.",
        "{file}, sheet {sheet}, covers {rows} rows and {columns} columns (at most {max_rows} and {max_columns}). Delete stray cells far below or right of the list, or split it.",
    ),
    "too_many_cells": (
        "{file} vraagt meer geheugen dan een lijst nodig heeft. Verwijder losse cellen ver onder of rechts van de lijst, of kopieer de lijst naar een nieuw rekenblad.",
        "{file} needs more memory than a list does. Delete stray cells far below or right of the list, or copy the list into a new spreadsheet.",
    ),
    "too_many_rows": (
        "{file} heeft meer dan {limit} rijen. Splits de lijst in delen.",
        "{file} has more than {limit} rows. Split the list into parts.",
    ),
    "too_many_columns": (
        "{file}, rij {row}, heeft {count} kolommen (hoogstens {limit}). Verwijder de kolommen die niet over de locaties gaan.",
        "{file}, row {row}, has {count} columns (at most {limit}). Remove the columns that are not about the sites.",
    ),
    "cell_too_long": (
        "{file}, rij {row}, heeft een cel met meer dan {limit} tekens. Kort die cel in, of controleer of er een aanhalingsteken ontbreekt.",
        "{file}, row {row}, has a cell of more than {limit} characters. Shorten that cell, or check for a missing quotation mark.",
    ),
    # Notes on how a file was read.
    "windows_encoding": (
        "Gelezen als Windows-1252. Controleer letters met accenten.",
        "Read as Windows-1252. Check letters with accents.",
    ),
    "mixed_encoding": (
        "Sommige regels zijn UTF-8 en andere Windows-1252; elke regel is gelezen zoals hij is. Controleer letters met accenten.",
        "Some lines are UTF-8 and others Windows-1252; each line was read as it is. Check letters with accents.",
    ),
    "characters_lost": (
        "Tekens die niet konden worden gelezen en er als \ufffd staan: {count}. Sla het bestand op als UTF-8 en bied het opnieuw aan.",
        "Characters that could not be read and show as \ufffd: {count}. Save the file as UTF-8 and upload it again.",
    ),
    "text_repaired": (
        "Cellen met eerder beschadigde letters (Ã© voor é), hersteld: {count}. Controleer letters met accenten.",
        "Cells with letters damaged earlier (Ã© for é), repaired: {count}. Check letters with accents.",
    ),
    "quotes_unpaired": (
        "Regels met aanhalingstekens die geen paar vormen: {count} (eerste regels: {lines}). Ze zijn bij elk scheidingsteken geknipt; controleer ze.",
        "Lines whose quotation marks do not pair up: {count} (first lines: {lines}). They were cut at every separator; check them.",
    ),
    "sheet_chosen": (
        "Gelezen is blad {sheet}; niet gelezen: {skipped}. Staat de lijst op een ander blad, sla dat dan apart op.",
        "Sheet {sheet} was read; not read: {skipped}. If the list is on another sheet, save that one separately.",
    ),
    "no_header": (
        "Er zijn geen kolomnamen gevonden; de kolommen heten A, B, C… Controleer wat elke kolom betekent.",
        "No column names were found; the columns are called A, B, C… Check what each column means.",
    ),
    "two_row_header": (
        "De kolomnamen staan op twee rijen en zijn samengevoegd. Controleer ze.",
        "The column names stand on two rows and were joined. Check them.",
    ),
    "header_repeated": (
        "Herhaalde rijen met kolomnamen, overgeslagen: {count}.",
        "Repeated rows of column names, skipped: {count}.",
    ),
    "empty_rows": (
        "Lege rijen, overgeslagen: {count}.",
        "Empty rows, skipped: {count}.",
    ),
    # Notes on the mapping.
    "column_missing": (
        "Geen kolom is herkend als {field}. Wijs de kolom aan; zonder {field} wordt een rij niet overgenomen.",
        "No column was recognised as {field}. Point it out; without {field} a row is not taken over.",
    ),
    "personal_ignored": (
        "Persoonsgegevens worden niet overgenomen: {columns}. Laat deze kolommen de volgende keer liever weg.",
        "Personal data are not taken over: {columns}. Better leave these columns out next time.",
    ),
    "columns_unused": (
        "Niet gebruikt: {columns}. Wijs een veld aan als dat niet klopt.",
        "Not used: {columns}. Choose a field where that is wrong.",
    ),
    "capacity_fractions": (
        "{field}: de kolom bevat alleen waarden van 0 tot 1; 0,25 is gelezen als 25%. Schrijf percentages als dat niet klopt.",
        "{field}: the column holds only values from 0 to 1; 0.25 was read as 25%. Write percentages if that is wrong.",
    ),
    "because_remembered": ("zoals de vorige keer gekozen", "as chosen last time"),
    "because_chosen": ("door u gekozen", "chosen by you"),
    "because_header": ("door de kolomnaam", "by the column name"),
    "because_content": ("door de inhoud", "by the content"),
    "because_personal": (
        "persoonsgegevens, worden niet overgenomen",
        "personal data, not taken over",
    ),
    "because_second": (
        "een andere kolom past hier beter",
        "another column fits better",
    ),
    "because_unknown": ("niet herkend", "not recognised"),
    "unknown_field": (
        "{key} is geen veld van een locatielijst. Kies een veld uit de lijst.",
        "{key} is no field of a location list. Choose a field from the list.",
    ),
    "field_twice": (
        "{field} kan maar door één kolom worden gevuld. Kies voor de andere kolom een ander veld.",
        "{field} can be filled by one column only. Choose another field for the other column.",
    ),
    "other_mapping": (
        "De kolommen van {file} zijn niet die waarvoor de velden zijn gekozen. Kies de velden opnieuw.",
        "The columns of {file} are not those the fields were chosen for. Choose the fields again.",
    ),
    # A row that is rejected.
    "at_row": ("Rij {line}: {text}", "Row {line}: {text}"),
    "no_name": (
        "{field} ontbreekt. Vul de naam van de productielocatie in.",
        "{field} is missing. Fill in the name of the production location.",
    ),
    "name_without_letters": (
        "{field} is “{value}”, zonder letter of cijfer. Vul de naam van de productielocatie in.",
        "{field} is “{value}”, without a letter or digit. Fill in the name of the production location.",
    ),
    "no_country": (
        "{field} ontbreekt en volgt niet uit het adres. Vul het land in, als naam of als code.",
        "{field} is missing and does not follow from the address. Fill in the country, as a name or a code.",
    ),
    "country_unknown": (
        "{field} “{value}” is niet herkend. Schrijf het land voluit of als code van twee letters (BD, CN).",
        "{field} “{value}” was not recognised. Write the country in full or as a two-letter code (BD, CN).",
    ),
    "country_suggestion": (
        "{field} “{value}” is niet herkend. Bedoelt u {country}? Schrijf het dan zo.",
        "{field} “{value}” was not recognised. Do you mean {country}? Then write it so.",
    ),
    "shifted": (
        "De rij heeft {count} cellen en de lijst {expected} kolommen; de waarden zijn verschoven. Zet tekst met een scheidingsteken tussen aanhalingstekens.",
        "The row has {count} cells and the list {expected} columns; the values have shifted. Put text that holds a separator between quotation marks.",
    ),
    # Something in a row that is kept.
    "country_near": (
        "{field} “{value}” is gelezen als {country}. Verbeter de spelling, of het land als dat niet klopt.",
        "{field} “{value}” was read as {country}. Correct the spelling, or the country if that is wrong.",
    ),
    "country_from_os_id": (
        "{field} ontbreekt; {country} is overgenomen uit OS ID {value}. Vul het land in als dat niet klopt.",
        "{field} is missing; {country} was taken from OS ID {value}. Fill in the country if that is wrong.",
    ),
    "country_from_address": (
        "{field} ontbreekt; {country} is overgenomen uit het einde van het adres. Vul het land in als dat niet klopt.",
        "{field} is missing; {country} was taken from the end of the address. Fill in the country if that is wrong.",
    ),
    "too_long": (
        "{field} is langer dan {most} tekens; wat daarna komt is niet bewaard. Kort de cel in, of kijk of er iets anders in staat.",
        "{field} is longer than {most} characters; what comes after is not kept. Shorten the cell, or see whether it holds something else.",
    ),
    "no_address": (
        "{field} ontbreekt; zonder adres is de locatie moeilijk te herkennen. Vul het adres in als u het weet.",
        "{field} is missing; without it the site is hard to recognise. Fill in the address if you know it.",
    ),
    "bad_os_id": (
        "{field} “{value}” klopt niet (vorm of controleteken) en is weggelaten. Kopieer het opnieuw uit Open Supply Hub.",
        "{field} “{value}” is not right (shape or check character) and was left out. Copy it again from Open Supply Hub.",
    ),
    "os_id_country": (
        "{field} {value} hoort bij een ander land dan {country}. Controleer beide.",
        "{field} {value} belongs to another country than {country}. Check both.",
    ),
    "bad_lei": (
        "{field} “{value}” klopt niet (20 tekens met controlecijfers) en is weggelaten. Controleer het.",
        "{field} “{value}” is not right (20 characters with check digits) and was left out. Check it.",
    ),
    "bad_gln": (
        "{field} “{value}” klopt niet (13 cijfers met controlecijfer) en is weggelaten. Controleer het; Excel maakt van lange getallen soms 8,71E+12.",
        "{field} “{value}” is not right (13 digits with a check digit) and was left out. Check it; Excel sometimes turns long numbers into 8.71E+12.",
    ),
    "bad_workers": (
        "{field} “{value}” is geen aantal of bereik en is weggelaten. Schrijf bijvoorbeeld 350 of 251-500.",
        "{field} “{value}” is no number or range and was left out. Write for example 350 or 251-500.",
    ),
    "bad_capacity_share": (
        "{field} “{value}” is geen percentage van 0 tot 100 en is weggelaten. Schrijf bijvoorbeeld 12,5% of 10-20%.",
        "{field} “{value}” is no percentage from 0 to 100 and was left out. Write for example 12.5% or 10-20%.",
    ),
    "excel_date": (
        "{field} “{value}” is een datum geworden en is weggelaten. Maak de kolom in Excel op als tekst en vul het bereik opnieuw in.",
        "{field} “{value}” has become a date and was left out. Format the column as text in Excel and enter the range again.",
    ),
    "bad_tier": (
        "{field} “{value}” is geen schakel en is weggelaten. Schrijf 1, 2, 3 of 4.",
        "{field} “{value}” is no tier and was left out. Write 1, 2, 3 or 4.",
    ),
    "several_tiers": (
        "{field} “{value}” noemt er meer dan een; gelezen als {tier}. Geef de schakel het dichtst bij u.",
        "{field} “{value}” names more than one; read as {tier}. Give the one nearest to you.",
    ),
    "bad_coordinates": (
        "Coördinaten “{value}” zijn niet te lezen of niet compleet en zijn weggelaten. Schrijf graden, bijvoorbeeld 23,8103 en 90,4125.",
        "Coordinates “{value}” cannot be read or are not complete and were left out. Write degrees, for example 23.8103 and 90.4125.",
    ),
    "coordinates_null": (
        "Coördinaten “{value}” liggen in zee bij 0/0, wat software schrijft voor onbekend; ze zijn weggelaten.",
        "Coordinates “{value}” lie in the sea at 0/0, what software writes for unknown; they were left out.",
    ),
    "coordinates_off_the_globe": (
        "Coördinaten “{value}” bestaan niet (breedte tot 90, lengte tot 180) en zijn weggelaten. Controleer of een decimaalteken verloren ging.",
        "Coordinates “{value}” do not exist (latitude to 90, longitude to 180) and were left out. Check whether a decimal mark was lost.",
    ),
    "coordinates_swapped": (
        "Coördinaten “{value}” liggen verwisseld wel in {country}; breedte en lengte zijn omgewisseld. Controleer ze.",
        "Coordinates “{value}” lie in {country} only when exchanged; latitude and longitude were swapped. Check them.",
    ),
    "coordinates_far": (
        "Coördinaten “{value}” liggen honderden kilometers buiten {country} en zijn weggelaten. Controleer de coördinaten en het land.",
        "Coordinates “{value}” lie hundreds of kilometres outside {country} and were left out. Check the coordinates and the country.",
    ),
    "duplicate": (
        "Zelfde naam, adres en land als rij {first}. Verwijder er een als het dezelfde locatie is.",
        "Same name, address and country as row {first}. Remove one if it is the same site.",
    ),
}  # fmt: skip
