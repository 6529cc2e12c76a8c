"""Names of provinces and of towns where much is made, which many sites share.

A place in a name ("Dongguan Hansa") says where, not who. Provinces and countries come from
ISO 3166 through pycountry; towns are general geographic knowledge, spelled as in factory lists.
"""

from __future__ import annotations

from functools import cache

import pycountry
from anyascii import anyascii

from convenant.locations.matching.vocabulary import word_table

TOWNS = word_table(
    """
    adana agra ahmedabad alexandria alicante ambur amman amreya ankara anqing antananarivo arad
    ashulia avcilar avissawella ayutthaya bacau bagcilar bago bandung bangalore bangkok baoding
    barcelona barcelos barletta basaksehir batangas bavet beijing bekasi bengaluru bengbu
    beograd bergamo beylikduzu bhaluka bhilwara biella biyagama bizerte blagoevgrad blumenau
    bogor bogota boyolali braga brasov brescia bucharest bucuresti bursa cairo cali carpi
    casablanca cavite cebu cerkezkoy changan changchun changhua changsha changshu changzhou
    chaozhou chattogram chengdu chennai chicago chisinau chittagong choloma chonburi chongqing
    cikarang cirebon cixi clark cluj coimbatore colombo comilla corlu cortes craiova dalang
    dalian danang dandong danyang delhi denizli dezhou dhaka dongguan durres duzce edirne elche
    empoli erode esenyurt fafe faisalabad famalicao faridabad felgueiras fengxian fes firenze
    foshan fuzhou galle ganzhou gaomi gaziantep gazipur guangzhou guatemala guimaraes guiyang
    gujranwala gungoren gurgaon gurugram haimen haining haiphong hangzhou hanoi harbin hawassa
    hefei heyuan heze horana hsinchu huaian huaiyin hue huizhou humen huzhou hyderabad iasi
    ikitelli indore irbid islamabad ismailia istanbul izmir jaipur jakarta jiading jiangmen
    jiangyin jiaozhou jiashan jiaxing jieyang jimo jinan jinhua jining jinjiang jiujiang johor
    joydebpur kahramanmaras kaliakoir kandal kandy kanpur kaohsiung karachi karawang karur kasur
    katunayake keqiao kirklareli kocaeli koggala kolkata konabari korangi kowloon kunming
    kunshan kurunegala kyiv laguna lahore laixi laizhou leicester lianyungang lima linyi lisboa
    lishui london longkou longyan ludhiana lviv lyon mactan madrid madurai maia majalengka
    malatya malwana managua manchester mandalay manesar manikganj manila manisa maseru medellin
    meizhou mersin merter miaoli milano mingaladon mirpur mombasa monastir montemurlo moradabad
    multan mumbai mymensingh nabeul nairobi nanan nanchang nanhai nanjing nanning nanping
    nantong napoli narayanganj narsingdi negombo ningbo nis noida nonthaburi opico oradea ordu
    panadura panipat panyu paris penang penglai pingdu pinghu plovdiv porto prato puebla pune
    purwakarta putian qidong qingdao qingpu qingyuan quanzhou quzhou rabat ranipet ratnapura
    rawalpindi rayong rizhao rosario rudong rugao ruse sahab saigon sakarya salatiga sandanski
    sanming savar seethawaka semarang sfax shanghai shangyu shantou shaoguan shaoxing shengzhou
    shenyang shenzhen shijiazhuang shishi shtip shumen shunde shwepyithar sialkot sibiu
    sihanoukville skopje sofia songjiang sousse sragen sreepur stip subang sukabumi sultangazi
    suqian surabaya surat suzhou taicang taichung tainan taipei taizhou takeo tangail tanger
    tangerang tangier taoyuan tegucigalpa tehuacan tejgaon tekirdag thilawa tianjin timisoara
    tirana tiruchirappalli tiruppur tirupur tokat tongi tonglu tongxiang torreon treviso trofa
    tunis ungaran usak valencia valuka vellore verona vicenza weifang weihai weligama wenzhou
    wuhan wuhu wujiang wuxi xiamen xian xiaoshan xinyu xuzhou yancheng yangon yangzhou yantai
    yanzhou yingkou yiwu yixing yuhang yunlin yuyao zarqa zeytinburnu zhangjiagang zhangzhou
    zhaoqing zhengzhou zhenjiang zhongshan zhoushan zhucheng zhuhai zhuji zibo zirabo
    """
)
# Places of more than one word: their syllables also stand in other names ("Thanh Hai").
_PHRASES = """
    addis ababa, ba ria, bac giang, bac ninh, batu pahat, ben tre, bien hoa, binh dinh, binh
    duong, binh thuan, buenos aires, can tho, castel goffredo, cong hoa, cu chi, da nang, dong
    nai, gotse delchev, ha nam, ha noi, hai duong, hai phong, hlaing tharyar, ho chi minh, hong
    kong, huai an, hung yen, jawa barat, jawa tengah, jawa timur, kampong cham, kampong chhnang,
    kampong speu, kuala lumpur, la libertad, long an, los angeles, nakhon pathom, nakhon
    ratchasima, nam dinh, new york, nghe an, ninh binh, ninh thuan, pathum thani, phnom penh,
    phu tho, port said, quang nam, quang ngai, quang ninh, samut prakan, samut sakhon, san juan,
    san pedro sula, san salvador, santa ana, santo tirso, sao paulo, svay rieng, tan binh, tay
    ninh, thai binh, thai nguyen, thanh hoa, thu duc, thua thien, tien giang, vila nova, vinh
    long, vinh phuc, vung tau
    """
