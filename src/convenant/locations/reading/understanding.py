"""Rows as production sites: what is certain is kept, what is not is named, nothing is lost.

A row needs a name and a country. Without them it is rejected with the reason; anything else that
cannot be read is left out of the row, with a warning, because one bad number does not undo a site.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields

from convenant.locations.reading import identifiers, numbers
from convenant.locations.reading.countries import codes, country_at_end, read_country
from convenant.locations.reading.damaged_text import repaired
from convenant.locations.reading.fields import FIELDS, normal
from convenant.locations.reading.lengths import LONGEST, fitted
from convenant.locations.reading.mapping import Mapping
from convenant.locations.reading.messages import Message
from convenant.locations.reading.places import place
from convenant.locations.reading.processing import facility_type, processing_types, several
from convenant.locations.reading.table import Table

_SAY_NOTHING = (
    "- -- --- . ? n/a na n.a. n.a nvt n.v.t. n.v.t none null nil unknown onbekend nb n.b. tbd tba geen "
    "#n/a #ref! #value! #name? nan (blank) unbekannt inconnu k.a."
)
_NOTHING = frozenset(_SAY_NOTHING.split())
_HOUSE_NUMBER = re.compile(r"^\d{1,5}\s?[\w/-]{0,4}$")


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One row understood. `row` is the 1-based data row; unknown is None or empty, never a guess.

    `country` is ISO 3166-1 alpha-2; `lat`, `lng` decimal degrees; `workers_low`/`workers_high`
    and `capacity_low`/`capacity_high` (percent of the site's capacity) are inclusive bounds, None
    for an open end.
    """

    row: int
    name: str
    address: str
    country: str
    lat: float | None = None
    lng: float | None = None
    os_id: str | None = None
    lei: str | None = None
    gln: str | None = None
    registry_number: str | None = None
    workers_low: int | None = None
    workers_high: int | None = None
    tier: int | None = None
    product_types: tuple[str, ...] = ()
    processing_types: tuple[str, ...] = ()
    facility_type: str | None = None
    parent_company: str | None = None
    sector: str | None = None
    capacity_low: float | None = None
    capacity_high: float | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be a site as it stands: `row` as in `SiteRow`, `line` as a person sees it."""

    row: int
    line: int
    cells: tuple[str, ...]
    faults: tuple[Message, ...]

    def reason(self, language: str = "en") -> str:
        """All that is wrong, in sentences."""
        return " ".join(fault.sentence(language) for fault in self.faults)

    def sentence(self, language: str = "en") -> str:
        """Where and what: "Row 12: …"."""
        return Message("at_row", {"line": self.line, "text": self.reason(language)}).sentence(
            language
        )


@dataclass(frozen=True, slots=True)
class Warned:
    """Something about one row that a person should know; the row itself is kept."""

    row: int
    line: int
    message: Message

    def sentence(self, language: str = "en") -> str:
        text = self.message.sentence(language)
        return Message("at_row", {"line": self.line, "text": text}).sentence(language)


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts for the page that shows what was understood before anything is stored.

    `countries`: code → rows, most first. `filled`: field → share (0–1) of the understood rows.
    `warnings`: code → number.
    """

    total: int
    understood: int
    rejected: int
    countries: dict[str, int]
    filled: dict[str, float]
    warnings: dict[str, int]

    def as_dict(self) -> dict:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Understood:
    """Every row of the table, either in `rows` or in `rejected`."""

    rows: list[SiteRow]
    rejected: list[Rejected]
    warnings: list[Warned]
    notes: list[Message]
    summary: Summary


def understand(table: Table, mapping: Mapping) -> Understood:
    """What every row of `table` says under `mapping`.

    `len(rows) + len(rejected)` is always `len(table.rows)`. Raises ValueError where the mapping
    was made for a table with other columns.
    """
    if len(mapping.guesses) != len(table.headers):
        raise ValueError(Message("other_mapping", {"file": table.filename}).sentence("en"))
    reader = _Rows(table, mapping)
    for index in range(len(table.rows)):
        reader.read(index)
    return reader.result()


