"""What official sources say about products, countries and themes: one folder per kind of file.

    from convenant.risks.sources import SOURCES
    read = SOURCES["dol_goods"].read(content, "goods_2021.xml")
    read.facts, read.rejected

Plain: no Django. Another kind of file is another folder here with a `SOURCE` (docs/risk-sources.md).
"""

from convenant.risks.sources.built_in import built_in_editions
from convenant.risks.sources.country_index import SOURCE as COUNTRY_INDEX
from convenant.risks.sources.dol_goods import SOURCE as DOL_GOODS
from convenant.risks.sources.facts import (
    MODULES,
    Edition,
    Fact,
    Read,
    Rejected,
    Source,
    UnreadableSource,
)
from convenant.risks.sources.ilab_country import SOURCE as ILAB_COUNTRY
from convenant.risks.sources.sector_list import SOURCE as SECTOR_LIST

SOURCES: dict[str, Source] = {
    source.key: source for source in (DOL_GOODS, ILAB_COUNTRY, COUNTRY_INDEX, SECTOR_LIST)
}

__all__ = [
    "MODULES", "SOURCES", "Edition", "Fact", "Read", "Rejected", "Source", "UnreadableSource",
    "built_in_editions",
]  # fmt: skip
