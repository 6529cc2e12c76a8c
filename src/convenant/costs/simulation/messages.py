"""The sentences of faults in a scenario, in both languages: what is wrong, and what would be right.

What a scenario shares with a definition (reading, shapes, names, languages) is said as there, apart
from the sentences that name the kind of file.
"""

from convenant.agreements.definition.expected import EXPECTED as GENERAL_EXPECTED
from convenant.agreements.definition.messages import MESSAGES as GENERAL
from convenant.agreements.definition.messages import Sentences

EXPECTED = {
    **GENERAL_EXPECTED,
    "any_number": {"en": "a number", "nl": "een getal"},
    "correlation": {
        "en": "a number between -1 and 1, both excluded",
        "nl": "een getal tussen -1 en 1, beide niet inbegrepen",
    },
}


def _said(what: str, remedy: str, wat: str, raad: str) -> Sentences:
    return {"en": (what, remedy), "nl": (wat, raad)}


# The sentences of definitions that a scenario can also meet
SHARED = (
    *("not_utf8", "not_yaml", "not_a_mapping", "alias", "tag", "duplicate_key", "key_not_text"),
    *("unknown_key", "unknown_key_near", "missing", "wrong_value", "not_a_choice"),
    *("not_a_choice_near", "no_such_day", "unknown_reference", "unknown_reference_near"),
    *("reference_to_nothing", "duplicate_item", "repeated_value", "translation_missing"),
    *("language_not_declared", "confidence_missing"),
)

