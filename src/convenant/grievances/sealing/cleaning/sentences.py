"""Why a file is not taken, in words: what is the matter and what to do, in the languages of the platform.

The door has these in all its languages under the same codes.
"""

SENTENCES: dict[str, dict[str, str]] = {
    "empty": {
        "en": "The file is empty. Choose it again.",
        "nl": "Het bestand is leeg. Kies het opnieuw.",
    },
    "virus": {
        "en": "The file carries the sign of a virus and was refused.",
        "nl": "Het bestand draagt het teken van een virus en is geweigerd.",
    },
    "program": {
        "en": "The file is a program, or is named like one. Send a photo of it, or a PDF.",
        "nl": "Het bestand is een programma, of heet zo. Stuur er een foto of een PDF van.",
    },
    "page": {
        "en": "The file is a web page or a drawing that can carry a program. Send a photo of it, or a PDF.",
        "nl": "Het bestand is een webpagina of een tekening waarin een programma kan zitten. Stuur er een foto of een PDF van.",
    },
    "office": {
        "en": "The file comes from an office program and can carry hidden instructions. Save it as a PDF and send that.",
        "nl": "Het bestand komt uit een kantoorprogramma en kan verborgen opdrachten bevatten. Bewaar het als PDF en stuur die.",
    },
    "archive": {
        "en": "The file is a box with other files. Send these one by one.",
        "nl": "Het bestand is een doos met andere bestanden. Stuur die één voor één.",
    },
    "picture": {
        "en": "This kind of picture is not taken. Save it as JPEG or PNG, or send a photo of the screen.",
        "nl": "Dit soort afbeelding kan niet. Bewaar haar als JPEG of PNG, of stuur een foto van het scherm.",
    },
    "recording": {
        "en": "This kind of recording is not taken. Record it again here, or save it as MP3 or MP4.",
        "nl": "Dit soort opname kan niet. Neem hier opnieuw op, of bewaar de opname als MP3 of MP4.",
    },
    "unknown": {
        "en": "This kind of file is not known here. Send a photo, a voice message, a short film, a PDF or plain text.",
        "nl": "Dit soort bestand is hier niet bekend. Stuur een foto, een gesproken bericht, een korte film, een PDF of platte tekst.",
    },
    "encrypted": {
        "en": "The PDF asks for a password. Save it without one and send that.",
        "nl": "De PDF vraagt om een wachtwoord. Bewaar hem zonder en stuur die.",
    },
    "scripted": {
        "en": "The PDF carries a program. Print it to a new PDF and send that.",
        "nl": "In de PDF zit een programma. Druk hem af naar een nieuwe PDF en stuur die.",
    },
    "embedded": {
        "en": "The PDF carries other files within. Send these one by one.",
        "nl": "In de PDF zitten andere bestanden. Stuur die één voor één.",
    },
    "big": {
        "en": "The file is too large to be copied safely. Send a smaller one, or a part of it.",
        "nl": "Het bestand is te groot om veilig te kopiëren. Stuur een kleiner bestand, of een deel ervan.",
    },
    "damaged": {
        "en": "The file is damaged and cannot be read. Send it again, or a photo of it.",
        "nl": "Het bestand is beschadigd en niet te lezen. Stuur het opnieuw, of een foto ervan.",
    },
}
