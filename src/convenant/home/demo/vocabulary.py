"""Words from which invented production sites are made: towns are real places, firms are not.

Town centres are rounded to two decimals, about a kilometre: enough for a map of invented factories.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Land:
    """How a country's sites are named and addressed, and the two names people write it with."""

    code: str
    english: str
    dutch: str
    towns: tuple[
        tuple[str, str, float, float, str], ...
    ]  # town, region, lat, lng, postcode pattern
    first: tuple[str, ...]
    trade: tuple[str, ...]
    legal: tuple[tuple[str, ...], ...]  # spellings of one legal form
    street: tuple[str, ...]  # patterns with {n} number, {s} street word
    streets: tuple[str, ...]
    weight: int


LTD = ("Ltd.", "Limited", "Ltd")
PVT = ("Pvt. Ltd.", "Private Limited", "(Pvt) Ltd", "Pvt Ltd")

LANDS = (
    Land(
        "BD",
        "Bangladesh",
        "Bangladesh",
        (
            ("Gazipur", "Dhaka", 24.0, 90.42, "17##"),
            ("Ashulia", "Savar, Dhaka", 23.9, 90.32, "134#"),
            ("Narayanganj", "Dhaka", 23.62, 90.5, "14##"),
            ("Chattogram", "Chattogram", 22.34, 91.83, "42##"),
            ("Tongi", "Gazipur", 23.89, 90.4, "171#"),
        ),
        (
            "Padmarekha",
            "Shonali Dip",
            "Meghdoot",
            "Nilachal",
            "Rupsha Bindu",
            "Jonaki",
            "Surjomukhi",
            "Kashful",
            "Dhanshiri",
            "Shapla Rong",
        ),
        ("Knit Wear", "Fashions", "Apparels", "Composite Knit", "Garments", "Washing Plant"),
        (LTD,),
        ("Plot {n}, {s}", "Holding No. {n}, {s}", "{n} {s} Road"),
        (
            "Konabari I/A",
            "Baipayl",
            "Kathgora",
            "Board Bazar",
            "Vogra",
            "Zirabo",
            "Fatullah",
            "Kalurghat I/A",
        ),
        19,
    ),
    Land(
        "IN",
        "India",
        "India",
        (
            ("Tiruppur", "Tamil Nadu", 11.11, 77.34, "6416##"),
            ("Bengaluru", "Karnataka", 12.97, 77.59, "5600##"),
            ("Noida", "Uttar Pradesh", 28.54, 77.39, "2013##"),
            ("Ludhiana", "Punjab", 30.9, 75.86, "1410##"),
            ("Karur", "Tamil Nadu", 10.96, 78.08, "6390##"),
        ),
        (
            "Vennila",
            "Suryakanti",
            "Malligai",
            "Anandhara",
            "Chandrodaya",
            "Kaveri Thread",
            "Neelambari",
            "Tamarai",
            "Himadri",
            "Rangoli Loom",
        ),
        ("Exports", "Knits", "Clothing", "Textiles", "Garments", "Processing Mills"),
        (PVT, LTD),
        ("SF No. {n}, {s}", "{n}/2, {s}", "Plot No. {n}, {s}", "{n}, {s} Main Road"),
        (
            "Avinashi Road",
            "Kangeyam Road",
            "SIDCO Industrial Estate",
            "Sector 63",
            "Peenya Phase II",
            "Focal Point",
            "Palladam Road",
        ),
        15,
    ),
    Land(
        "CN",
        "China",
        "China",
        (
            ("Dongguan", "Guangdong", 23.02, 113.75, "523###"),
            ("Ningbo", "Zhejiang", 29.87, 121.54, "3150##"),
            ("Quanzhou", "Fujian", 24.87, 118.68, "362###"),
            ("Changshu", "Jiangsu", 31.65, 120.75, "2155##"),
            ("Shaoxing", "Zhejiang", 30.0, 120.58, "3120##"),
        ),
        (
            "Xinhe",
            "Yunsheng",
            "Mingyue",
            "Hualin",
            "Jinlan",
            "Ruifeng",
            "Lanxi",
            "Chunhui",
            "Baiyun",
            "Qingshi",
        ),
        ("Garment", "Knitting", "Fashion", "Dyeing & Printing", "Footwear", "Sportswear"),
        (("Co., Ltd.", "Co. Ltd", "CO.,LTD", "Company Limited"),),
        ("No. {n} {s} Road", "{n} {s} Rd.", "Building {n}, {s} Industrial Zone"),
        ("Xingye", "Gongye", "Chuangxin", "Fuxing", "Dongfeng", "Humen", "Keji"),
        18,
    ),
    Land(
        "TR",
        "Turkey",
        "Turkije",
        (
            ("Istanbul", "Bağcılar", 41.04, 28.85, "342##"),
            ("Denizli", "Merkezefendi", 37.79, 29.05, "200##"),
            ("Bursa", "Nilüfer", 40.21, 28.93, "161##"),
            ("İzmir", "Buca", 38.38, 27.17, "353##"),
        ),
        (
            "Akderen",
            "Güneşli Dal",
            "Yeşilova",
            "Ipekçi",
            "Kırlangıç",
            "Mavi Çınar",
            "Özdere",
            "Beyazköprü",
        ),
        ("Tekstil", "Konfeksiyon", "Örme", "Giyim", "Boya"),
        (
            ("San. ve Tic. A.Ş.", "Sanayi ve Ticaret AS", "San. Tic. A.S."),
            ("Ltd. Şti.", "Limited Şirketi", "Ltd Sti"),
        ),
        (
            "{s} Mah. {n}. Sok. No: {n}",
            "{s} Mahallesi, {n}. Sokak No {n}",
            "{s} OSB {n}. Cad. No: {n}",
        ),
        ("Yeni", "Merkez", "Fatih", "Kemalpaşa", "Sanayi", "Demirtaş"),
        9,
    ),
    Land(
        "VN",
        "Vietnam",
        "Vietnam",
        (
            ("Bien Hoa", "Dong Nai", 10.95, 106.83, "76####"),
            ("Thuan An", "Binh Duong", 10.92, 106.7, "75####"),
            ("Nam Dinh", "Nam Dinh", 20.43, 106.18, "42####"),
            ("Ho Chi Minh City", "District 12", 10.86, 106.65, "70####"),
        ),
        (
            "Thanh Liên",
            "Hoa Mai Xanh",
            "Sông Lam",
            "Minh Hạnh",
            "Đại Phước",
            "An Thịnh",
            "Bình Nguyên",
        ),
        ("Garment", "May Mặc", "Textile", "Footwear", "Fashion"),
        (("JSC", "Joint Stock Company", "J.S.C."), ("Co., Ltd", "Company Limited", "TNHH")),
        ("Lot {n}, {s} Industrial Park", "Lô {n}, KCN {s}", "{n} {s} Street"),
        ("Amata", "Song Than", "Hoa Xa", "Tan Thoi Hiep", "Viet Huong"),
        9,
    ),
    Land(
        "PK",
        "Pakistan",
        "Pakistan",
        (
            ("Karachi", "Sindh", 24.9, 67.03, "749##"),
            ("Lahore", "Punjab", 31.5, 74.34, "540##"),
            ("Faisalabad", "Punjab", 31.42, 73.09, "380##"),
            ("Sialkot", "Punjab", 32.49, 74.53, "513##"),
        ),
        ("Chenab Rang", "Naya Sitara", "Gulbahar", "Roshan Taar", "Kohsar", "Sabz Baagh"),
        ("Textile Mills", "Apparel", "Knitwear", "Denim", "Garments"),
        (PVT, LTD),
        ("Plot {n}, {s}", "{n}-B, {s}", "{n} KM, {s}"),
        ("S.I.T.E.", "Korangi Industrial Area", "Raiwind Road", "Sargodha Road", "Daska Road"),
        7,
    ),
    Land(
        "PT",
        "Portugal",
        "Portugal",
        (
            ("Guimarães", "Braga", 41.44, -8.29, "4800-###"),
            ("Barcelos", "Braga", 41.53, -8.62, "4750-###"),
            ("Vila Nova de Famalicão", "Braga", 41.41, -8.52, "4760-###"),
        ),
        (
            "Fiadeira do Minho",
            "Malhas Rio Claro",
            "Casa da Giesta",
            "Ponte Velha",
            "Lã e Linho",
            "Estrela do Ave",
        ),
        ("Confecções", "Têxteis", "Malhas", "Tinturaria"),
        (("Lda.", "Limitada", "Lda"), ("S.A.", "SA")),
        ("Rua {s}, {n}", "R. {s} nº {n}", "Zona Industrial de {s}, Lote {n}"),
        ("de São Tiago", "da Igreja", "do Outeiro", "das Flores", "Várzea"),
        5,
    ),
    Land(
        "IT",
        "Italy",
        "Italië",
        (
            ("Prato", "Toscana", 43.88, 11.1, "591##"),
            ("Carpi", "Modena", 44.78, 10.88, "410##"),
            ("Biella", "Piemonte", 45.56, 8.05, "139##"),
        ),
        (
            "Filo d'Argento",
            "Lanificio Tre Valli",
            "Ago e Luna",
            "Ricami Oltrepiano",
            "Maglia Nuova",
        ),
        ("Maglificio", "Confezioni", "Tessitura", "Moda"),
        (("S.r.l.", "SRL", "Srl"), ("S.p.A.", "SPA")),
        ("Via {s}, {n}", "V. {s} {n}", "Via {s} n. {n}"),
        ("Garibaldi", "dell'Artigianato", "Fiorentina", "delle Industrie"),
        4,
    ),
    Land(
        "KH",
        "Cambodia",
        "Cambodja",
        (
            ("Phnom Penh", "Por Sen Chey", 11.54, 104.82, "1209##"),
            ("Takhmau", "Kandal", 11.48, 104.95, "0801##"),
        ),
        ("Romduol Star", "Mekong Needle", "Angkor Lotus Thread", "Chan Reas", "Golden Palmyra"),
        ("Garment", "Apparel", "Knitting"),
        (("(Cambodia) Co., Ltd.", "Cambodia Co Ltd"), ("Co., Ltd.", "Co Ltd")),
        ("{s} Village, National Road {n}", "Phum {s}, NR {n}", "{n} Veng Sreng Blvd, {s}"),
        ("Trapeang Thloeng", "Ang Ta Minh", "Krang Angkrang", "Prek Ho"),
        4,
    ),
    Land(
        "ID",
        "Indonesia",
        "Indonesië",
        (
            ("Bandung", "Jawa Barat", -6.91, 107.61, "402##"),
            ("Semarang", "Jawa Tengah", -6.97, 110.42, "501##"),
            ("Bogor", "Jawa Barat", -6.6, 106.8, "161##"),
        ),
        ("Melati Benang", "Cahaya Tenun", "Citra Rajut", "Sinar Kapas", "Bumi Anggun"),
        ("Garmindo", "Tekstil", "Busana", "Apparel"),
        (("PT", "PT.", "P.T."),),
        ("Jl. {s} No. {n}", "Jalan {s} {n}", "Jl {s} Km {n}"),
        ("Raya Cibaduyut", "Soekarno Hatta", "Industri Raya", "Raya Bogor"),
        4,
    ),
    Land(
        "LK",
        "Sri Lanka",
        "Sri Lanka",
        (
            ("Katunayake", "Western Province", 7.17, 79.88, "1145#"),
            ("Avissawella", "Western Province", 6.95, 80.22, "1070#"),
            ("Kurunegala", "North Western", 7.49, 80.36, "6000#"),
        ),
        ("Nelum Mal", "Kadupul", "Sinharaja Stitch", "Ran Tharu", "Mahaweli Needle"),
        ("Apparel", "Clothing", "Intimates", "Garments"),
        (PVT,),
        ("Lot {n}, {s} Export Processing Zone", "No {n}, {s} EPZ", "{n} {s} Road"),
        ("Katunayake", "Seethawaka", "Biyagama", "Colombo"),
        3,
    ),
    Land(
        "RO",
        "Romania",
        "Roemenië",
        (("Focșani", "Vrancea", 45.7, 27.18, "6200##"), ("Bacău", "Bacău", 46.57, 26.91, "6000##")),
        ("Firul Carpatic", "Ac de Aur", "Siretul Nou", "Livada Moda"),
        ("Confecții", "Textile", "Fashion"),
        (("S.R.L.", "SRL"), ("S.A.", "SA")),
        ("Str. {s} nr. {n}", "Strada {s} {n}"),
        ("Republicii", "Fabricii", "Milcov", "Moldovei"),
        2,
    ),
    Land(
        "MA",
        "Morocco",
        "Marokko",
        (
            ("Tangier", "Tanger-Tétouan", 35.76, -5.83, "900##"),
            ("Casablanca", "Casablanca-Settat", 33.57, -7.59, "202##"),
        ),
        ("Fil de l'Atlas", "Jasmin du Nord", "Couture Oued", "Zellige Mode"),
        ("Confection", "Textile", "Jeans"),
        (("SARL", "S.A.R.L."), ("SA", "S.A.")),
        ("Lot {n}, {s}", "{n} Rue {s}", "Zone Industrielle {s}, Lot {n}"),
        ("Mghogha", "Gzenaya", "Ain Sebaa", "Moulay Rachid"),
        2,
    ),
    Land(
        "MM",
        "Myanmar",
        "Myanmar",
        (
            ("Yangon", "Hlaing Tharyar", 16.88, 96.06, "1140#"),
            ("Bago", "Bago Region", 17.34, 96.48, "0801#"),
        ),
        ("Padauk Thread", "Shwe Kanbawza Stitch", "Inle Needle", "Thazin Wear"),
        ("Garment", "Apparel"),
        (("Co., Ltd.", "Company Limited", "Co.,Ltd"),),
        ("No. {n}, {s} Industrial Zone", "Plot {n}, {s} I.Z."),
        ("Shwe Lin Ban", "Mingalardon", "Anawrahta"),
        2,
    ),
)

