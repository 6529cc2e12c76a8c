"""What addresses say everywhere: their words, abbreviations and notations, by country, as fixed tables.

Written without accents in lower case, after transliteration, as vocabulary.py is for names.
"""

from __future__ import annotations

import re

from convenant.locations.matching.vocabulary import word_table

# Words of an address that every address has. Weigh next to nothing, and abbreviations agree.
ADDRESS_WORDS = word_table(
    """
    road street avenue lane drive highway boulevard square alley way route expressway bypass court
    place crossing junction bridge north south east west northern southern eastern western n s e w
    ne nw se sw upper lower central middle
    village town township city county district subdistrict sub province state region prefecture
    municipality commune ward hamlet quarter block sector zone area park estate industrial industry
    economic development export processing free special international investment technology
    technological science hi-tech high tech hitech group cluster complex compound center centre
    building tower plaza floor level room office shop house unit plot lot no number km mile phase
    section line part side corner main new old opposite national gate post po box near via
    mahallesi sokak caddesi bulvari bolgesi organize sanayi sitesi koyu yolu karayolu mevkii
    kisim blok kat merkez ilcesi il asfalti uzeri kavsagi serbest ada pafta parsel cikmazi daire
    jalan desa kecamatan kelurahan kabupaten kota raya dusun kampung kawasan industri propinsi
    rt rw
    calle carretera avenida colonia parque zona franca edificio kilometro barrio municipio
    departamento estado ciudad bodega lote manzana poligono urbanizacion modulo carrera nave
    residencial fraccionamiento
    rua estrada travessa avenida lugar freguesia praca largo apartado
    rue avenue zone industrielle boulevard lotissement
    via viale piazza strada corso localita frazione vicolo zona industriale loc fraz str
    ulitsa ulica ul jud judet strasse
    phum sangkat khan srok khum krong thom
    moo mu tambon tambol amphoe amphur soi thanon changwat
    khu cong nghiep cum thi tran xa huyen tinh pho kcn
    dist taluk tehsil tahsil mandal nagar gali mohalla thana upazila ps distt
    zhen xian shi qu sheng lu jie dadao cun gongyequ gongye yuan xiang hsiang hsien
    country china blank na none
    """
)

# Abbreviations and translations to one spelling, applied to address words before comparing.
ADDRESS_SPELLINGS: dict[str, str] = {}
for _target, _variants in {
    "road": "rd raod roads",
    "street": "st str streets",
    "avenue": "ave av avda avd avenida avn avenu",
    "boulevard": "blvd bulevardi bulvari bulevar bd bul blv",
    "highway": "hwy highways hway hiway",
    "lane": "ln",
    "drive": "dr",
    "court": "ct",
    "place": "pl",
    "square": "sq",
    "building": "edificio edif bldg bld bldng buildings build blk bina",
    "floor": "fl flr f/",
    "number": "no nos num nr numero ndeg n0 numara",
    "plot": "plt plots",
    "lot": "lots lote",
    "unit": "units unt",
    "industrial": "ind indl indus indust industry industries indutrial industial industriale "
    "industrielle industri",
    "zone": "zona zn zones",
    "area": "areas",
    "estate": "est estates",
    "park": "parque pk",
    "district": "dist distt distr dt distric",
    "subdistrict": "subdist",
    "province": "prov pro propinsi provincia provence",
    "county": "cty co",
    "village": "vill vil vlg villages",
    "town": "twn",
    "township": "tsp twp",
    "city": "ciudad kota",
    "commune": "comm communes commun",
    "development": "dev develop developm developement",
    "economic": "econ eco",
    "international": "intl",
    "technology": "tech technological",
    "processing": "proc",
    "jalan": "jl jln",
    "kabupaten": "kab",
    "kecamatan": "kec",
    "kelurahan": "kel",
    "carretera": "carr ctra",
    "colonia": "col",
    "kilometro": "kilometer kms",
    "poligono": "pol polig",
    "rua": "r",
    "strada": "str.",
    "north": "n nth",
    "south": "s sth",
    "east": "e",
    "west": "w",
    "sector": "sec sect secteur sektor",
    "phase": "ph fase",
    "near": "nr.",
    "post": "pob",
    "opposite": "opp",
}.items():
    for _variant in _variants.split():
        ADDRESS_SPELLINGS[_variant] = _target

# Abbreviations that are words of their own elsewhere ("San Juan", "Cd. Juarez").
_TURKISH_ADDRESSES = {
    variant: target
    for target, variants in {
        "mahallesi": "mah mahalle mh mahallessi",
        "sokak": "sok sk sokagi sokagı soka sokaka",
        "caddesi": "cad cd cadde caddesi",
        "sanayi": "san",
        "bolgesi": "bol bolge blg",
        "sitesi": "sit",
        "merkez": "mrkz",
    }.items()
    for variant in variants.split()
}


