"""What each piece of evidence is worth, and when it is enough. Fixed; nothing is trained.

A Fellegi–Sunter model: every piece of evidence has a level, and every level has

- m: how often rows of the *same* site look like this,
- u: how often rows of *different* sites look like this, among the pairs that are candidates at
  all (rows that share a telling word of the name, or a number and a street).

Its weight is log2(m / u) bits; weights add to the prior odds. Levels of one comparison share their
probability mass, so m and u sum to 1 over them.

Where the numbers come from. They are reasoned, and rounded because rounded numbers can be argued
about: the m's from what is known to go wrong when one factory is written down twice (legal forms
and general words come and go, names are abbreviated, an address is cut to its town or moves from
street to plot notation, postcodes are mistyped), the u's from how alike neighbours and sister firms
are. No procedure set them. But they were not chosen blind: 515 judged pairs of public lists
(`benchmarks/labels`) showed which levels promised too much or too little, and those were moved part
of the way (2026.3: addresses that agree or differ weigh more, one-sided units less, the prior is one in
33; 2026.4: what a person must look at is never called more likely than not). A fit of all weights to the same pairs, cross-validated, was no better, so it was not used.

The u's of agreeing addresses are still higher than a count gives: a shared town shows in the
address, in the postcode and in the geocode at once, and adding up weights counts it each time. The
reasoning per level is written beside it, so that whoever disagrees knows what to change; a change
raises MODEL_VERSION, because stored scores are only comparable under one version.
"""

from __future__ import annotations

from math import log2

MODEL_VERSION = "2026.4"

# One candidate pair in about thirty is the same site.
PRIOR = 1 / 33

# At and above: same. At and above the second: review. Below: different / new.
SAME_FROM = 0.75
REVIEW_FROM = 0.25

M_U: dict[str, dict[str, tuple[float, float]]] = {
    "name": {
        # All words equal, whatever the legal form; few unrelated firms share a distinctive name,
        # but sister plants of one firm do, and they are candidates by construction.
        "same": (0.42, 0.0078),
        # Distinctive words equal, general words differ ("Kailan Knitting" / "Kailan Garment").
        "core": (0.13, 0.006),
        # The same by one distinctive word: "Kailan Sports" may be a sister of "Kailan Gear".
        "core_thin": (0.073, 0.006),
        # Distinctive words equal, but each names works that the other has not.
        "works": (0.01, 0.02),
        # One name says only where the plant is ("Zalau Plant").
        "silent": (0.02, 0.016),
        # Spelling variants, typing errors, words run together.
        "near": (0.12, 0.0055),
        # One name holds the other: a group's name in front, a place or division behind.
        "contained": (0.14, 0.0168),
        # Only general words and places, but all equal ("Bac Giang Garment Corporation").
        "general": (0.02, 0.004),
        # Two distinctive words or more shared, and each has its own besides: a group in front of
        # one, a place or a department behind the other.
        "overlap": (0.030, 0.020),
        # One distinctive word shared, and each has its own besides.
        "partly": (0.024, 0.120),
        # Nothing distinctive shared. Renaming happens, but is another relation than the same row.
        "differs": (0.0095, 0.775),
        "missing": (0.0035, 0.0029),
    },
    "address": {
        # Every word and number of one is in the other, and that is a lot.
        "same": (0.24, 0.0029),
        # Nearly all words of the shorter one, and the numbers agree.
        "strong": (0.175, 0.0036),
        # The number and part of the words: one has the street, the other the plot.
        "door": (0.13, 0.009),
        # The same village and zone by two telling words or more, and no number on one side.
        "place": (0.112, 0.007),
        # The same by one telling word: a zone, a street, a village. Addresses are often cut short.
        "area": (0.09, 0.024),
        # Same street or zone, other numbers: neighbours, or two notations of one plot.
        "numbers": (0.055, 0.078),
        # One says only the town or zone, and it is the same.
        "short": (0.05, 0.030),
        # Only the town or province agrees, and both say more than that.
        "town": (0.05, 0.23),
        # A little in common, most is different.
        "partly": (0.06, 0.210),
        # Nothing in common, and both say enough.
        "differs": (0.0095, 0.36),
        # One says too little to compare.
        "missing": (0.0285, 0.0455),
    },
    "towns": {
        "none": (0.98, 0.92),
        # The addresses name towns that lie more than 40 km apart. Rows of one site do too, where one
        # gives the district's town and the other the capital of the province.
        "apart": (0.02, 0.08),
    },
    "unit": {
        "same": (0.1, 0.0125),
        "none": (0.856, 0.8025),
        "one_sided": (0.042, 0.145),
        # Unit 2 is not unit 3. Only a typing error makes them so.
        "conflict": (0.0007, 0.035),
        # In addresses the unit is noted more loosely.
        "conflict_in_address": (0.0013, 0.005),
    },
    "postcode": {
        # A postcode is part of the address evidence; alone it adds little.
        "same": (0.30, 0.120),
        "near": (0.10, 0.06),
        "differs": (0.06, 0.28),
        "missing": (0.54, 0.54),
    },
    "distance": {
        # Geocoders put unlike addresses on one town's centre, so near says little and only far
        # says something; and geocodes are wrong often enough for far not to decide either.
        "near": (0.36, 0.25),
        "some": (0.16, 0.15),
        "far": (0.05, 0.11),
        "very_far": (0.03, 0.11),
        "missing": (0.40, 0.38),
    },
    "country": {
        "same": (0.985, 0.97),
        "missing": (0.010, 0.01),
        "differs": (0.005, 0.02),
    },
    # Identifiers. An OS ID and a GLN name a place: equal decides. Registers do hold doubles, so
    # unequal OS IDs weigh against, but do not decide. LEI and registry numbers name a company.
    "os_id": {"same": (0.70, 0.0001), "missing": (0.27, 0.3999), "differs": (0.03, 0.60)},
    "gln": {"same": (0.60, 0.0001), "missing": (0.30, 0.3999), "differs": (0.10, 0.60)},
    "lei": {"same": (0.60, 0.04), "missing": (0.38, 0.38), "differs": (0.02, 0.58)},
    "registry": {"same": (0.55, 0.04), "missing": (0.40, 0.40), "differs": (0.05, 0.56)},
}

WEIGHTS: dict[str, dict[str, float]] = {
    comparison: {level: log2(m / u) for level, (m, u) in levels.items()}
    for comparison, levels in M_U.items()
}
WEIGHTS["os_id"]["missing"] = WEIGHTS["gln"]["missing"] = 0.0  # absent is absent, not evidence

# Term frequency: an equal name of one short word ("BTM") is worth less than one of two rare words.
# The information in the shared words (1 per distinctive word of four letters or more) moves the
# name's weight by at most this many bits; at one word it moves nothing.
RARITY_BITS = 2.0

PRIOR_BITS = log2(PRIOR / (1 - PRIOR))


def probability(bits: float) -> float:
    """Probability (0–1) for evidence of so many bits, the prior included."""
    bits = max(-40.0, min(40.0, bits))
    return 1 / (1 + 2.0**-bits)
