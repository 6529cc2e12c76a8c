"""Which column means what: what a person said last time, else the header, else the content."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from convenant.locations.reading import identifiers
from convenant.locations.reading.countries import read_country
from convenant.locations.reading.fields import FIELDS, PERSONAL, match_header, normal
from convenant.locations.reading.messages import Message
from convenant.locations.reading.numbers import coordinate, decimal
from convenant.locations.reading.table import Table

_SAMPLE = 300


@dataclass(frozen=True, slots=True)
class Guess:
    """One column: 0-based position, header as it stands, the field's key, how sure (0–1) and why.

    `reason` is "remembered", "chosen" (a person, now), "header", "content", "personal" (contact
    details, left out), "second" (another column serves that field better) or "unknown".
    """

    column: int
    header: str
    field: str
    confidence: float
    reason: str

    def sentence(self, language: str = "en") -> str:
        """Why this field was chosen, for the person who checks it."""
        return Message(f"because_{self.reason}", {"field": self.field}).sentence(language)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The meaning of every column of one table, in the table's order."""

    guesses: tuple[Guess, ...]
    headed: bool = True

    def columns(self, field: str) -> tuple[int, ...]:
        """The columns that carry a field, left to right."""
        return tuple(guess.column for guess in self.guesses if guess.field == field)

    @property
    def missing(self) -> tuple[str, ...]:
        """Of what every row needs, name and country, the fields no column carries."""
        return tuple(field for field in ("name", "country") if not self.columns(field))

    def corrected(self, changes: dict[int, str]) -> "Mapping":
        """This mapping with columns (0-based) given another field by a person.

        Raises ValueError with a sentence for an unknown field, and for a field that only one
        column can carry.
        """
        for field in changes.values():
            if field not in FIELDS:
                raise ValueError(Message("unknown_field", {"key": field}).sentence("en"))
        guesses = tuple(
            replace(guess, field=changes[guess.column], confidence=1.0, reason="chosen")
            if guess.column in changes
            else guess
            for guess in self.guesses
        )
        # A chosen column takes its field from a guessed one; two chosen ones are for the person.
        for field in {f for f in changes.values() if not FIELDS[f].many}:
            chosen = [g for g in guesses if g.field == field and g.column in changes]
            if len(chosen) > 1:
                raise ValueError(Message("field_twice", {"field": field}).sentence("en"))
            guesses = tuple(
                replace(g, field="ignore", reason="second")
                if g.field == field and g.column not in changes
                else g
                for g in guesses
            )
        return replace(self, guesses=guesses)

    def notes(self) -> list[Message]:
        """What a person should know about this mapping before the rows are read."""
        notes = [Message("column_missing", {"field": field}) for field in self.missing]
        personal = [guess.header for guess in self.guesses if guess.reason == "personal"]
        if personal:
            notes.append(Message("personal_ignored", {"columns": ", ".join(personal)}))
        unused = [g.header for g in self.guesses if g.reason in ("unknown", "second") and g.header]
        if unused:
            notes.append(Message("columns_unused", {"columns": ", ".join(unused)}))
        return notes

    def as_dict(self) -> dict:
        """Plain values, ready for JSON; `from_dict` reads them back."""
        columns = [
            {
                "column": guess.column,
                "header": guess.header,
                "field": guess.field,
                "confidence": guess.confidence,
                "reason": guess.reason,
            }
            for guess in self.guesses
        ]
        return {"headed": self.headed, "columns": columns}

    @classmethod
    def from_dict(cls, stored: dict) -> "Mapping":
        """The mapping `as_dict` wrote; a field that no longer exists becomes "ignore"."""
        guesses = tuple(
            Guess(
                column=int(column["column"]),
                header=str(column["header"]),
                field=column["field"] if column["field"] in FIELDS else "ignore",
                confidence=float(column["confidence"]),
                reason=str(column["reason"]),
            )
            for column in stored["columns"]
        )
        return cls(guesses=guesses, headed=bool(stored.get("headed", True)))