PHRASES = frozenset(tuple(phrase.split()) for phrase in _PHRASES.split(","))
# What kind of division it is, in names of divisions ("Guangdong Sheng").
DIVISION_WORDS = frozenset(
    ["sheng", "shi", "zizhiqu", "province", "district", "state", "region", "city"]
)
# Names of divisions that are as often something else.
NOT_PLACES = frozenset(
    ["norte", "nord", "este", "central", "capital", "federal", "islands", "republic"]
)


@cache
def place_words(country: str) -> frozenset[str]:
    """Single words that name a country, a province of this one, or a town with much industry."""
    words = set(TOWNS) | country_words()
    for part in pycountry.subdivisions.get(country_code=country) or () if country else ():
        # First-level divisions only: further down they are towns named after people and things.
        name = [w for w in _plain(part.name).split() if w not in DIVISION_WORDS]
        if part.parent_code is None and len(name) == 1 and len(name[0]) > 3:
            words.add(name[0])
    return frozenset(words - NOT_PLACES)


@cache
def place_phrases(country: str) -> frozenset[tuple[str, ...]]:
    """Places of two to four words, as tuples of words."""
    phrases = set(PHRASES)
    for part in pycountry.subdivisions.get(country_code=country) or () if country else ():
        words = tuple(w for w in _plain(part.name).split() if w not in DIVISION_WORDS)
        if part.parent_code is None and 2 <= len(words) <= 4:
            phrases.add(words)
    return frozenset(phrases)


@cache
def _first_words(country: str) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in place_phrases(country))


def place_positions(words: list[str], country: str) -> set[int]:
    """Which of the words name a place, alone or together with their neighbours."""
    singles, phrases = place_words(country), place_phrases(country)
    found = {i for i, w in enumerate(words) if w in singles}
    firsts = _first_words(country)
    for i in range(len(words) - 1):
        if words[i] in firsts:
            for size in (2, 3, 4):
                if tuple(words[i : i + size]) in phrases:
                    found.update(range(i, i + size))
    return found


@cache
def country_words() -> frozenset[str]:
    """Single words of country names, with the common short and old ones."""
    words: set[str] = set()
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "common_name", "")):
            words.update(w for w in _plain(name).split() if len(w) > 3)
    words.update(
        [
            "sri",
            "prc",
            "roc",
            "usa",
            "uk",
            "uae",
            "korea",
            "vietnam",
            "viet",
            "nam",
            "burma",
            "turkey",
            "turkiye",
        ]
    )
    return frozenset(words - {"republic", "democratic", "people", "state", "states", "islands"})


def _plain(text: str) -> str:
    kept = "".join(c if c.isalnum() else " " for c in anyascii(text).lower() if c not in "'.")
    return " ".join(kept.split())
