"""The sentences of faults, in both languages: what is wrong, and what would be right.

Kept here and not in a translation catalogue because this core runs without a web framework.
"""

Sentences = dict[str, tuple[str, str]]  # by language: what is wrong, what would be right

MESSAGES: dict[str, Sentences] = {
    # The file
    "too_big": {
        "en": (
            "The file is {size} KiB; a definition is at most {limit} KiB.",
            "Check that this is a definition, and keep minutes and annexes out of it.",
        ),
        "nl": (
            "Het bestand is {size} KiB; een definitie is hoogstens {limit} KiB.",
            "Kijk of dit wel een definitie is en houd verslagen en bijlagen erbuiten.",
        ),
    },
    "not_utf8": {
        "en": (
            "From this line on the file is not UTF-8 text.",
            "Save it as UTF-8 in your editor and try again.",
        ),
        "nl": (
            "Vanaf deze regel is het bestand geen UTF-8-tekst.",
            "Sla het in uw editor op als UTF-8 en probeer het opnieuw.",
        ),
    },
    "not_yaml": {
        "en": (
            "The file cannot be read from here on (“{excerpt}”).",
            "Check the indentation (spaces, no tabs), the colon and space after each key, and that"
            " every quote, bracket and brace is closed; the line before may hold the cause.",
        ),
        "nl": (
            "Vanaf hier is het bestand niet te lezen (“{excerpt}”).",
            "Kijk naar het inspringen (spaties, geen tabs), de dubbele punt met spatie na elke"
            " sleutel, en of elk aanhalingsteken en elke haak gesloten is; de oorzaak kan in de"
            " regel ervoor staan.",
        ),
    },
    "empty_file": {
        "en": ("The file is empty.", "Start from a preset: convenant definition new --from NAME."),
        "nl": (
            "Het bestand is leeg.",
            "Begin met een voorbeeld: convenant definition new --from NAAM.",
        ),
    },
    "not_a_mapping": {
        "en": ("The file holds no keys.", "Write keys such as “title:” at the start of a line."),
        "nl": (
            "Het bestand bevat geen sleutels.",
            "Schrijf sleutels als “title:” aan het begin van een regel.",
        ),
    },
    "several_documents": {
        "en": (
            "A second document starts here.",
            "Keep one agreement per file and remove the line “---”.",
        ),
        "nl": (
            "Hier begint een tweede document.",
            "Houd één convenant per bestand en verwijder de regel “---”.",
        ),
    },
    "alias": {
        "en": (
            "The reference *{name} is not read.",
            "Write the text out in full: people read this file.",
        ),
        "nl": (
            "De verwijzing *{name} wordt niet gelezen.",
            "Schrijf de tekst voluit: mensen lezen dit bestand.",
        ),
    },
    "tag": {
        "en": ("The tag {tag} is not read.", "Remove the tag and keep the value."),
        "nl": ("De tag {tag} wordt niet gelezen.", "Verwijder de tag en laat de waarde staan."),
    },
    "too_deep": {
        "en": (
            "More than {limit} levels inside each other.",
            "No part of a definition needs that; check the indentation and brackets.",
        ),
        "nl": (
            "Meer dan {limit} niveaus in elkaar.",
            "Geen onderdeel van een definitie heeft dat nodig; kijk naar inspringen en haken.",
        ),
    },
    "too_many_values": {
        "en": ("The file holds more than {limit} values.", "Check that this is a definition."),
        "nl": (
            "Het bestand bevat meer dan {limit} waarden.",
            "Kijk of dit wel een definitie is.",
        ),
    },
    "duplicate_key": {
        "en": (
            "The key “{key}” was already given on line {line}.",
            "Keep one of the two; the second is not read.",
        ),
        "nl": (
            "De sleutel “{key}” staat al op regel {line}.",
            "Houd één van beide; de tweede wordt niet gelezen.",
        ),
    },
    "key_not_text": {
        "en": ("A key must be one word.", "Put the word before the colon on one line."),
        "nl": (
            "Een sleutel moet één woord zijn.",
            "Zet het woord vóór de dubbele punt op één regel.",
        ),
    },
    # What a part may hold
    "unknown_key": {
        "en": ("There is no key “{key}” here.", "Possible keys: {known}."),
        "nl": ("De sleutel “{key}” bestaat hier niet.", "Mogelijke sleutels: {known}."),
    },
    "unknown_key_near": {
        "en": ("There is no key “{key}” here.", "Did you mean “{near}”?"),
        "nl": ("De sleutel “{key}” bestaat hier niet.", "Bedoelt u “{near}”?"),
    },
    "missing": {
        "en": ("“{key}” is missing.", "Add {expected}."),
        "nl": ("“{key}” ontbreekt.", "Voeg {expected} toe."),
    },
    "wrong_value": {
        "en": ("“{written}” does not fit here.", "Write {expected}."),
        "nl": ("“{written}” past hier niet.", "Schrijf {expected}."),
    },
    "not_a_choice": {
        "en": ("“{written}” is not one of the choices.", "Choose from: {known}."),
        "nl": ("“{written}” is geen van de keuzes.", "Kies uit: {known}."),
    },
    "not_a_choice_near": {
        "en": (
            "“{written}” is not one of the choices.",
            "Did you mean “{near}”? The choices are: {known}.",
        ),
        "nl": (
            "“{written}” is geen van de keuzes.",
            "Bedoelt u “{near}”? De keuzes zijn: {known}.",
        ),
    },
    "no_such_day": {
        "en": ("“{written}” is a day that does not exist.", "Write {expected}."),
        "nl": ("“{written}” is een dag die niet bestaat.", "Schrijf {expected}."),
    },
    # Names that lead somewhere
    "unknown_reference": {
        "en": (
            "There is no “{written}” under {collection}.",
            "Choose from: {known}; or add it there.",
        ),
        "nl": (
            "Er is geen “{written}” onder {collection}.",
            "Kies uit: {known}; of voeg het daar toe.",
        ),
    },
    "unknown_reference_near": {
        "en": (
            "There is no “{written}” under {collection}.",
            "Did you mean “{near}”? Known there: {known}.",
        ),
        "nl": (
            "Er is geen “{written}” onder {collection}.",
            "Bedoelt u “{near}”? Daar bekend: {known}.",
        ),
    },
    "reference_to_nothing": {
        "en": (
            "There is no “{written}”, because {collection} is empty.",
            "Add it under {collection}, or remove it here.",
        ),
        "nl": (
            "Er is geen “{written}”, want {collection} is leeg.",
            "Voeg het toe onder {collection}, of haal het hier weg.",
        ),
    },
    "duplicate_item": {
        "en": (
            "{keys} was already given on line {line}.",
            "Give this one a name of its own, or join the two.",
        ),
        "nl": (
            "{keys} staat al op regel {line}.",
            "Geef dit onderdeel een eigen naam, of voeg de twee samen.",
        ),
    },
    "repeated_value": {
        "en": ("“{written}” is listed twice.", "Keep it once."),
        "nl": ("“{written}” staat er twee keer.", "Laat het één keer staan."),
    },
    # Languages
    "translation_missing": {
        "en": (
            "The text in {language} is missing.",
            "Add “{language}: …”, or take {language} out of “languages”.",
        ),
        "nl": (
            "De tekst in {language} ontbreekt.",
            "Voeg “{language}: …” toe, of haal {language} weg bij “languages”.",
        ),
    },
    "language_not_declared": {
        "en": (
            "The language {language} is not declared.",
            "Remove this text, or add {language} to “languages”.",
        ),
        "nl": (
            "De taal {language} is niet opgegeven.",
            "Verwijder deze tekst, of zet {language} bij “languages”.",
        ),
    },
    # Sums
    "weights_not_100": {
        "en": (
            "The weights of all sections add up to {sum} %, not 100 %.",
            "Change the weights so that they add up to 100.",
        ),
        "nl": (
            "De gewichten van alle onderdelen zijn samen {sum} %, geen 100 %.",
            "Wijzig de gewichten zodat ze samen 100 zijn.",
        ),
    },
    "weights_over_100": {
        "en": (
            "The weights that are known already add up to {sum} %.",
            "Lower them to at most 100 together.",
        ),
        "nl": (
            "De gewichten die bekend zijn, zijn samen al {sum} %.",
            "Verlaag ze tot samen hoogstens 100.",
        ),
    },
    # Days
    "ends_before_start": {
        "en": (
            "The term ends on {end}, before it starts on {start}.",
            "Correct one of the two days.",
        ),
        "nl": (
            "De looptijd eindigt op {end}, vóór het begin op {start}.",
            "Verbeter een van beide dagen.",
        ),
    },
    "tail_before_end": {
        "en": (
            "The tail runs until {until}, which is not after the end of the term on {end}.",
            "Give a later day.",
        ),
        "nl": (
            "De uitloop loopt tot {until}, niet later dan het einde van de looptijd op {end}.",
            "Geef een latere dag.",
        ),
    },
    "tail_twice": {
        "en": ("The tail has both a last day and a number of months.", "Keep one of the two."),
        "nl": ("De uitloop heeft een laatste dag én een aantal maanden.", "Houd één van beide."),
    },
    "tail_without_end": {
        "en": (
            "The tail is counted in months after the end, but the term has no end.",
            "Add “end” to the term, or give the tail a day (“until”).",
        ),
        "nl": (
            "De uitloop telt maanden na het einde, maar de looptijd heeft geen einde.",
            "Voeg “end” toe aan de looptijd, of geef de uitloop een dag (“until”).",
        ),
    },
    "decide_by_after_start": {
        "en": (
            "The conditions must hold by {decide_by}, after the term has started on {start}.",
            "Give a day on or before the start.",
        ),
        "nl": (
            "De voorwaarden moeten vervuld zijn op {decide_by}, na het begin van de looptijd op"
            " {start}.",
            "Geef een dag op of vóór het begin.",
        ),
    },
    # Who, and who not together
    "mixes_with_itself": {
        "en": ("The role “{role}” is kept apart from itself.", "Name another role."),
        "nl": ("De rol “{role}” wordt gescheiden van zichzelf.", "Noem een andere rol."),
    },
    "separation_differs": {
        "en": (
            "“{role}” and “{other}” are kept apart twice, within different limits (“{one}” and"
            " “{two}”).",
            "Keep one of the two, or give both the same “within”.",
        ),
        "nl": (
            "“{role}” en “{other}” worden twee keer gescheiden, binnen verschillende grenzen"
            " (“{one}” en “{two}”).",
            "Houd één van beide, of geef ze dezelfde “within”.",
        ),
    },
    "side_without_seat": {
        "en": ("“{side}” has no seat in this body.", "Give the side a seat, or leave it out here."),
        "nl": (
            "“{side}” heeft geen zetel in dit orgaan.",
            "Geef de geleding een zetel, of laat haar hier weg.",
        ),
    },
    "casts_without_chair": {
        "en": (
            "The chair decides where votes are equal, but this body has no independent chair.",
            "Add “independent_chair: true” to the body, or remove this.",
        ),
        "nl": (
            "De voorzitter beslist bij staken van stemmen, maar dit orgaan heeft geen onafhankelijke voorzitter.",
            "Zet “independent_chair: true” bij het orgaan, of verwijder dit.",
        ),
    },
    "shares_without_way": {
        "en": (
            "A share of votes is given, but the body decides by {way}.",
            "Remove the share, or choose majority, majority_by_side or consensus_then_majority.",
        ),
        "nl": (
            "Er is een aandeel van de stemmen gegeven, maar het orgaan besluit met {way}.",
            "Verwijder het aandeel, of kies majority, majority_by_side of consensus_then_majority.",
        ),
    },
    "bounds_reversed": {
        "en": (
            "Nothing is more than {above} and at most {up_to}.",
            "Make “above” smaller than “up_to”.",
        ),
        "nl": (
            "Niets is meer dan {above} en hoogstens {up_to}.",
            "Maak “above” kleiner dan “up_to”.",
        ),
    },
    # Obligations
    "years_reversed": {
        "en": (
            "It is owed from year {from_year} until year {until_year}, which is earlier.",
            "Correct one of the two years.",
        ),
        "nl": (
            "Het geldt van jaar {from_year} tot en met jaar {until_year}, dat eerder is.",
            "Verbeter een van beide jaren.",
        ),
    },
    "who_does_not_fit": {
        "en": (
            "“{key}” is given, but the obligation is owed by “{who}”.",
            "Remove “{key}”, or write “who: {right}”.",
        ),
        "nl": (
            "“{key}” is gegeven, maar de verplichting geldt voor “{who}”.",
            "Verwijder “{key}”, of schrijf “who: {right}”.",
        ),
    },
    "who_is_missing": {
        "en": ("The obligation is owed by “{who}”, but “{key}” is missing.", "Add “{key}”."),
        "nl": (
            "De verplichting geldt voor “{who}”, maar “{key}” ontbreekt.",
            "Voeg “{key}” toe.",
        ),
    },
    "due_twice": {
        "en": (
            "Due both on a day of the year and after something.",
            "Keep “on”, or keep “after” with “days”.",
        ),
        "nl": (
            "Te doen op een dag van het jaar én na iets.",
            "Houd “on”, of houd “after” met “days”.",
        ),
    },
    "yearly_and_day": {
        "en": (
            "“yearly” is for what is due every year on a day nobody knows, but a day is given.",
            "Remove “yearly”.",
        ),
        "nl": (
            "“yearly” is voor wat elk jaar moet op een dag die niemand weet, maar er is een dag.",
            "Verwijder “yearly”.",
        ),
    },
    "due_incomplete": {
        "en": (
            "“{key}” is missing: a term is a number of days after something.",
            "Add “{key}”, or use “on” with a day of the year.",
        ),
        "nl": (
            "“{key}” ontbreekt: een termijn is een aantal dagen na iets.",
            "Voeg “{key}” toe, of gebruik “on” met een dag van het jaar.",
        ),
    },
    "due_after_what": {
        "en": ("Due after an {after}, but it does not say which.", "Add “{after}”."),
        "nl": ("Te doen na “{after}”, maar er staat niet welke.", "Voeg “{after}” toe."),
    },
    "due_not_after": {
        "en": ("“{key}” is given, but the term is not counted from it.", "Write “after: {key}”."),
        "nl": (
            "“{key}” is gegeven, maar de termijn telt niet vanaf daar.",
            "Schrijf “after: {key}”.",
        ),
    },
    "due_in_a_circle": {
        "en": (
            "The due days wait for each other: {circle}.",
            "Give one of them a day of its own.",
        ),
        "nl": (
            "De termijnen wachten op elkaar: {circle}.",
            "Geef een ervan een eigen dag.",
        ),
    },
    "due_too_far": {
        "en": (
            "It is due after an obligation that waits for another, more than {limit} in a row.",
            "Give it, or one it waits for, a day of its own.",
        ),
        "nl": (
            "Het moet na een verplichting die op een andere wacht, meer dan {limit} op rij.",
            "Geef deze, of een waar zij op wacht, een eigen dag.",
        ),
    },
    # Numbers and publication
    "share_over_100": {
        "en": ("A share of {written} % is not possible.", "Write a number up to 100."),
        "nl": ("Een aandeel van {written} % kan niet.", "Schrijf een getal tot en met 100."),
    },
    "not_whole": {
        "en": ("{written} companies is not a whole number.", "Write a whole number."),
        "nl": ("{written} bedrijven is geen heel getal.", "Schrijf een heel getal."),
    },
    "step_taken": {
        "en": ("Step {step} is already “{other}”.", "Number the steps 1, 2, 3 and so on."),
        "nl": ("Stap {step} is al “{other}”.", "Nummer de stappen 1, 2, 3 enzovoort."),
    },
    "minimum_missing": {
        "en": (
            "“{key}” is missing, so a small group could be recognised.",
            "Add “{key}: {least}” or more.",
        ),
        "nl": (
            "“{key}” ontbreekt, waardoor een kleine groep te herkennen kan zijn.",
            "Voeg “{key}: {least}” of meer toe.",
        ),
    },
    "confidence_missing": {
        "en": (
            "This source is general knowledge, but not how sure it is.",
            "Add “confidence: high”, “medium” or “low”.",
        ),
        "nl": (
            "Deze bron is algemene kennis, maar er staat niet hoe zeker.",
            "Voeg “confidence: high”, “medium” of “low” toe.",
        ),
    },
    # Criteria
    "points_alike": {
        "en": (
            "This level has {points} points, like “{other}”: an answer would not show in the score.",
            "Give each level its own points, 0 for the lowest.",
        ),
        "nl": (
            "Dit niveau heeft {points} punten, net als “{other}”: een antwoord is dan niet in de"
            " score te zien.",
            "Geef elk niveau eigen punten, 0 voor het laagste.",
        ),
    },
    "levels_twice": {
        "en": (
            "The criterion has a scale and levels of its own.",
            "Keep “scale”, or keep “levels”.",
        ),
        "nl": (
            "Het criterium heeft een schaal en ook eigen niveaus.",
            "Houd “scale”, of houd “levels”.",
        ),
    },
    "levels_missing": {
        "en": (
            "The criterion has no levels to choose from.",
            "Point to a “scale”, or write at least two “levels”.",
        ),
        "nl": (
            "Het criterium heeft geen niveaus om uit te kiezen.",
            "Verwijs naar een “scale”, of schrijf ten minste twee “levels”.",
        ),
    },
    "scale_too_short": {
        "en": ("The scale has nothing to choose between.", "Write at least two “levels”."),
        "nl": ("De schaal laat niets te kiezen.", "Schrijf ten minste twee “levels”."),
    },
    "basis_missing": {
        "en": (
            "Companies of some sizes may refuse such a question, and no ground for asking is given.",
            "Add “basis: {{kind: voluntary_standard}}”, or another ground with its reason.",
        ),
        "nl": (
            "Bedrijven van sommige grootten mogen zo'n vraag weigeren, en er staat geen grondslag"
            " om haar te stellen.",
            "Voeg “basis: {{kind: voluntary_standard}}” toe, of een andere grondslag met de reden.",
        ),
    },
    "basis_without_reason": {
        "en": (
            "The ground “{kind}” goes beyond the voluntary standard and has no reason.",
            "Add a “reason”; the company reads it beside the question.",
        ),
        "nl": (
            "De grondslag “{kind}” gaat verder dan de vrijwillige standaard en heeft geen reden.",
            "Voeg een “reason” toe; het bedrijf leest die bij de vraag.",
        ),
    },
    "section_without_criteria": {
        "en": (
            "No criterion belongs to this section, so that nobody can earn its weight.",
            "Add a criterion to it, or remove the section.",
        ),
        "nl": (
            "Bij dit onderdeel hoort geen criterium, zodat niemand het gewicht ervan kan halen.",
            "Voeg er een criterium aan toe, of verwijder het onderdeel.",
        ),
    },
    "meets_twice": {
        "en": (
            "Another status already meets “{meets}”.",
            "Let one status meet “all”, one “part” and one “none”.",
        ),
        "nl": (
            "Een andere status haalt al “{meets}”.",
            "Laat één status “all” halen, één “part” en één “none”.",
        ),
    },
    "share_without_part": {
        "en": (
            "“from_share” says where meeting part begins; this status does not meet part.",
            "Write “meets: part”, or remove “from_share”.",
        ),
        "nl": (
            "“from_share” zegt waar een deel halen begint; deze status haalt geen deel.",
            "Schrijf “meets: part”, of verwijder “from_share”.",
        ),
    },
    "nobody_meets_all": {
        "en": (
            "No status is for members that meet everything.",
            "Give the best status “meets: all”.",
        ),
        "nl": (
            "Geen status is voor deelnemers die alles halen.",
            "Geef de beste status “meets: all”.",
        ),
    },
    # Complaints
    "recovery_needs_more": {
        "en": (
            "{needed} people are needed, but only {people} are named.",
            "Lower “needed”, or raise “people”.",
        ),
        "nl": (
            "Er zijn {needed} mensen nodig, maar er worden er maar {people} aangewezen.",
            "Verlaag “needed”, of verhoog “people”.",
        ),
    },
    "outlives_record": {
        "en": (
            "{days} days is longer than the {years} years the record of the case is kept.",
            "Give fewer days: what tells who somebody is goes first.",
        ),
        "nl": (
            "{days} dagen is langer dan de {years} jaar dat het dossier van de zaak bewaard blijft.",
            "Geef minder dagen: wat zegt wie iemand is, gaat het eerst weg.",
        ),
    },
    "not_a_committee": {
        "en": (
            "“{body}” is not a complaints committee.",
            "Name a body of that kind, or write “kind: complaints_committee” with it.",
        ),
        "nl": (
            "“{body}” is geen klachtencommissie.",
            "Noem een orgaan van die soort, of schrijf er “kind: complaints_committee” bij.",
        ),
    },
    "verification_twice": {
        "en": (
            "Verifications are given in months under “grievances” and here as the clock “{clock}”.",
            "Keep “verification_months”, or keep the clocks.",
        ),
        "nl": (
            "Controles staan in maanden onder “grievances” en hier als de termijn “{clock}”.",
            "Houd “verification_months”, of houd de termijnen.",
        ),
    },
    "verification_left_out": {
        "en": (
            "The clock “{clock}” does not follow on another.",
            "Number the verifications verification_1, verification_2 and so on.",
        ),
        "nl": (
            "De termijn “{clock}” volgt niet op een andere.",
            "Nummer de controles verification_1, verification_2 enzovoort.",
        ),
    },
    # Techniques
    "counted_from_no_law": {
        "en": (
            "Years are counted from a law, but no law is named.",
            "Add “law:” with its reference and, once it is known, “applies_from:”.",
        ),
        "nl": (
            "De jaren tellen vanaf een wet, maar er is geen wet genoemd.",
            "Voeg “law:” toe met de verwijzing en, zodra die bekend is, “applies_from:”.",
        ),
    },
    "derogation_not_allowed": {
        "en": (
            "Derogations are not allowed here, so “{key}” has no meaning.",
            "Write “allowed: true”, or leave “{key}” out.",
        ),
        "nl": (
            "Afwijkingen zijn hier niet toegestaan, dus “{key}” betekent niets.",
            "Schrijf “allowed: true”, of laat “{key}” weg.",
        ),
    },
}