def guess_mapping(table: Table, remembered: Mapping | None = None) -> Mapping:
    """The most likely meaning of every column of `table`.

    `remembered` is the mapping a person last confirmed for this member; where a header is the
    same (case and punctuation aside), it wins over any guess. For a table without header it
    counts only when that one had none either and the same number of columns.
    """
    guesses: list[Guess | None] = _from_memory(table, remembered)
    taken = {guess.field for guess in guesses if guess and not FIELDS[guess.field].many}
    if table.headed:
        _by_header(table, guesses, taken)
    _by_content(table, guesses, taken)
    filled = tuple(
        guess or Guess(column, table.headers[column], "ignore", 0.0, "unknown")
        for column, guess in enumerate(guesses)
    )
    return Mapping(filled, table.headed)


def _numbered(headers: Sequence[str]) -> list[tuple[str, int]]:
    """Headers made comparable; the second "Name" is another column than the first."""
    seen: Counter[str] = Counter()
    keys = []
    for header in headers:
        key = normal(header)
        seen[key] += 1
        keys.append((key, seen[key]))
    return keys


def _from_memory(table: Table, remembered: Mapping | None) -> list[Guess | None]:
    guesses: list[Guess | None] = [None] * len(table.headers)
    if remembered is None or remembered.headed != table.headed:
        return guesses
    if not table.headed and len(remembered.guesses) != len(table.headers):
        return guesses
    keys = _numbered([guess.header for guess in remembered.guesses])
    known = dict(zip(keys, remembered.guesses, strict=True))
    for column, key in enumerate(_numbered(table.headers)):
        before = known.get(key)
        # What nobody chose last time is looked at again; personal data are said every time.
        if before and key[0] and before.reason not in ("unknown", "second", "personal"):
            guesses[column] = Guess(column, table.headers[column], before.field, 1.0, "remembered")
    return guesses


def _by_header(table: Table, guesses: list[Guess | None], taken: set[str]) -> None:
    """Fields by header name; the surest column takes a field that only one can carry."""
    found = []
    for column, header in enumerate(table.headers):
        if guesses[column] is None and (match := match_header(header)):
            found.append((-match[1], column, match[0]))
    for negative, column, field in sorted(found):
        header = table.headers[column]
        if field == PERSONAL:
            guesses[column] = Guess(column, header, "ignore", -negative, "personal")
        elif field in taken:
            guesses[column] = Guess(column, header, "ignore", -negative, "second")
        elif _contradicted(field, table, column):
            continue
        else:
            guesses[column] = Guess(column, header, field, -negative, "header")
            if not FIELDS[field].many:
                taken.add(field)


def _contradicted(field: str, table: Table, column: int) -> bool:
    """Whether the content cannot be what the header says: a "Latitude" full of words."""
    cells = _cells(table, column)
    test = {
        "lat": coordinate,
        "lng": coordinate,
        "os_id": lambda cell: identifiers.OS_ID_SHAPE.match(identifiers.compact(cell)),
    }.get(field)
    if test is None or len(cells) < 5:
        return False
    return _share(cells, test) < 0.2