PRODUCTS = (
    "T-shirts",
    "Denim",
    "Knitwear",
    "Outerwear",
    "Underwear",
    "Sportswear",
    "Children's wear",
    "Workwear",
    "Socks",
    "Shirts",
    "Shoes",
    "Home textiles",
)
PROCESSES = (
    "Cutting",
    "Sewing",
    "Knitting",
    "Dyeing",
    "Printing",
    "Washing",
    "Finishing",
    "Packing",
)

# Sounds that invented names are put together from, so that 900 firms are not all namesakes.
SOUNDS = {
    "BD": "sho na li dip rup me gho ta ban ji ra mon ka pad shur",
    "IN": "ven ka su rya ma la ne pu ra chan dra ti ga sha man",
    "CN": "xin he yun ming rui feng jin lan hua qing bai chun tai yong sheng",
    "TR": "ak der ye ova gü ney ka ra öz dem ir tek şen bay tan",
    "VN": "thanh li hoa song lam minh an binh dai phu quang tri khan",
    "PK": "che nab ro shan gul ba har ka mi la naz tar zi al",
    "PT": "mal ri cla gi es ve lha fi nho sa ta mor lin do",
    "IT": "fil ar gen la tre val ri ca mo lu na ve so ber",
    "KH": "rom chan rea so pha kla ang dara vi mony thea",
    "ID": "me la ci tra su ma bu mi na ra wan ti sar ka",
    "LK": "ne lum ka du pul ra than ma ha we li si ri ya",
    "RO": "fi ru sir mol va ta bra do nes mar ti cos ila",
    "MA": "at las za lij ou ed mar sa ha ni ben kar ta",
    "MM": "pa dau shwe in le tha zin ka ba moe htet nan",
}
