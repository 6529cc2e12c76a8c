"""The fields a production-location list may carry, and what people call them.

Header names come from the Open Supply Hub list template and API (snake_case names), from the
shape in which brands publish lists, and from Dutch, German and French office usage.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column can mean. `many`: several columns may carry it, joined in order."""

    key: str
    nl: str
    en: str
    headers: tuple[str, ...]
    many: bool = False

    def label(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


_FIELDS = [
    Field("name", "Naam", "Name", _words(
        "name|facility name|factory name|site name|supplier name|company name|producer name|plant name"
        "|facility|factory|supplier|vendor|vendor name|manufacturer|manufacturer name|mill name|unit name"
        "|name of factory|name of facility|name of supplier|name of site|production unit|production site"
        "|production location|location name|name of production location|name of production site"
        "|factory name english|supplier factory name|production unit name|manufacturing site"
        "|naam|naam productielocatie|productielocatie|naam fabriek|fabrieksnaam|fabriek|bedrijfsnaam"
        "|naam locatie|naam leverancier|leverancier|naam bedrijf|producent|vestiging|locatienaam"
        "|naam productiebedrijf|naam producent|firmanaam"
        "|firmenname|fabrikname|name der fabrik|betrieb|lieferant|name des lieferanten|produktionsstätte"
        "|produktionsbetrieb|hersteller|unternehmen|werk"
        "|nom|nom de l'usine|nom du site|nom du fournisseur|usine|fournisseur|nom de l'entreprise|raison sociale"
        "|nombre|nombre de la fábrica|fábrica|工厂名称|工厂名|公司名称")),
    Field("address", "Adres", "Address", _words(
        "address|full address|factory address|facility address|site address|supplier address|company address"
        "|production address|address of factory|address of facility|complete address|location address"
        "|physical address|address 1|address 2|address 3|address line 1|address line 2|address line 3|adress"
        "|factory address english"
        "|adres|volledig adres|adres fabriek|fabrieksadres|adres productielocatie|bezoekadres|adresregel 1"
        "|adresregel 2|adres 1|adres 2|vestigingsadres|adresgegevens"
        "|adresse|anschrift|vollständige adresse|adresse der fabrik|werksadresse"
        "|adresse complète|adresse de l'usine|adresse du site|dirección|地址|工厂地址"), many=True),
    Field("street", "Straat", "Street", _words(
        "street|street address|street name|street and number|road|street no|house number"
        "|straat|straatnaam|straat en huisnummer|straat en nummer|huisnummer|huisnr"
        "|straße|strasse|straße und hausnummer|hausnummer|rue"), many=True),
    Field("locality", "Plaats", "City", _words(
        "city|town|locality|city town|municipality|place|village|suburb|city name"
        "|plaats|stad|gemeente|plaatsnaam|woonplaats|vestigingsplaats"
        "|ort|stadt|ville|commune|ciudad|城市")),
    Field("region", "Provincie of regio", "State or region", _words(
        "state|province|region|state province|province state|county|district|prefecture|state region"
        "|administrative area|division|provincie|regio|staat|deelstaat"
        "|bundesland|provinz|région|département|provincia|省|省份")),
    Field("postal_code", "Postcode", "Postal code", _words(
        "postal code|postcode|zip|zip code|zipcode|post code|pin code|pincode|zip postal code"
        "|postcode nr|plz|postleitzahl|code postal|código postal|邮编")),
    Field("country", "Land", "Country", _words(
        "country|country name|country code|country region|country of production|production country|country iso"
        "|country of manufacture|factory country|facility country|iso country code|iso code|country iso code|iso"
        "|iso2|iso3|country iso2|manufacturing country|country of origin|nation|country location"
        "|land|landnaam|landcode|productieland|land van productie|land van herkomst|iso landcode|land code"
        "|länderkennung|länderkürzel|ländercode|herkunftsland|produktionsland"
        "|pays|code pays|pays de production|país|国家")),
    Field("lat", "Breedtegraad", "Latitude", _words(
        "lat|latitude|gps latitude|geo lat|y coordinate|breedtegraad|breedte|noorderbreedte|gps breedtegraad"
        "|breitengrad|geographische breite|latitud|纬度")),
    Field("lng", "Lengtegraad", "Longitude", _words(
        "lng|lon|long|longitude|gps longitude|geo lng|x coordinate|lengtegraad|lengte|oosterlengte"
        "|gps lengtegraad|längengrad|geographische länge|longitud|经度")),
    Field("coordinates", "Coördinaten (breedte, lengte)", "Coordinates (latitude, longitude)", _words(
        "coordinates|gps coordinates|gps|lat lng|lat long|lat lon|latlng|latitude longitude|geolocation"
        "|geo coordinates|gps location|coördinaten|gps coördinaten|koordinaten|coordonnées|coordonnées gps")),
    Field("os_id", "OS ID", "OS ID", _words(
        "os id|osid|os hub id|oshub id|oar id|oarid|open supply hub id|open apparel registry id|osh id"
        "|os hub|open supply hub")),
    Field("lei", "LEI", "LEI", _words("lei|lei code|lei number|legal entity identifier|lei nummer")),
    Field("gln", "GLN", "GLN", _words(
        "gln|gln code|gln number|global location number|gln nummer|ean locatiecode|gs1 gln")),
    Field("registry_number", "Registratie- of belastingnummer", "Registry or tax number", _words(
        "registry number|registration number|business registration number|company registration number|tax id"
        "|tax number|vat number|vat|vat id|tin|business licence number|business license number|business license"
        "|unified social credit code|uscc|kvk|kvk nummer|company number|registration no|duns|duns number"
        "|duns nummer|rsc id|factory registration number|cnpj|gstin"
        "|kamer van koophandel nummer|registratienummer|handelsregisternummer|btw nummer|ondernemingsnummer"
        "|belastingnummer|fiscaal nummer|handelsregister nr|ust id|siret|siren|统一社会信用代码")),
    Field("workers", "Aantal werknemers", "Number of workers", _words(
        "number of workers|workers|no of workers|nr of workers|worker count|total workers|workers total"
        "|number of employees|employees|no of employees|total employees|employee count|headcount|workforce"
        "|number of people employed|total number of workers|workforce size|workers range"
        "|total number of employees|aantal werknemers|werknemers|aantal medewerkers|medewerkers|aantal arbeiders"
        "|arbeiders|totaal aantal werknemers|aantal werkenden|personeel|aantal personeelsleden|aantal fte|fte"
        "|mitarbeiter|anzahl mitarbeiter|mitarbeiterzahl|beschäftigte|anzahl beschäftigte|mitarbeiteranzahl"
        "|effectif|nombre d'employés|nombre de travailleurs|nombre de salariés|employés|trabajadores|员工人数")),
    Field("tier", "Schakel (tier)", "Tier", _words(
        "tier|tier level|supply chain tier|supplier tier|tier number|level|supply chain level|tier nr"
        "|schakel|ketenschakel|niveau in de keten|ketenniveau|tier niveau|lieferkettenstufe|rang")),
    Field("product_type", "Productsoort", "Product type", _words(
        "product type|product types|product|products|product category|product categories|product group"
        "|type of product|product description|type of products|product line|products made|goods"
        "|productsoort|producten|productsoorten|productcategorie|productgroep|soort product|type product"
        "|artikelgroep|producttype|produkt|produkte|produktart|produktgruppe|produktkategorie"
        "|produit|produits|type de produit|catégorie de produit|产品"), many=True),
    Field("processing_type", "Bewerking", "Processing type", _words(
        "processing type|processing types|process|processes|production process|production processes|activity"
        "|activities|type of process|processing type facility type|main process|manufacturing process"
        "|process type|processing|production activity|type of production"
        "|bewerking|bewerkingen|proces|processen|productieproces|productieprocessen|activiteit|activiteiten"
        "|soort bewerking|verarbeitung|prozess|prozesse|verarbeitungsschritt|produktionsprozess"
        "|procédé|type de transformation|activité"), many=True),
    Field("facility_type", "Soort locatie", "Facility type", _words(
        "facility type|type of facility|factory type|site type|type of factory|type of site|facility category"
        "|supplier type|type of supplier|location type|unit type|soort locatie|type locatie|soort fabriek"
        "|type fabriek|soort vestiging|soort leverancier|type leverancier|betriebsart|art des betriebs"
        "|type d'usine|type de site")),
    Field("parent_company", "Moederbedrijf", "Parent company", _words(
        "parent company|parent|group|parent company name|group name|mother company|owner company|holding"
        "|ultimate parent|company group|parent company group|supplier group|parent group"
        "|moederbedrijf|moedermaatschappij|concern|groep|naam moederbedrijf|hoofdbedrijf"
        "|muttergesellschaft|mutterkonzern|konzern|société mère|maison mère|groupe")),
    Field("capacity_share", "Aandeel in de capaciteit (%)", "Share of the site's capacity (%)", _words(
        "capacity share|share of capacity|leverage|share of production|production share|capacity %|% capacity"
        "|percentage of capacity|% of capacity|share of factory capacity|% of production|share of output"
        "|percentage of production|capacity percentage|share of the site s capacity|capacity share %|share"
        "|aandeel capaciteit|capaciteitsaandeel|aandeel in de capaciteit|aandeel productie|% capaciteit"
        "|aandeel in productie|percentage capaciteit|percentage productie|% van de capaciteit|% productie"
        "|afnameaandeel|productieaandeel|aandeel in de productie|kapazitätsanteil|anteil an der kapazität"
        "|part de la capacité")),
    Field("sector", "Sector", "Sector", _words(
        "sector|sectors|industry|branch|sector name|bedrijfstak|branche|sectoren|industrie|secteur")),
    Field("contact", "Contactgegevens (worden niet overgenomen)", "Contact details (not taken over)", _words(
        "contact|contact person|contact name|contact details|contact email|contact phone|contact number|email"
        "|e mail|email address|phone|phone number|telephone|telephone number|tel|mobile|mobile number|fax"
        "|whatsapp|skype|wechat|manager|factory manager|general manager|owner name|representative"
        "|contactpersoon|contactgegevens|naam contactpersoon|telefoon|telefoonnummer|mobiel|mailadres"
        "|emailadres|e mailadres|e mail adres|fabrieksmanager|directeur"
        "|ansprechpartner|kontakt|kontaktperson|telefon|personne de contact|téléphone|courriel"
        "|联系人|电话|邮箱"), many=True),
    Field("ignore", "Niet gebruiken", "Do not use", _words(
        "reason convenant|reden convenant|row convenant|rij convenant|nr|no|#|id|number|nummer|volgnummer"
        "|s no|sr no|serial number|row|remarks|remark|comments|comment|notes|opmerking|opmerkingen"
        "|toelichting|bemerkung|bemerkungen|remarques|website|url|web|native language name"
        "|native language address|local name|name in local language|lokale naam|continent|world region"
        "|extra data|date|datum|year|jaar|last updated|male workers|female workers|workers male"
        "|workers female|% female|% female workers|percent female workers|percentage female workers"
        "|average lead time|affiliations|certifications|certificates|certificering|certificaten|brand|merk"
        "|start date|line of business|number of male workers|number of female workers|contributor|is closed"
        "|migrant workers|% migrant workers|order volume|closing date|building approval|country of birth"),
        many=True),
]  # fmt: skip

# Personal data: recognised so that it can be left out and said so, never a field to choose.
PERSONAL = "contact"
FIELDS: dict[str, Field] = {field.key: field for field in _FIELDS if field.key != PERSONAL}
REASON = {"nl": "Reden (Convenant)", "en": "Reason (Convenant)"}
ROW = {"nl": "Rij (Convenant)", "en": "Row (Convenant)"}

# A header with one of these words is about a person, whatever else it says.
_PERSONAL = frozenset(
    [
        "contact",
        "contactpersoon",
        "email",
        "mail",
        "phone",
        "telephone",
        "telefoon",
        "tel",
        "mobile",
        "mobiel",
        "fax",
        "whatsapp",
        "wechat",
        "skype",
        "ansprechpartner",
        "telefon",
        "kontakt",
        "téléphone",
        "courriel",
        "mailadres",
        "emailadres",
        "manager",
    ]
)
# "male workers" is not the number of workers.
_PART_OF_WORKERS = frozenset(
    [
        "male",
        "female",
        "men",
        "women",
        "man",
        "vrouw",
        "vrouwen",
        "mannen",
        "migrant",
        "temporary",
        "permanent",
        "frauen",
        "männer",
        "femmes",
        "hommes",
        "tijdelijk",
        "vast",
        "union",
        "lid",
        "leden",
        "young",
        "child",
    ]
)


_SEPARATORS = re.compile(r"[^\w%#]+|_")


def normal(header: str) -> str:
    """A header without case, accents, punctuation and snake_case; scripts stay as they are."""
    text = header.casefold()
    if not text.isascii():  # casefold has made "ss" of "ß"
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    if "%" in text or "#" in text:
        text = text.replace("%", " % ").replace("#", " # ")
    return _SEPARATORS.sub(" ", text).strip()


_WITHOUT_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@cache
def known_headers() -> dict[str, str]:
    """Every header name we know, normalised, with its field. The first field listed wins."""
    known: dict[str, str] = {}
    for field in _FIELDS:
        for header in (field.key, *field.headers):
            known.setdefault(normal(header), field.key)
    return known


@cache
def match_header(header: str) -> tuple[str, float] | None:
    """Which field a header names, and how sure that is (0–1); None where it says nothing."""
    if len(header) > 120:
        return None
    known = known_headers()
    whole = normal(header)
    if not whole:
        return None
    if whole in known:
        return known[whole], 0.98
    words = whole.split()
    if _PERSONAL.intersection(words):
        return PERSONAL, 0.9
    bare = normal(_WITHOUT_BRACKETS.sub(" ", header))
    if bare in known:
        return known[bare], 0.95
    if _PART_OF_WORKERS.intersection(words):
        return "ignore", 0.7
    if len(whole) >= 5:
        near = process.extractOne(whole, known.keys(), scorer=fuzz.ratio, score_cutoff=86)
        if near and len(near[0]) >= 5:
            return known[near[0]], round(near[1] / 100 * 0.9, 2)
    return _phrase_in(words, known)


def _phrase_in(words: list[str], known: dict[str, str]) -> tuple[str, float] | None:
    """The longest known name inside a longer header: "Name of the factory (as on licence)"."""
    if len(words) > 12:
        return None
    for length in range(min(len(words) - 1, 5), 0, -1):
        for start in range(len(words) - length, -1, -1):
            phrase = " ".join(words[start : start + length])
            field = known.get(phrase)
            if field and field != "ignore" and len(phrase) >= 4:
                return field, 0.75 if length > 1 else 0.6
    return None
