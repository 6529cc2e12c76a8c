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

# Little words between words, in the languages of the lists.
STOP_WORDS = word_table(
    """
    and the of for in at on to by from de del della di da do dos das du des la le les el los las y e
    et ve und en van von het i a an und si u na za z w near opp opposite beside behind next off
    """
)

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
    department dept section facility facilities establishment est fabrica fabrika fabrikasi
    fabriek usine sucursal sube subesi brunch head office site
    sanayi sanayii san sanayive ticaret tic imalat imalati ithalat ihracat dis ic paz pazarlama
    konfeksiyon konf giyim orme corap deri ayakkabi iplik kumas boya baski nakis triko urunleri
    uretim turizm insaat gida otomotiv moda mensucat dokuma ev
    confeccoes confeccao confeccion confecciones confezioni confection confections malhas malharia
    industria comercio calcados calzados calzaturificio calzature maglificio maglieria lanificio
    tessitura tintoria filatura calzificio pelletteria sociedade sociedad societe societa
    manufacturera maquila maquiladora maquilas textilera ropa vestuario bordados
    odziez odziezowy zaklad przedsiebiorstwo produkcyjno handlowe handlowo uslugowe fabryka
    konfekcija konfekcii trikotaza tovarna
    may mac det nhuom soi cong_ty co_phan phan thuong mai dich vu san_xuat xuat nhap khau
    garmindo busana tekstilindo
    shiye fushi fuzhuang fangzhi zhenzhi zhiyi xieye yinran gongsi youxian youxiangongsi zhipin
    pharma pharmaceutical pharmaceuticals chemical chemicals stone stones granite marble natural
    farm farms estate estates plantation plantations winery wines wine cellars vineyards cooperative
    center centre school academy child children childrens care daycare early learning education
    preschool head_start program
    """
)

# Words of an address that every address has. Weigh next to nothing, and abbreviations agree.
ADDRESS_WORDS = word_table(
    """
    road street avenue lane drive highway boulevard square alley way route expressway bypass court
    place crossing junction bridge north south east west northern southern eastern western n s e w
    ne nw se sw upper lower central middle
    village town township city county district subdistrict province state region prefecture
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
    "mahallesi": "mah mahalle mh mahallessi",
    "sokak": "sok sk sokagi sokagı soka sokaka",
    "caddesi": "cad cd cadde caddesi",
    "sanayi": "san",
    "bolgesi": "bol bolge blg",
    "sitesi": "sit",
    "merkez": "mrkz",
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

# The same for names, general words only.
NAME_SPELLINGS = {
    variant: target
    for target, variants in {
        "sanayi": "san sanayii sanayive snayi",
        "ticaret": "tic ticaretve",
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
    }.items()
    for variant in variants.split()
}

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
# After a street's own name the number is a door ("Stambolov Street 2"); without one it is the
# street ("Street 371", "National Road 4").
STREETS = word_table("road street avenue highway lane line route calle carrera carretera")
# A number after one of these is a door, plot or lot for sure.
DOOR_BEFORE_NUMBER = word_table(
    "number plot lot unit building block shed bodega kv nave modulo lotes #"
)

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

KNOWN_WORDS = LEGAL_FORMS | GENERAL_WORDS | UNIT_WORDS
