"""Words that say little about which site it is, as fixed tables.

The tables ship with the project instead of being counted from the lists at hand, so that adding an
unrelated list never changes how much a word weighs, and with it a decision. They are general
knowledge of how factories are named and addressed in the producing countries, written without
accents in lower case, after transliteration.
"""

from __future__ import annotations


def word_table(text: str) -> frozenset[str]:
    """A table of words written as text."""
    return frozenset(text.split())


# What a company is in law. Says nothing about which company it is; dropped from names.
LEGAL_FORMS = word_table(
    """
    ltd limited ltda lda llc llp lp inc incorporated corp corporation co coltd company cie plc pty
    pvt private pte ptc gmbh ag kg ohg mbh bv nv vof sa sas sarl srl srls spa snc sapa sl slu sau
    sc scs scrl sca cv sapi rl ood ead eood ad oao ooo zao pao ao doo dd dooel jdoo sro spol
    as aps ab oy oyj asa kft zrt nyrt bt kkt pt tbk ud jsc ojsc cjsc joint stock sti sirketi
    anonim limitet ltdsti ltdsti sdn bhd kk yk gk kabushiki kaisha yugen zoo sp spzoo fze
    fzco fzc fz dmcc wll saog saoc plt tnhh cty cong ty eirl ltee epe ae ike uab sia ou
    fop tov tzov pp dp ip chp ms messrs unipessoal me eireli epp suarl sarlau gie psc sae
    """
)

# Little words between words. Those of European languages are syllables of names elsewhere ("Di An",
# "Shun De", "Huai An"), so they count as little words only where such a language is written.
ENGLISH_STOP_WORDS = word_table(
    "and the of for in at on to by from near opp opposite beside behind next off a"
)
STOP_WORDS = ENGLISH_STOP_WORDS | word_table(
    """
    de del della di da do dos das du des la le les el los las y e
    et ve und en van von het i an si u na za z w
    """
)
SYLLABLE_COUNTRIES = word_table("CN HK MO TW VN KH LA TH MM KR JP ID MY SG PH BD IN LK PK NP")


def stop_words(country: str) -> frozenset[str]:
    """Little words of the languages that names and addresses of a country are written in."""
    return ENGLISH_STOP_WORDS if country in SYLLABLE_COUNTRIES else STOP_WORDS


# What a factory makes or does, in the languages of the lists. Kept, at a low weight: two
# otherwise different names do not become one site by both being "knitting garments".
GENERAL_WORDS = word_table(
    """
    garment garments garmen apparel apparels clothing clothes cloth fashion fashions textile
    textiles tekstil teks tex texteis textil textiel tessile tessili knit knits knitting knitwear
    knitwears knitted weaving woven wovens spinning dyeing dying printing print finishing washing
    wash laundry embroidery sewing stitching cutting bleaching processing goods fabric fabrics yarn yarns
    fiber fibre fibers fibres cotton wool woolen silk denim jeans lace hosiery socks sock seamless
    shirt shirts trouser trousers pants underwear lingerie intimate intimates swimwear sportswear
    wear wears outerwear casual childrenswear headwear hat hats cap caps glove gloves scarf tie
    uniform uniforms shoe shoes footwear leather leathers leatherware tannery tanneries bag bags
    handbag handbags luggage accessories accessory button buttons zipper trims label labels
    packaging packing paper box carton home furnishing furnishings houseware housewares household
    furniture wood wooden bamboo ceramic ceramics glass glassware plastic plastics rubber metal
    metals steel iron hardware electronic electronics electric electrical lighting toys toy gift
    gifts craft crafts arts art handicraft handicrafts stationery pencil jewelry jewellery cosmetics
    food foods sport sports sporting outdoor gear equipment tools machinery mechanical light
    manufacture manufactures manufacturer manufacturers manufacturing manufactory mfg mfr
    manufacturas maker makers making production productions product products producer
    industry industries industrial industrias industria industri ind inds indu enterprise enterprises
    entreprise empresa ent trading trade traders trader export exports exporter exporters import
    imports importer international internacional intl int'l global worldwide group grup grupo gruppo
    holding holdings service services investment investments development technology technologies
    technical tech commerce commercial business general trade vision new national
    factory fty factories plant plants mill mills works workshop unit units branch division div
    department dept sampling sample section facility facilities establishment est fabrica fabrika fabrikasi
    fabriek usine sucursal sube subesi brunch head office site
    sanayi sanayii sanayive ticaret imalat imalati ithalat ihracat pazarlama
    konfeksiyon konf giyim orme corap deri ayakkabi iplik kumas boya baski nakis triko urunleri
    uretim turizm insaat gida otomotiv moda mensucat dokuma
    confeccoes confeccao confeccion confecciones confezioni confection confections malhas malharia
    industria comercio calcados calzados calzaturificio calzature maglificio maglieria lanificio
    tessitura tintoria filatura calzificio pelletteria sociedade sociedad societe societa
    manufacturera maquila maquiladora maquilas textilera ropa vestuario bordados
    odziez odziezowy zaklad przedsiebiorstwo produkcyjno handlowe handlowo uslugowe fabryka
    konfekcija konfekcii trikotaza tovarna
    garmindo busana tekstilindo
    shiye fushi fuzhuang fangzhi zhenzhi zhiyi xieye yinran gongsi youxian youxiangongsi zhipin
    pharma pharmaceutical pharmaceuticals chemical chemicals stone stones granite marble natural
    farm farms estate estates plantation plantations winery wines wine cellars vineyards cooperative
    center centre school academy child children childrens care daycare early learning education
    preschool head_start program
    """
)