OWN: dict[str, Sentences] = {
    # The file
    "too_big": _said(
        "The file is {size} KiB; a scenario is at most {limit} KiB.",
        "Check that this is a scenario.",
        "Het bestand is {size} KiB; een scenario is hoogstens {limit} KiB.",
        "Kijk of dit wel een scenario is.",
    ),
    "empty_file": _said(
        "The file is empty.",
        "Start from a preset: convenant costs new --from NAME.",
        "Het bestand is leeg.",
        "Begin met een voorbeeld: convenant costs new --from NAAM.",
    ),
    "several_documents": _said(
        "A second document starts here.",
        "Keep one scenario per file and remove the line “---”.",
        "Hier begint een tweede document.",
        "Houd één scenario per bestand en verwijder de regel “---”.",
    ),
    "too_deep": _said(
        "More than {limit} levels inside each other.",
        "No part of a scenario needs that; check the indentation and brackets.",
        "Meer dan {limit} niveaus in elkaar.",
        "Geen onderdeel van een scenario heeft dat nodig; kijk naar inspringen en haken.",
    ),
    "too_many_values": _said(
        "The file holds more than {limit} values.",
        "Check that this is a scenario.",
        "Het bestand bevat meer dan {limit} waarden.",
        "Kijk of dit wel een scenario is.",
    ),
    # Numbers
    "way_missing": _said(
        "This number has no value.",
        "Give it in one of these ways: {ways}.",
        "Dit getal heeft geen waarde.",
        "Geef het op een van deze manieren: {ways}.",
    ),
    "way_twice": _said(
        "This number is given both as {first} and as {second}.",
        "Keep one of the two.",
        "Dit getal is zowel als {first} als als {second} gegeven.",
        "Houd één van beide.",
    ),
    "quotient_not_two": _said(
        "A quotient is of two numbers.",
        "Write the one that is divided and then the one it is divided by.",
        "Een quotiënt is van twee getallen.",
        "Schrijf eerst wat gedeeld wordt en dan waardoor.",
    ),
    "not_in_order": _said(
        "The lowest ({low}), most likely ({mode}) and highest ({high}) value do not rise.",
        "Write low ≤ mode ≤ high, or “fixed” where there is one value only.",
        "De laagste ({low}), waarschijnlijkste ({mode}) en hoogste ({high}) waarde lopen niet op.",
        "Schrijf low ≤ mode ≤ high, of “fixed” als er maar één waarde is.",
    ),
    "not_two_quantiles": _said(
        "A lognormal spread is given by two quantiles.",
        "Write two of: {known}.",
        "Een lognormale spreiding wordt gegeven door twee kwantielen.",
        "Schrijf er twee van: {known}.",
    ),
    "quantiles_not_rising": _said(
        "The quantiles {first} and {second} are not above nothing and rising.",
        "Write the lower value at the lower percentage, both above 0.",
        "De kwantielen {first} en {second} liggen niet boven nul en lopen niet op.",
        "Schrijf de lagere waarde bij het lagere percentage, beide boven 0.",
    ),
    "chances_not_100": _said(
        "The chances add up to {sum} %, not 100 %.",
        "Change the percentages so that they add up to 100.",
        "De kansen zijn samen {sum} %, geen 100 %.",
        "Wijzig de percentages zodat ze samen 100 zijn.",
    ),
    "negative": _said(
        "{written} {unit} is less than nothing.",
        "Write 0 or more; what is saved is a percentage under “savings”.",
        "{written} {unit} is minder dan niets.",
        "Schrijf 0 of meer; wat bespaard wordt, is een percentage onder “savings”.",
    ),
    "mark_missing": _said(
        "It is not said how this number is known.",
        "Add “mark:” with sourced, expert or assumption.",
        "Er staat niet bij hoe dit getal bekend is.",
        "Voeg “mark:” toe met sourced, expert of assumption.",
    ),
    "source_missing": _said(
        "This number is called sourced, but names no source.",
        "Add “source: […]” with a name from “sources”, or mark it expert or assumption.",
        "Dit getal heet sourced, maar noemt geen bron.",
        "Voeg “source: […]” toe met een naam uit “sources”, of merk het als expert of assumption.",
    ),
    "price_year_missing": _said(
        "An amount of money without the year of its prices.",
        "Add “price_year: …”.",
        "Een bedrag zonder het jaar van de prijzen.",
        "Voeg “price_year: …” toe.",
    ),
    "index_missing": _said(
        "Prices of {year} cannot be told in those of {told}.",
        "Name a yearly price rise under “prices.index”, or give the amount in prices of {told}.",
        "Prijzen van {year} zijn niet om te rekenen naar die van {told}.",
        "Noem een jaarlijkse prijsstijging onder “prices.index”, of geef het bedrag in prijzen van"
        " {told}.",
    ),
    "circle": _said(
        "These numbers follow from each other in a circle: {circle}.",
        "Give one of them a value of its own.",
        "Deze getallen volgen in een kring uit elkaar: {circle}.",
        "Geef één ervan een eigen waarde.",
    ),
    "with_itself": _said(
        "“{name}” is correlated with itself.",
        "Name two different numbers.",
        "“{name}” hangt met zichzelf samen.",
        "Noem twee verschillende getallen.",
    ),
    "not_drawn": _said(
        "“{name}” is fixed or follows from others, so it has no correlation of its own.",
        "Name the numbers it follows from.",
        "“{name}” staat vast of volgt uit andere, en heeft dus geen eigen samenhang.",
        "Noem de getallen waaruit het volgt.",
    ),
    "pair_twice": _said(
        "“{first}” and “{second}” are correlated twice.",
        "Keep one of the two.",
        "“{first}” en “{second}” hangen er twee keer samen.",
        "Houd één van beide.",
    ),
    "correlations_impossible": _said(
        "These correlations contradict each other.",
        "Weaken one of them: what goes with both of two things cannot have those against each"
        " other.",
        "Deze samenhangen spreken elkaar tegen.",
        "Maak er een zwakker: wat met twee dingen meegaat, kan die niet tegen elkaar in hebben.",
    ),
    # Units
    "unknown_unit": _said(
        "There is no unit “{symbol}”.",
        "Write these joined by * and /, such as EUR/h: {known}.",
        "De eenheid “{symbol}” bestaat niet.",
        "Schrijf deze met * en / ertussen, zoals EUR/h: {known}.",
    ),
    "unknown_unit_near": _said(
        "There is no unit “{symbol}”.",
        "Did you mean “{near}”? Units are: {known}.",
        "De eenheid “{symbol}” bestaat niet.",
        "Bedoelt u “{near}”? Eenheden zijn: {known}.",
    ),
    "unit_does_not_fit": _said(
        "“{name}” is in {found}, but {asked} is asked here.",
        "Name another number, or correct its unit.",
        "“{name}” is in {found}, maar hier wordt {asked} gevraagd.",
        "Noem een ander getal, of verbeter de eenheid.",
    ),
    "derived_unit": _said(
        "This follows to be in {found}, but {written} is written.",
        "Correct the unit, or the numbers it follows from.",
        "Dit komt uit in {found}, maar er staat {written}.",
        "Verbeter de eenheid, of de getallen waaruit het volgt.",
    ),
    "line_unit": _said(
        "The factors of this line make {found}, not {asked}.",
        "Look at the units of price, time and frequency, at “per” and at “timing”.",
        "De factoren van deze regel maken {found}, geen {asked}.",
        "Kijk naar de eenheden van prijs, tijd en frequentie, naar “per” en naar “timing”.",
    ),
    # Who bears what
    "share_ways": _said(
        "What {payer} bears is not given in one way.",
        "Write one of percent, share or rest.",
        "Wat {payer} draagt, is niet op één manier gegeven.",
        "Schrijf een van percent, share of rest.",
    ),
    "shares_not_100": _said(
        "The shares add up to {sum} %, not 100 %.",
        "Change them so that they add up to 100.",
        "De aandelen zijn samen {sum} %, geen 100 %.",
        "Wijzig ze zodat ze samen 100 zijn.",
    ),
    "shares_over_100": _said(
        "The fixed shares already add up to {sum} %.",
        "Lower them to at most 100 together.",
        "De vaste aandelen zijn samen al {sum} %.",
        "Verlaag ze tot samen hoogstens 100.",
    ),
    "rest_not_100": _said(
        "The rest is divided for {sum} %, not 100 %.",
        "Change the values of “rest” so that they add up to 100.",
        "De rest is voor {sum} % verdeeld, niet voor 100 %.",
        "Wijzig de waarden van “rest” zodat ze samen 100 zijn.",
    ),
    "rest_missing": _said(
        "A share here is uncertain or has a ceiling, and nobody takes what is left.",
        "Add “rest: 100” to one payer, or divide it over several.",
        "Een aandeel is hier onzeker of heeft een plafond, en niemand neemt wat overblijft.",
        "Voeg bij één betaler “rest: 100” toe, of verdeel het over meer.",
    ),
    "rest_with_ceiling": _said(
        "Who takes the rest has a ceiling, so that something would be left.",
        "Remove “at_most” here.",
        "Wie de rest neemt, heeft een plafond, zodat er iets zou overblijven.",
        "Haal “at_most” hier weg.",
    ),
    "payer_missing": _said(
        "Nobody pays this line: it belongs to no companies.",
        "Add “paid_by: …” with a rule under “shares”, or “classes: […]”.",
        "Niemand betaalt deze regel: hij hoort bij geen bedrijven.",
        "Voeg “paid_by: …” toe met een regel onder “shares”, of “classes: […]”.",
    ),
    "themselves_without_class": _said(
        "The rule “{rule}” lets the companies themselves pay, but this line belongs to none.",
        "Name another rule, or add “classes: […]”.",
        "De regel “{rule}” laat de bedrijven zelf betalen, maar deze regel hoort bij geen.",
        "Noem een andere regel, of voeg “classes: […]” toe.",
    ),
    # Lines and years
    "price_missing": _said(
        "This line has no price.",
        "Add “tariff” and “time”, or “external”.",
        "Deze regel heeft geen prijs.",
        "Voeg “tariff” en “time” toe, of “external”.",
    ),
    "tariff_missing": _said(
        "There are hours here, but nothing says what an hour costs.",
        "Add “tariff: …”.",
        "Er staan uren, maar niet wat een uur kost.",
        "Voeg “tariff: …” toe.",
    ),
    "time_missing": _said(
        "There is a tariff here, but no time.",
        "Add “time: …”.",
        "Er staat een tarief, maar geen tijd.",
        "Voeg “time: …” toe.",
    ),
    "classes_missing": _said(
        "A line per {per} needs companies.",
        "Add “classes: […]” with names under “population”, or write “per: agreement”.",
        "Een regel per {per} heeft bedrijven nodig.",
        "Voeg “classes: […]” toe met namen onder “population”, of schrijf “per: agreement”.",
    ),
    "classes_left_over": _said(
        "A line of the agreement as a whole has no classes.",
        "Remove “classes”, or write “per: company”.",
        "Een regel van het convenant als geheel heeft geen klassen.",
        "Haal “classes” weg, of schrijf “per: company”.",
    ),
    "sites_missing": _said(
        "The number of sites of “{name}” is not known.",
        "Add “sites: …” to that class.",
        "Het aantal locaties van “{name}” is niet bekend.",
        "Voeg bij die klasse “sites: …” toe.",
    ),
    "shared_sites_missing": _said(
        "How many sites are shared is not known.",
        "Add “shared_sites: …” at the start of a line.",
        "Hoeveel locaties gedeeld worden, is niet bekend.",
        "Voeg aan het begin van een regel “shared_sites: …” toe.",
    ),
    "years_reversed": _said(
        "The years run from {start} to {end}.",
        "Give a last year that is not before the first, and at most 60 years later.",
        "De jaren lopen van {start} tot {end}.",
        "Geef een laatste jaar dat niet voor het eerste ligt, en hoogstens 60 jaar later.",
    ),
    "recognition_outside": _said(
        "The year of recognition, {year}, is not one of the years.",
        "Give a year between the first and the last.",
        "Het jaar van erkenning, {year}, is niet een van de jaren.",
        "Geef een jaar tussen het eerste en het laatste.",
    ),
    "phase_in_of_nothing": _said(
        "There is a phase-in, but no year of recognition.",
        "Add “recognition: …”, or remove this.",
        "Er is een invoertijd, maar geen jaar van erkenning.",
        "Voeg “recognition: …” toe, of haal dit weg.",
    ),
    "span_reversed": _said(
        "This runs from {first} until {last}.",
        "Correct one of the two years.",
        "Dit loopt van {first} tot en met {last}.",
        "Verbeter een van beide jaren.",
    ),
    "years_not_rising": _said(
        "The years here do not rise.",
        "Put the earliest year first.",
        "De jaren lopen hier niet op.",
        "Zet het vroegste jaar vooraan.",
    ),
    # Alternatives and financing
    "replaces_nothing": _said(
        "There is no number “{name}” to take the place of.",
        "Add it under “numbers” at the top, or correct the name.",
        "Er is geen getal “{name}” waar dit voor in de plaats komt.",
        "Voeg het bovenaan onder “numbers” toe, of verbeter de naam.",
    ),
    "unit_changed": _said(
        "The number it takes the place of is in {before}, not in {after}.",
        "Write it in {before}.",
        "Het getal waarvoor dit in de plaats komt, is in {before}, niet in {after}.",
        "Schrijf het in {before}.",
    ),
    "model_needs": _said(
        "{model} needs “{needed}”.",
        "Add “{needed}: …”.",
        "Voor {model} is “{needed}” nodig.",
        "Voeg “{needed}: …” toe.",
    ),
    "measure_missing": _said(
        "The {measure} of “{name}” is not known.",
        "Add “{measure}: …” to that class.",
        "Van “{name}” is “{measure}” niet bekend.",
        "Voeg bij die klasse “{measure}: …” toe.",
    ),
    "row_unknown": _said(
        "The table has no row “{written}”.",
        "Its rows are: {known}.",
        "De tabel heeft geen rij “{written}”.",
        "De rijen zijn: {known}.",
    ),
    "rate_missing": _said(
        "The table is in {currency}, the scenario in {money}.",
        "Add “rate: …” with a number in {money}/{currency}.",
        "De tabel is in {currency}, het scenario in {money}.",
        "Voeg “rate: …” toe met een getal in {money}/{currency}.",
    ),
    "limits_reversed": _said(
        "The lower limit ({low}) is above the higher one ({high}).",
        "Correct one of the two.",
        "De ondergrens ({low}) ligt boven de bovengrens ({high}).",
        "Verbeter een van beide.",
    ),
}

MESSAGES: dict[str, Sentences] = {code: GENERAL[code] for code in SHARED} | OWN