def _cells(table: Table, column: int) -> list[str]:
    """Up to 300 filled cells of a column, from the whole length of the list."""
    step = max(len(table.rows) // _SAMPLE, 1)
    return [row[column] for row in table.rows[::step] if row[column]][:_SAMPLE]


def _share(cells: list[str], test: Callable[[str], object]) -> float:
    return (
        sum(1 for cell in cells if test(cell) not in (None, False)) / len(cells) if cells else 0.0
    )


_FIRM = frozenset(
    [
        "ltd",
        "limited",
        "co",
        "company",
        "corp",
        "corporation",
        "inc",
        "llc",
        "gmbh",
        "ag",
        "bv",
        "nv",
        "sa",
        "srl",
        "spa",
        "sas",
        "sarl",
        "ltda",
        "plc",
        "pvt",
        "private",
        "pt",
        "cv",
        "tbk",
        "factory",
        "factories",
        "industries",
        "industry",
        "industrial",
        "textile",
        "textiles",
        "garment",
        "garments",
        "apparel",
        "apparels",
        "fashion",
        "fashions",
        "mills",
        "knitting",
        "knitwear",
        "fabrics",
        "group",
        "enterprise",
        "enterprises",
        "manufacturing",
        "san",
        "tic",
        "as",
        "sti",
        "jsc",
        "tekstil",
        "footwear",
        "shoes",
        "leather",
        "international",
        "fabriek",
        "bedrijf",
        "oy",
        "ab",
        "kft",
        "doo",
        "sro",
        "zoo",
        "eood",
    ]
)


def _firm_like(cell: str) -> bool:
    words = normal(cell).split()
    joined = normal(cell.replace(".", "")).split()
    return not _FIRM.isdisjoint(words) or not _FIRM.isdisjoint(joined)


def _address_like(cell: str) -> bool:
    long_enough = len(cell) >= (8 if "," in cell else 15)
    return long_enough and ("," in cell or cell.count(" ") >= 3) and any(map(str.isalpha, cell))


def _personal(cell: str) -> bool:
    return "@" in cell and "." in cell.rsplit("@", 1)[-1] and " " not in cell.strip()


def _country_like(cell: str) -> bool:
    return not cell.isdigit() and read_country(cell).code is not None


def _by_content(table: Table, guesses: list[Guess | None], taken: set[str]) -> None:
    """Fields of columns whose header said nothing, from what stands in them."""
    columns = {c: _cells(table, c) for c, guess in enumerate(guesses) if guess is None}
    columns = {c: cells for c, cells in columns.items() if cells}

    def take(column: int, field: str, confidence: float) -> None:
        reason = "content"
        if field == PERSONAL:
            field, reason = "ignore", "personal"
        guesses[column] = Guess(column, table.headers[column], field, round(confidence, 2), reason)
        if not FIELDS[field].many:
            taken.add(field)
        columns.pop(column)

    # 1. What proves itself.
    proofs: list[tuple[str, Callable[[str], object], float]] = [
        (PERSONAL, _personal, 0.5),
        ("os_id", identifiers.os_id, 0.6),
        ("lei", identifiers.lei, 0.6),
        ("gln", identifiers.gln, 0.8),
        ("country", _country_like, 0.6),
    ]
    for field, test, enough in proofs:
        ranked = sorted(((_share(cells, test), -c) for c, cells in columns.items()), reverse=True)
        for share, negative in ranked:
            if share >= enough and field not in taken:
                take(-negative, field, min(share, 0.95))
    # 2. Two neighbouring columns of decimals within the globe.
    if "lat" not in taken and "lng" not in taken:
        degrees = [c for c, cells in columns.items() if _share(cells, _degree) >= 0.9]
        for left in degrees:
            if left + 1 in degrees and _share(columns[left], _up_to_90) >= 0.99:
                take(left, "lat", 0.75)
                take(left + 1, "lng", 0.75)
                break
    # 3. Names of firms, and long texts with commas: only where nothing said so.
    unlike = {c: cells for c, cells in columns.items() if _share(cells, coordinate) < 0.5}
    if "name" not in taken and unlike:
        share, best = max(
            (_share(cells, _firm_like) * _differ(cells), -c) for c, cells in unlike.items()
        )
        if share >= 0.3:
            take(-best, "name", 0.5 + share * 0.3)
    unlike = {c: cells for c, cells in columns.items() if c in unlike}
    if not any(guess and guess.field == "address" for guess in guesses) and unlike:
        share, best = max(
            (_share(cells, _address_like) * _differ(cells), -c) for c, cells in unlike.items()
        )
        if share >= 0.5:
            take(-best, "address", 0.4 + share * 0.3)


def _differ(cells: list[str]) -> float:
    """How far the values of a column differ from each other: names do, sectors do not."""
    return len(set(cells)) / len(cells)


def _degree(cell: str) -> bool:
    value = decimal(cell)
    return value is not None and abs(value) <= 180 and ("." in cell or "," in cell)


def _up_to_90(cell: str) -> bool:
    value = decimal(cell)
    return value is not None and abs(value) <= 90
