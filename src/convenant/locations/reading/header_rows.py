"""Where the header of a list stands, and what the columns are called.

Real lists begin with a title, a logo row, a date; some have a header of two rows with groups
("Factory": name, address); some have none at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from convenant.locations.reading.fields import PERSONAL, match_header, normal
from convenant.locations.reading.messages import Message
from convenant.locations.reading.table import column_letter

_LOOK_AT = 40
_NUMBER = re.compile(r"^[\s\d.,%+\-–/:°'\"]+$")
_LONGEST_HEADER = 120


@dataclass(slots=True)
class Layout:
    """Header and start of the data, as 0-based indexes into the rows that were looked at."""

    headers: list[str]
    header_row: int | None
    data_from: int
    recognised: int
    notes: list[Message] = field(default_factory=list)


def find_layout(rows: Sequence[Sequence[str]]) -> Layout:
    """The header, in the first 40 rows; `rows` are cells as text, all of any width."""
    width = max((len(row) for row in rows[: _LOOK_AT + 1]), default=0)
    top = [[cell.strip() for cell in row] for row in rows[:_LOOK_AT]]
    best, recognised = None, 0
    for index, row in enumerate(top):
        score = _recognised(row)
        if score > recognised:
            best, recognised = index, score
        if best is not None and index > best + 3:
            break
    if best is None or recognised < 2:
        unknown = _header_by_shape(top)
        if recognised == 1 and (unknown == best or _lonely(top, best) or _all_words(top, best)):
            unknown = best
        if unknown is None:
            first = next((i for i, row in enumerate(top) if any(row)), 0)
            letters = [column_letter(i) for i in range(width)]
            return Layout(letters, None, first, 0, [Message("no_header")])
        best = unknown
    headers = _padded(top[best], width)
    data_from = best + 1
    notes = []
    if best and (group := _group_above(top, best)):
        headers = _joined(_padded(group, width), headers)
        notes.append(Message("two_row_header"))
    elif data_from < len(top) and _sub_header(headers, _padded(top[data_from], width)):
        headers = _joined(headers, _padded(top[data_from], width))
        data_from += 1
        notes.append(Message("two_row_header"))
    headers = [re.sub(r"\s+", " ", header) for header in headers]
    return Layout(headers, data_from - 1, data_from, recognised, notes)


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))


def _recognised(row: list[str]) -> int:
    """How many different fields this row names, 0 where it reads like data."""
    cells = [cell for cell in row if cell]
    if not cells:
        return 0
    # "2024" may head a column; a row with many numbers is data.
    numbers = sum(1 for cell in cells if _NUMBER.match(cell) and any(map(str.isdigit, cell)))
    if numbers * 2 >= len(cells):
        return 0
    found = set()
    weak = 0
    for cell in cells:
        match = match_header(cell)
        if match and match[1] >= 0.8:
            found.add(normal(cell) if match[0] in ("ignore", PERSONAL) else match[0])
        elif match:
            weak += 1
    # A data row may say "Factory" or "Apparel" somewhere; a header is known for the most part.
    if len(found) * 3 < len(cells) and len(found) < 3:
        return 0
    return len(found) + (weak if found else 0)


def _lonely(top: list[list[str]], index: int | None) -> bool:
    """Whether the one recognised cell is all its row holds, as in a list of names only."""
    return index is not None and sum(map(bool, top[index])) == 1 and len(top) > index + 1


def _all_words(top: list[list[str]], index: int | None) -> bool:
    """Whether the row is the first of its width and holds short, different words only."""
    if index is None or any(sum(map(bool, row)) > 1 for row in top[:index]):
        return False
    cells = [cell for cell in top[index] if cell]
    words = all(len(cell) <= 40 and not re.search(r"[\d,;]", cell) for cell in cells)
    return words and len(set(cells)) == len(cells) > 1


def _header_by_shape(top: list[list[str]]) -> int | None:
    """A first row of different short words above rows that hold numbers where it does not."""
    index = next((i for i, row in enumerate(top) if sum(map(bool, row)) > 1), None)
    if index is None:
        return None
    row, below = top[index], [row for row in top[index + 1 :] if any(row)][:20]
    cells = [cell for cell in row if cell]
    if not below or len(set(cells)) < len(cells) or len(cells) < len(row) * 0.8:
        return None
    if any(len(cell) > 40 or re.search(r"\d", cell) for cell in cells):
        return None
    numeric = sum(
        1
        for column, cell in enumerate(row)
        if cell
        and all(column < len(other) and _NUMBER.match(other[column] or "-") for other in below)
        and any(column < len(other) and other[column] for other in below)
    )
    return index if numeric else None


def _words_only(row: list[str]) -> bool:
    return all(len(cell) <= _LONGEST_HEADER and not _NUMBER.match(cell) for cell in row if cell)


def _group_above(top: list[list[str]], index: int) -> list[str] | None:
    """The row of group names above the header, never the title: a title is one cell."""
    above = top[index - 1]
    filled = [cell for cell in above if cell]
    if len(filled) < 2 or not _words_only(above) or any(len(cell) > 40 for cell in filled):
        return None
    below = sum(map(bool, top[index]))
    if len(filled) >= below and _recognised(above) == 0:
        return None  # "Contact: Anna | Date: May" is not a row of groups
    if any(re.search(r"[:\d]", cell) for cell in filled):
        return None
    return above


def _sub_header(header: list[str], below: list[str]) -> bool:
    """Whether the row under the header names parts of its merged cells ("Workers": total, women)."""
    filled = [column for column, cell in enumerate(below) if cell]
    inside = [c for c in filled if not header[c] and any(header[:c])]
    if not inside or not _words_only(below):
        return False
    for column in filled:
        starts_group = column + 1 < len(header) and not header[column + 1]
        if header[column] and not starts_group:
            return False
    return all(len(below[c]) <= 40 for c in filled)


def _joined(groups: list[str], parts: list[str]) -> list[str]:
    """Group and part as one name; a group reaches to the right until the next one."""
    joined, group = [], ""
    for name, part in zip(groups, parts, strict=True):
        group = name or group
        if not part:
            joined.append(name)
        elif not group or normal(group) == normal(part):
            joined.append(part)
        else:
            known = match_header(f"{group} {part}")
            alone = match_header(part)
            # "Factory" + "Country" says no more than "Country"; "Contact" + "Name" does.
            clear = alone and alone[1] >= 0.95 and not (known and known[0] in ("ignore", PERSONAL))
            of_group = match_header(group)
            if of_group and of_group[0] in (PERSONAL, "parent_company"):
                clear = None
            joined.append(part if clear else f"{group} {part}")
    return joined
