"""Lists for the tests: small files as members send them, handed in through the verbs themselves."""

from typing import Any

from convenant.locations.actions.lists import hand_in, store
from convenant.locations.jobs import match_list
from convenant.locations.models import SiteList

HEADER = "name,address,country\n"
BILAL = HEADER + (
    'Shonali Knit Wear Ltd.,"Plot 12, Konabari, Gazipur 1700",BD\n'
    'Akderen Tekstil San. ve Tic. A.S.,"Yeni Mah. 12. Sok. No: 5, Bagcilar, Istanbul",Turkey\n'
    'Ningbo Yunsheng Garment Co. Ltd,"No. 88 Xingye Road, Ningbo, Zhejiang 315040",China\n'
)
IRIS = HEADER + (
    'SHONALI KNIT WEAR LIMITED,"PLOT 12 KONABARI, GAZIPUR",Bangladesh\n'
    'Malhas Rio Claro Lda,"Rua da Igreja 44, 4750-112 Barcelos",Portugal\n'
)


def handed_in(
    world: Any, name: str, text: str | bytes, period: int = 2026, file_name: str = "list.csv"
) -> SiteList:
    """The cast member's company hands this text in."""
    content = text.encode() if isinstance(text, str) else text
    return hand_in(
        world.organisations[name],
        by=world.by(name),
        period=period,
        file_name=file_name,
        content=content,
    )


def matched(
    world: Any, name: str, text: str | bytes, period: int = 2026, file_name: str = "list.csv"
) -> SiteList:
    """The same, stored and matched at once."""
    site_list = store(handed_in(world, name, text, period, file_name), by=world.by(name))
    match_list.call(site_list.agreement_id, site_list.pk)
    site_list.refresh_from_db()
    return site_list