def address_spellings(country: str) -> dict[str, str]:
    """The one spelling of an address word, for the languages written in a country."""
    return _WITH_TURKISH if country in {"TR", "CY", ""} else ADDRESS_SPELLINGS


_WITH_TURKISH = ADDRESS_SPELLINGS | _TURKISH_ADDRESSES

# How a country writes what every address has, put into the words used above before anything else.
# Patterns over plain text; (?:…) keeps them free of groups.
_VIETNAM = {
    r"\b(?:quoc lo|ql)\b\.?\s*(?=\d)": "highway ",
    r"\btinh lo\b": "road",
    r"\bduong so\b": "street number",
    r"\bkhu cong nghiep\b": "industrial zone",
    r"\bkhu che xuat\b": "export processing zone",
    r"\b(?:cum cong nghiep|ccn)\b": "industrial cluster",
    r"\bthanh pho\b|\btp\b\.?": "city",
    r"\b(?:thi xa|thi tran)\b": "town",
    r"\bphuong\b": "ward",
    r"\b(?:huyen|quan)\b": "district",
    r"\bxa\b": "commune",
    r"\btinh\b": "province",
    r"\blo\b(?=\s+[a-z]{0,3}-?\d)": "lot",
}
_ARABIC = {r"\b[ae]l[\s-]+(?=[a-z]{3})": "al"}
_LOCAL_WORDS: dict[str, dict[str, str]] = {
    "VN": _VIETNAM,
    "TH": {
        r"\bt\.\s*(?=[a-z])": "tambon ",
        r"\ba\.\s*(?=[a-z])": "amphoe ",
        r"\b[jc]\.\s*(?=[a-z])": "changwat ",
    },
    "ID": {r"\bds\b\.?": "desa ", r"\b(?:dk|dsn|dkh)\b\.?": "dusun "},
    **dict.fromkeys(word_table("AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SY TN YE"), _ARABIC),
}
LOCAL_WORDS = {
    country: [(re.compile(pattern), word) for pattern, word in patterns.items()]
    for country, patterns in _LOCAL_WORDS.items()
}
# A road of the state by its number, however the country abbreviates it.
STATE_ROAD = re.compile(r"\bnational (?:road|highway)\b|\bn\.?\s?[hr]\.?\s?-?\s?(?=\d)")
# A box is where a firm's mail goes, and neighbours share it.
POST_BOX = re.compile(
    r"\b(?:p\s?\.?\s?[o0b]\s?\.?\s?)?box\s?(?:n[o0]\b\.?|number)?[\s:.#-]*\d+"
    r"|\bp\s?\.?\s?[o0]\s?\.?\s?b\s?\.?\s?\d+"
)

# A number after one of these is an area ("Sector 15"), not a door.
AREA_BEFORE_NUMBER = word_table(
    """
    sector zone phase road street km kilometro moo mu ward quarter highway line lane section alley
    avenue route line area district park industrial calle carrera carretera floor level kat soi
    zona rt rw mile group hamlet grid kisim bolgesi spur cluster estate
    """
)
# A number before one of these is an area ("7042 Sokak", "17 Avenida").
AREA_AFTER_NUMBER = word_table("sokak caddesi bolgesi kisim mahallesi km quarter nolu")
# Where avenues and streets are numbered ("17 Avenida 40-76, Zona 12").
NUMBERED_STREETS = word_table("GT HN SV NI CR MX CO")
# Before or after one of these, a town is a street's name ("Guangzhou Road", "Jalan Bandung").
STREET_AFTER_NAME = word_table(
    "road street avenue highway boulevard lane yolu caddesi sokak bulvari expressway"
)
STREET_BEFORE_NAME = word_table("calle jalan via viale rua rue ulica ulitsa ul strada carretera")
# Written onto the word before them ("Jinxiuroad").
GLUED_ENDINGS = ("road", "street", "avenue", "village", "district", "industrial")
# After a street's own name the number is a door ("Stambolov Street 2"); without one it is the
# street ("Street 371", "National Road 4").
STREETS = word_table("road street avenue highway lane line route calle carrera carretera")
# A number after one of these is a door, plot or lot for sure.
DOOR_BEFORE_NUMBER = word_table(
    "number plot lot unit building block shed bodega kv nave modulo lotes #"
)

# Letters that stand for several words, both in names and addresses.
EXPANSIONS: dict[str, str] = {
    "epz": "export processing zone",
    "ftz": "free trade zone",
    "sez": "special economic zone",
    "eiz": "economic industrial zone",
    "etdz": "economic technological development zone",
    "iz": "industrial zone",
    "ip": "industrial park",
    "osb": "organize sanayi bolgesi",
    "aosb": "organize sanayi bolgesi",
    "kcn": "industrial zone",
    "midc": "industrial area",
    "depz": "dhaka export processing zone",
    "bepz": "biyagama export processing zone",
    "cepz": "chittagong export processing zone",
    "hcm": "ho chi minh",
    "hcmc": "ho chi minh city",
    "hochiminh": "ho chi minh",
    "pgc": "",
}