# General words of one language that are names elsewhere ("San Fang", "May").
_GENERAL_THERE = {
    "TR": word_table("san tic dis ic paz ev"),
    "VN": word_table("may mac det nhuom soi phan thuong mai dich vu xuat nhap khau"),
}
_GENERAL_WITH: dict[str, frozenset[str]] = {
    country: GENERAL_WORDS | words for country, words in _GENERAL_THERE.items()
} | {"": GENERAL_WORDS.union(*_GENERAL_THERE.values())}


def general_words(country: str) -> frozenset[str]:
    """What a factory makes or does, in the languages written in a country."""
    return _GENERAL_WITH.get(country, GENERAL_WORDS)


# The same for names, general words only.
NAME_SPELLINGS = {
    variant: target
    for target, variants in {
        "sanayi": "sanayii sanayive snayi",
        "ticaret": "ticaretve",
        "konfeksiyon": "konf konfeksyon",
        "tekstil": "teks tekstill",
        "industry": "industries ind inds indu industrial",
        "international": "intl",
        "manufacturing": "mfg mfr manufacture manufacturer manufacturers manufactory",
        "enterprise": "enterprises ent",
        "garment": "garments garmen",
        "apparel": "apparels",
        "textile": "textiles",
        "fashion": "fashions",
        "factory": "fty factories",
        "division": "div",
        "department": "dept",
        "knitting": "knit knits knitwear knitwears knitted",
        "shoe": "shoes",
        "sock": "socks",
        "accessory": "accessories",
        "export": "exports exporter exporters",
        "import": "imports importer",
        "trading": "trade traders trader",
        "product": "products",
        "handbag": "handbags",
        "glove": "gloves",
        "cap": "caps",
        "center": "centre ctr cntr",
        "association": "assn assoc",
        "brothers": "bros",
        "university": "univ",
        "institute": "inst",
        "community": "comm",
        "society": "soc",
        "saint": "st",
    }.items()
    for variant in variants.split()
}

_WITH_TURKISH_NAMES = NAME_SPELLINGS | {"san": "sanayi", "tic": "ticaret"}


def name_spellings(country: str) -> dict[str, str]:
    """The one spelling of a general word in names, for the languages written in a country."""
    return _WITH_TURKISH_NAMES if country in {"TR", "CY", ""} else NAME_SPELLINGS


# A number or letter after one of these in a name says which unit of a company it is.
UNIT_WORDS = word_table(
    """
    unit units u factory fty fact plant plants branch division div mill no number nr workshop
    building bldg site shed line facility phase house location fabrica planta usine section
    """
)

ROMAN = {
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "ll": "2",  # two letters l typed for the numeral
    "lll": "3",
}
ROMAN_AFTER_UNIT_WORD = {"i": "1", "v": "5", "x": "10", "l": "1"}
NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "first": "1", "second": "2", "third": "3",
}  # fmt: skip

# These count without a unit word too, behind the first word ("Pungkook Saigon Two").
PLAIN_NUMBERS = word_table("two three four five six seven eight nine ten")

# Work that has a hall of its own: a firm's washing is not its sewing.
WORKS: dict[str, str] = {
    word: work
    for work, words in {
        "dyeing": "dyeing dying",
        "printing": "printing print",
        "washing": "washing wash laundry",
        "embroidery": "embroidery",
        "cutting": "cutting",
        "spinning": "spinning yarn yarns",
        "weaving": "weaving woven wovens",
        "tannery": "tannery tanneries",
        "footwear": "footwear shoe shoes",
        "packaging": "packaging packing",
        "sampling": "sampling sample samples",
    }.items()
    for word in words.split()
}
# Of these, what is often the one hall of a firm that a list means.
HALLS = frozenset(["printing", "washing", "embroidery", "cutting", "sampling"])
# General words for one kind of thing: a firm that writes one may write the other.
MADE_AS_ONE: dict[str, str] = {
    word: made
    for made, words in {
        "garment": "garment apparel clothing clothes cloth fashion textile tekstil wear wears knitting "
        "sewing stitching shirt shirts trouser trousers pants denim jeans uniform uniforms outerwear",
        "sport": "sport sports sporting goods",
        "shoe": "shoe footwear leather leathers",
        "care": "center centre school academy child children childrens care daycare early learning "
        "education preschool program",
    }.items()
    for word in words.split()
}
# General words that say nothing of what is made.
NEUTRAL_WORDS = word_table(
    """
    industry international manufacturing enterprise trading import export group grupo holding holdings
    global worldwide development technology technologies commercial commerce business general
    investment factory plant plants mill mills sanayi ticaret dis ithalat ihracat new national
    head office site service services
    """
)

KNOWN_WORDS = LEGAL_FORMS | GENERAL_WORDS | UNIT_WORDS
