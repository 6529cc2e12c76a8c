"""Reading production-location lists as they come: a plain core, without Django or a database.

    table = read_table(data, "list.xlsx")         # rows as text, or Unreadable
    mapping = guess_mapping(table, remembered)    # which column means what
    understood = understand(table, mapping)       # sites, rejected rows, warnings
    handed_back(understood, table, "nl")          # the rejected rows as a file to repair

Everything that has something to say to a person has `.sentence(language)`, "nl" or "en".
"""

from convenant.locations.reading.countries import (
    CountryReading,
    country_at_end,
    country_name,
    read_country,
)
from convenant.locations.reading.fields import FIELDS, Field
from convenant.locations.reading.handing_back import handed_back, handed_back_csv
from convenant.locations.reading.limits import DEFAULT, Limits
from convenant.locations.reading.mapping import Guess, Mapping, guess_mapping
from convenant.locations.reading.messages import Message
from convenant.locations.reading.reader import read_table
from convenant.locations.reading.table import Note, Table, Unreadable
from convenant.locations.reading.understanding import (
    Rejected,
    SiteRow,
    Summary,
    Understood,
    Warned,
    understand,
)

__all__ = [
    "DEFAULT", "FIELDS", "CountryReading", "Field", "Guess", "Limits", "Mapping", "Message", "Note",
    "Rejected", "SiteRow", "Summary", "Table", "Understood", "Unreadable", "Warned", "country_at_end",
    "country_name", "guess_mapping", "handed_back", "handed_back_csv", "read_country", "read_table",
    "understand",
]  # fmt: skip
