"""Why the matcher thinks what it thinks, in words a secretariat can check.

A reason is a code with values, so that it can be stored, grouped and said in any language; the
sentence is made when a person reads it.
"""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES: dict[str, dict[str, str]] = {
    # identifiers
    "same_os_id": {"en": "same OS ID ({0})", "nl": "zelfde OS ID ({0})"},
    "other_os_id": {
        "en": "OS IDs differ: {0} / {1}",
        "nl": "OS ID's verschillen: {0} / {1}",
    },
    "same_gln": {"en": "same GLN ({0})", "nl": "zelfde GLN ({0})"},
    "other_gln": {"en": "GLNs differ: {0} / {1}", "nl": "GLN's verschillen: {0} / {1}"},
    "same_lei": {
        "en": "same LEI ({0}): one company, perhaps more than one site",
        "nl": "zelfde LEI ({0}): één bedrijf, misschien meer dan één locatie",
    },
    "other_lei": {"en": "LEIs differ: {0} / {1}", "nl": "LEI's verschillen: {0} / {1}"},
    "same_registry": {
        "en": "same registry number ({0})",
        "nl": "zelfde registratienummer ({0})",
    },
    "other_registry": {
        "en": "registry numbers differ: {0} / {1}",
        "nl": "registratienummers verschillen: {0} / {1}",
    },
    # name
    "name_same": {"en": "same name", "nl": "zelfde naam"},
    "name_legal_form": {
        "en": "names differ only in legal form or spelling of spaces",
        "nl": "namen verschillen alleen in rechtsvorm of spatiëring",
    },
    "name_core": {
        "en": "same distinctive name ({0}), other general words",
        "nl": "zelfde onderscheidende naam ({0}), andere algemene woorden",
    },
    "name_works": {
        "en": "same distinctive name ({0}), other works: {1} / {2}",
        "nl": "zelfde onderscheidende naam ({0}), ander werk: {1} / {2}",
    },
    "name_silent": {
        "en": "one name says only where the plant is: {0} / {1}",
        "nl": "één naam zegt alleen waar de fabriek staat: {0} / {1}",
    },
    "name_near": {
        "en": "names nearly the same: {0} / {1}",
        "nl": "namen bijna gelijk: {0} / {1}",
    },
    "name_contained": {
        "en": "one name holds the other ({0})",
        "nl": "de ene naam bevat de andere ({0})",
    },
    "name_partly": {
        "en": "names share {0}, but differ: {1} / {2}",
        "nl": "namen delen {0}, maar verschillen: {1} / {2}",
    },
    "name_general": {
        "en": "names are the same, but hold only general words",
        "nl": "namen gelijk, maar alleen algemene woorden",
    },
    "name_differs": {"en": "names differ: {0} / {1}", "nl": "namen verschillen: {0} / {1}"},
    "name_missing": {"en": "a name is missing", "nl": "een naam ontbreekt"},
    # units
    "unit_conflict": {"en": "unit {0} against unit {1}", "nl": "unit {0} tegenover unit {1}"},
    "unit_one_sided": {
        "en": "only one of them names a unit ({0})",
        "nl": "maar één van beide noemt een unit ({0})",
    },
    "unit_same": {"en": "same unit ({0})", "nl": "zelfde unit ({0})"},
    # address
    "address_same": {"en": "same address", "nl": "zelfde adres"},
    "address_strong": {
        "en": "addresses agree ({0})",
        "nl": "adressen stemmen overeen ({0})",
    },
    "address_door": {
        "en": "same number ({0}) and partly the same address",
        "nl": "zelfde nummer ({0}) en deels hetzelfde adres",
    },
    "address_area": {
        "en": "same area ({0}), no numbers to compare",
        "nl": "zelfde omgeving ({0}), geen nummers om te vergelijken",
    },
    "address_numbers": {
        "en": "same street or area, other numbers: {0} / {1}",
        "nl": "zelfde straat of omgeving, andere nummers: {0} / {1}",
    },
    "address_town": {
        "en": "only the town or region agrees ({0})",
        "nl": "alleen plaats of regio komt overeen ({0})",
    },
    "address_partly": {
        "en": "addresses agree a little ({0})",
        "nl": "adressen komen weinig overeen ({0})",
    },
    "address_differs": {
        "en": "towns and streets differ: {0} / {1}",
        "nl": "plaatsen en straten verschillen: {0} / {1}",
    },
    "address_missing": {
        "en": "an address is missing or says too little",
        "nl": "een adres ontbreekt of zegt te weinig",
    },
    "towns_apart": {
        "en": "the addresses name towns far apart: {0} / {1}",
        "nl": "de adressen noemen plaatsen ver uiteen: {0} / {1}",
    },
    "postcode_same": {"en": "same postcode ({0})", "nl": "zelfde postcode ({0})"},
    "postcode_differs": {
        "en": "postcodes differ: {0} / {1}",
        "nl": "postcodes verschillen: {0} / {1}",
    },
    # country and distance
    "country_differs": {"en": "countries differ: {0} / {1}", "nl": "landen verschillen: {0} / {1}"},
    "near": {"en": "geocodes {0} km apart", "nl": "geocodes {0} km van elkaar"},
    "far": {"en": "geocodes {0} km apart", "nl": "geocodes {0} km van elkaar"},
    # decisions and clusters
    "decided_same": {
        "en": "decided earlier to be the same",
        "nl": "eerder besloten: dezelfde",
    },
    "decided_different": {
        "en": "decided earlier to be different",
        "nl": "eerder besloten: verschillend",
    },
    "identical_row": {
        "en": "the same row as one already there",
        "nl": "dezelfde regel als een die er al is",
    },
    "site_disagrees": {
        "en": "other rows of that site do not fit this one",
        "nl": "andere regels van die locatie passen niet bij deze",
    },
    "nothing_near": {
        "en": "no other row has a name like it",
        "nl": "geen andere regel heeft een naam die erop lijkt",
    },
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a code from `SENTENCES` and the values it speaks of."""

    code: str
    values: tuple[str, ...] = ()

    def sentence(self, language: str) -> str:
        """The reason in words; Dutch for `nl`, English for anything else."""
        template = SENTENCES[self.code]["nl" if language.startswith("nl") else "en"]
        return template.format(*self.values)

    def mirrored(self) -> Reason:
        """The same reason seen from the other row: the two differing values change places."""
        if self.code in MIRRORED and len(self.values) >= 2:
            *front, a, b = self.values
            return Reason(self.code, (*front, b, a))
        return self


# Reasons whose last two values belong to the first and the second row.
MIRRORED = frozenset(
    code for code, texts in SENTENCES.items() if "/ {" in texts["en"] or "against" in texts["en"]
)