class _Rows:
    """One pass over a table; collects sites, rejections and warnings."""

    def __init__(self, table: Table, mapping: Mapping):
        self.table = table
        self.columns = {field: mapping.columns(field) for field in FIELDS if field != "ignore"}
        self.width = len(table.headers)
        self.rows: list[SiteRow] = []
        self.rejected: list[Rejected] = []
        self.warnings: list[Warned] = []
        self.notes = [*table.notes, *mapping.notes()]
        self.first_seen: dict[tuple[str, str, str], int] = {}
        self.fractions = self._capacity_in_fractions()
        self.country_codes = self._countries_are_codes()
        self.index = 0
        self.repaired: set[tuple[int, int]] = set()

    def _capacity_in_fractions(self) -> bool:
        """Spreadsheets store 25 % as 0.25: a column without % and without a value over 1 does."""
        columns = self.columns["capacity_share"]
        cells = [row[columns[0]] for row in self.table.rows if row[columns[0]]] if columns else []
        values = [numbers.decimal(cell) for cell in cells]
        known = [value for value in values if value is not None]
        fractions = len(known) > 1 and max(known) <= 1 and sum(0 < value < 1 for value in known) > 0
        fractions = fractions and not any("%" in cell for cell in cells)
        if fractions:
            self.notes.append(Message("capacity_fractions", {"field": "capacity_share"}))
        return fractions

    def _countries_are_codes(self) -> bool:
        """Whether the country column holds two-letter codes, where NA is Namibia."""
        columns = self.columns["country"]
        cells = [row[columns[0]] for row in self.table.rows if row[columns[0]]] if columns else []
        two = sum(1 for cell in cells if len(cell) == 2 and cell.isupper() and cell != "NA")
        return two * 2 > len(cells)

    # -- one row -------------------------------------------------------------------------------

    def read(self, index: int) -> None:
        self.index = index
        cells = self.table.rows[index]
        faults: list[Message] = []
        pending = len(self.warnings)
        if len(cells) > self.width:
            values = {"count": len(cells), "expected": self.width}
            faults.append(Message("shifted", values))
        name = self._text(cells, "name")
        if not name:
            faults.append(Message("no_name", {"field": "name"}))
        elif not any(map(str.isalnum, name)):
            faults.append(Message("name_without_letters", {"field": "name", "value": name}))
        address = self._address(cells)
        os_id = self._identifier(cells, "os_id", identifiers.os_id)
        country = self._country(cells, address, os_id, faults)
        if faults or country is None:
            del self.warnings[pending:]
            line, row = self.table.row_numbers[index], self.table.data_rows[index]
            self.rejected.append(Rejected(row, line, tuple(cells), tuple(faults)))
            return
        self.rows.append(self._site(cells, name, address, country, os_id))

    def _site(
        self, cells: list[str], name: str, address: str, country: str, os_id: str | None
    ) -> SiteRow:
        if os_id and os_id[:2] != country:
            values = {"value": os_id, "country": country, "field": "os_id"}
            self._warn("os_id_country", **values)
        lat, lng = self._coordinates(cells, country)
        if not address:
            self._warn("no_address", field="address")
        low, high = self._amount(cells, "workers", numbers.workers)
        share_low, share_high = self._amount(
            cells, "capacity_share", lambda text: numbers.share(text, self.fractions)
        )
        facility = self._text(cells, "facility_type")
        site = SiteRow(
            row=self.table.data_rows[self.index],
            name=name,
            address=address,
            country=country,
            lat=lat,
            lng=lng,
            os_id=os_id,
            lei=self._identifier(cells, "lei", identifiers.lei),
            gln=self._identifier(cells, "gln", identifiers.gln),
            registry_number=self._text(cells, "registry_number") or None,
            workers_low=low,
            workers_high=high,
            tier=self._tier(cells),
            product_types=self._many(cells, "product_type", several),
            processing_types=self._many(cells, "processing_type", processing_types),
            facility_type=facility_type(facility) if facility else None,
            parent_company=self._text(cells, "parent_company") or None,
            sector=self._text(cells, "sector") or None,
            capacity_low=share_low,
            capacity_high=share_high,
        )
        site, long = fitted(site)
        for field in long:
            self._warn("too_long", field=field, most=LONGEST[field])
        self._note_duplicate(site)
        return site

    def _warn(self, code: str, **values) -> None:
        row, line = self.table.data_rows[self.index], self.table.row_numbers[self.index]
        self.warnings.append(Warned(row, line, Message(code, values)))

    # -- fields --------------------------------------------------------------------------------

    def _cell(self, cells: list[str], column: int) -> str:
        cell = cells[column]
        if not cell:
            return ""
        cell = repaired(cell)
        if cell != cells[column]:
            self.repaired.add((self.index, column))
        cell = " ".join(cell.split())
        return "" if cell.casefold() in _NOTHING else cell

    def _texts(self, cells: list[str], field: str) -> list[str]:
        columns = self.columns[field]
        return [cell for column in columns if (cell := self._cell(cells, column))]

    def _text(self, cells: list[str], field: str) -> str:
        for column in self.columns[field]:
            if cell := self._cell(cells, column):
                return cell
        return ""

    def _many(
        self, cells: list[str], field: str, split: Callable[[str], tuple[str, ...]]
    ) -> tuple[str, ...]:
        # The cell as it came: its line ends separate values.
        found = [repaired(cells[c]) for c in self.columns[field] if self._cell(cells, c)]
        return tuple(dict.fromkeys(value for cell in found for value in split(cell)))

    def _address(self, cells: list[str]) -> str:
        """The address with street, city, region and postal code that it does not yet hold."""
        address, known = "", ""
        for field in ("address", "street", "locality", "region", "postal_code"):
            for part in self._texts(cells, field):
                if not address:
                    address = part
                    continue
                known = known or f" {normal(address)} "
                if f" {normal(part)} " not in known:
                    comma = "" if field == "street" and _HOUSE_NUMBER.match(part) else ","
                    address, known = f"{address.rstrip(' ,')}{comma} {part}", ""
        return address

    def _country(
        self, cells: list[str], address: str, os_id: str | None, faults: list[Message]
    ) -> str | None:
        """The country as given; where none is, the one of the OS ID or at the address's end."""
        given = self._text(cells, "country")
        if self.country_codes and cells[self.columns["country"][0]] == "NA":
            given = "NA"
        if given:
            reading = read_country(given)
            if reading.code:
                if reading.near:
                    self._warn("country_near", field="country", value=given, country=reading.code)
                return reading.code
            fault = "country_suggestion" if reading.suggestion else "country_unknown"
            values = {"field": "country", "value": given, "country": reading.suggestion}
            faults.append(Message(fault, values))
            return None
        if os_id and os_id[:2] in codes():
            self._warn("country_from_os_id", field="country", country=os_id[:2], value=os_id)
            return os_id[:2]
        if address and (code := country_at_end(address)):
            self._warn("country_from_address", field="country", country=code)
            return code
        faults.append(Message("no_country", {"field": "country"}))
        return None

    def _identifier(
        self, cells: list[str], field: str, check: Callable[[str], str | None]
    ) -> str | None:
        given = self._text(cells, field)
        if not given:
            return None
        code = check(given)
        if code is None:
            self._warn(f"bad_{field}", field=field, value=given)
        return code

    def _amount(self, cells: list[str], field: str, parse: Callable) -> tuple:
        given = self._text(cells, field)
        if not given:
            return None, None
        amount = parse(given)
        if amount is None:
            code = "excel_date" if numbers.looks_like_date(given) else f"bad_{field}"
            self._warn(code, field=field, value=given)
            return None, None
        return amount

    def _tier(self, cells: list[str]) -> int | None:
        given = self._text(cells, "tier")
        if not given:
            return None
        found = numbers.tiers(given)
        if found is None:
            self._warn("bad_tier", field="tier", value=given)
            return None
        if len(found) > 1:
            self._warn("several_tiers", field="tier", value=given, tier=found[0])
        return found[0]

    def _coordinates(self, cells: list[str], country: str) -> tuple[float | None, float | None]:
        """Latitude and longitude where they can be true; both, or neither."""
        given = [self._text(cells, field) for field in ("lat", "lng")]
        pair: tuple[float, float] | None = None
        if any(given):
            lat, lng = (numbers.coordinate(text) if text else None for text in given)
            pair = None if lat is None or lng is None else (lat, lng)
        elif both := self._text(cells, "coordinates"):
            given = [both]
            pair = numbers.coordinate_pair(both)
        else:
            return None, None
        value = " / ".join(text or "–" for text in given)
        if pair is None:
            self._warn("bad_coordinates", field="lat", value=value)
            return None, None
        verdict = place(*pair, country)
        if verdict == "inside":
            return pair
        if verdict == "swapped":
            self._warn("coordinates_swapped", field="lat", value=value, country=country)
            return pair[1], pair[0]
        self._warn(f"coordinates_{verdict}", field="lat", value=value, country=country)
        return None, None

    def _note_duplicate(self, site: SiteRow) -> None:
        key = (normal(site.name), normal(site.address), site.country)
        line = self.table.row_numbers[self.index]
        first = self.first_seen.setdefault(key, line)
        if first != line:
            self._warn("duplicate", first=first)

    # -- the whole -----------------------------------------------------------------------------

    def result(self) -> Understood:
        countries = Counter(site.country for site in self.rows)
        filled = {}
        for field in fields(SiteRow):
            if field.name != "row" and self.rows:
                known = sum(1 for s in self.rows if getattr(s, field.name) not in (None, "", ()))
                filled[field.name] = round(known / len(self.rows), 4)
        if self.repaired:
            self.notes.append(Message("text_repaired", {"count": len(self.repaired)}))
        summary = Summary(
            total=len(self.table.rows),
            understood=len(self.rows),
            rejected=len(self.rejected),
            countries=dict(sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))),
            filled=filled,
            warnings=dict(Counter(w.message.code for w in self.warnings).most_common()),
        )
        return Understood(self.rows, self.rejected, self.warnings, self.notes, summary)
