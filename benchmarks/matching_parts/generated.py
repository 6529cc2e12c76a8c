"""Sites that do not exist, with the noise of lists, made from the rows of real lists.

A site takes its name from one real row and its address from another of the same country. Words that few
rows have are replaced by new ones with the same look (letters follow each other as they do in that
country's rare words) and numbers are drawn again; words that many rows share stay. So a million sites
have the trades, legal forms, towns, lengths and spellings of the real ones, and rare words stay rare.
A name or an address in which nothing changed gets a word or a number in front: nobody could tell two
sites apart that say the same.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from labelled import every_row

from convenant.locations.matching import Record

# A word that so many real rows have says what a firm makes or where it is, not which one it is.
MANY_ROWS = 12
ENOUGH_ROWS = 100  # of one country, to write words as that country does
OWN_SITES = 0.6  # so many rows in ten are sites of their own, the others are written again
FORMS = (
    "Private Limited", "Company Limited", "(Pvt) Ltd.", "Pvt. Ltd.", "(Pvt) Ltd", "Co., Ltd.", "Co., Ltd",
    "Co. Ltd.", "Co.,Ltd.", "Co.,Ltd", "Co. Ltd", "Limited", "Ltd.", "Ltd",
)  # fmt: skip
SHORTER = {
    "Road": "Rd", "Street": "St.", "Industrial": "Ind.", "District": "Dist.", "Number": "No.",
    "Building": "Bldg", "Province": "Prov.", "Avenue": "Ave", "Village": "Vill.",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"\d+")


class Sites:
    """Draws sites, and writes a site again as another list would have it."""

    def __init__(self, seed: int, real: Sequence[Record] | None = None):
        rows = [r for r in (real or every_row()) if r.name and len(r.address) >= 12 and r.country]
        self.chance = random.Random(seed)
        self._rows = rows
        self._of_country: dict[str, list[Record]] = defaultdict(list)
        for row in rows:
            self._of_country[row.country].append(row)
        held = Counter(
            word for r in rows for word in {w.lower() for w in _WORD.findall(f"{r.name} {r.address}")}
        )  # fmt: skip
        self._real = set(held)
        self._shared = {word for word, rows_ in held.items() if rows_ >= MANY_ROWS}
        anywhere = self._letters_after(rows)
        self._next = {
            country: self._letters_after(of) if len(of) >= ENOUGH_ROWS else anywhere
            for country, of in self._of_country.items()
        }

    def _letters_after(self, rows: Sequence[Record]) -> dict[str, list[str]]:
        """Which letters follow two letters in the words that few rows have."""
        after: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            for word in _WORD.findall(row.name):
                if word.lower() not in self._shared:
                    padded = f"  {word.lower()}"
                    for i in range(len(word)):
                        after[padded[i : i + 2]].append(padded[i + 2])
        return after

    def new(self) -> dict[str, str]:
        """A site: name, address and country."""
        named = self.chance.choice(self._rows)
        placed = self.chance.choice(self._of_country[named.country])
        name = self._renewed(named.name, named.country)
        if name == named.name:
            name = f"{self._word(6, named.country).title()} {name}"
        address = _NUMBER.sub(self._number, self._renewed(placed.address, named.country))
        if address == placed.address:
            address = f"No. {self.chance.randint(1, 999)}, {address}"
        return {"name": name, "address": address, "country": named.country}

    def _renewed(self, text: str, country: str) -> str:
        def other(match: re.Match[str]) -> str:
            word = match.group()
            if word.lower() in self._shared:
                return word
            made = self._word(len(word), country)
            return made.upper() if word.isupper() else made.title() if word[0].isupper() else made

        return _WORD.sub(other, text)

    def _word(self, length: int, country: str) -> str:
        after, made = self._next[country], "  "
        while len(made) < length + 2:
            follow = after.get(made[-2:]) or list("aeiourstln")
            made += self.chance.choice(follow)
        # A real rare word would come back with every million rows a hundred times.
        while made[2:] in self._real:
            made += self.chance.choice("aeiourstln")
        return made[2:]

    def _number(self, match: re.Match[str]) -> str:
        number = match.group()
        if len(number) >= 5 or number.startswith("0"):
            return number  # a postcode, which many share
        return str(self.chance.randint(1, max(99, 10 ** len(number) - 1)))

    def again(self, site: dict[str, str]) -> dict[str, str]:
        """The same site in another list: other case, form, abbreviations, a slip, parts left out."""
        chance, name, address = self.chance, site["name"], site["address"]
        if chance.random() < 0.4:
            for form in FORMS:
                if name.lower().endswith(form.lower()):
                    name = name[: -len(form)] + chance.choice(FORMS)
                    break
        if chance.random() < 0.15 and len(name) > 3:
            at = chance.randrange(len(name) - 1)
            name = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        if chance.random() < 0.3:
            for long, short in SHORTER.items():
                address = re.sub(rf"\b{long}\b", short, address, flags=re.I)
        if chance.random() < 0.2:
            address = re.sub(r"\W*\b\d{5,}\b", "", address)
        if chance.random() < 0.15:
            address = re.sub(r"^\W*(?:no\W*)?\d+\W+", "", address, flags=re.I)
        if chance.random() < 0.15 and address.count(",") >= 3:
            address = address[: address.rindex(",")]
        if chance.random() < 0.4:
            name, address = name.upper(), address.upper()
        return {"name": name.strip(), "address": address.strip(), "country": site["country"]}

    def rows(self, count: int) -> Iterator[tuple[int, dict[str, str]]]:
        """So many rows, in any order, each with the number of its site."""
        sites = [self.new() for _ in range(round(count * OWN_SITES))]
        written = list(enumerate(sites))
        for _ in range(count - len(sites)):
            at = self.chance.randrange(len(sites))
            written.append((at, self.again(sites[at])))
        self.chance.shuffle(written)
        return iter(written)
