"""A secretariat loads a wrong file and is told every fault: where, what, and what would be right."""

import re
import string

import pytest

from convenant.agreements.definition import DefinitionFaults, check, load
from convenant.agreements.definition.expected import EXPECTED
from convenant.agreements.definition.messages import MESSAGES

BASE = """\
slug: stone-2026
title: {nl: Natuursteen, en: Natural stone}
languages: [nl, en]
sources:
  - {id: web, reference: example.org}
sector: {name: {nl: Steen, en: Stone}, market: [NL]}
term: {start: 2026-01-01, end: 2030-12-31, tail: {months: 12}}
activation: {conditions: [{id: firms, kind: companies, at_least: 5, name: {nl: Vijf, en: Five}}]}
sides:
  - {id: companies, kind: companies, name: {nl: Bedrijven, en: Companies}}
  - {id: unions, kind: unions, name: {nl: Vakbonden, en: Unions}}
  - {id: state, kind: government, name: {nl: Overheid, en: State}}
roles:
  - {id: adviser, name: {nl: Adviseur, en: Adviser}, must_not_mix: [{role: assessor}]}
  - {id: assessor, name: {nl: Beoordelaar, en: Assessor}}
bodies:
  - id: board
    kind: steering_group
    name: {nl: Stuurgroep, en: Board}
    seats: [{side: companies, count: 2}, {side: unions, count: 2}]
    decision: {way: consensus}
classes:
  - {id: small, name: {nl: Klein, en: Small}, criteria: [{measure: employees_fte, up_to: 50}]}
themes:
  - {id: wages, name: {nl: Lonen, en: Wages}}
obligations:
  - {id: list, kind: site_list, name: {nl: Lijst, en: List}, due: {on: "05-01"}}
  - {id: plan, kind: action_plan, name: {nl: Plan, en: Plan}, classes: [small], themes: [wages]}
assessment:
  sections:
    - {id: policy, weight: 40, name: {nl: Beleid, en: Policy}}
    - {id: action, weight: 60, name: {nl: Actie, en: Action}}
  pass_marks: [{year: 1, percent: 20}]
consequences:
  - {id: talk, step: 1, name: {nl: Gesprek, en: Talk}}
publication: {site_list: {fields: [name, country]}}
"""

# Criteria in order, and a limit on what may be asked; put before the pass marks of the base
CRITERIA = """\
  scales:
    - id: s
      name: {nl: Schaal, en: Scale}
      levels:
        - {id: no, name: {nl: Nee, en: No}, points: 0}
        - {id: yes, name: {nl: Ja, en: Yes}, points: 2}
  criteria:
    - {id: q, section: policy, name: {nl: V, en: Q}, question: {nl: V, en: Q}, scale: s}
    - {id: r, section: action, name: {nl: V, en: Q}, question: {nl: V, en: Q}, scale: s}
"""
LIMIT = """\
  size_limits:
    - {id: cap, name: {nl: Grens, en: Limit}, purpose: due_diligence, up_to_staff: 1000}
"""

# what is replaced, by what (a line that ends in # <- is where the fault lies), the path, the code
CASES = [
    (
        "slug: stone-2026",
        "slug: stone-2026\ntechniques:\n  counted_from: law # <-",
        "techniques.counted_from",
        "counted_from_no_law",
    ),
    (
        "slug: stone-2026",
        "slug: stone-2026\ntechniques:\n  derogation:\n    allowed: false\n    at_most_years: 2 # <-",
        "techniques.derogation.at_most_years",
        "derogation_not_allowed",
    ),
    ("slug: stone-2026", "slug: Stone 2026 # <-", "slug", "wrong_value"),
    ("slug: stone-2026\n", "", "", "missing"),
    ("slug: stone", "slug: " + "s" * 90 + "-", "slug", "wrong_value"),
    ("languages: [nl, en]", "languages: [] # <-", "languages", "wrong_value"),
    ("languages: [nl, en]", "languages: [nl, en, 5] # <-", "languages[3]", "wrong_value"),
    ("languages: [nl, en]", "languages: nl # <-", "languages", "wrong_value"),
    ("languages: [nl, en]", "langauges: [nl, en] # <-", "langauges", "unknown_key_near"),
    ("languages: [nl, en]", "languages: [nl, en]\nzzz: 1 # <-", "zzz", "unknown_key"),
    ("Natuursteen, en: Natural stone}", "Natuursteen} # <-", "title", "translation_missing"),
    ("en: Natural stone}", "en: Natural stone, de: Stein} # <-", "title.de", "language_not_declared"),
    ("title: {nl: Natuursteen, en: Natural stone}", "title: Stone # <-", "title", "wrong_value"),
    ("en: Natural stone}", "en: 2026} # <-", "title.en", "wrong_value"),
    ("en: Natural stone}", 'en: " "} # <-', "title.en", "wrong_value"),
    ("en: Natural stone}", "en: Stone, EN: Stone} # <-", "title.EN", "wrong_value"),
    ("market: [NL]}", "market: [Nederland]} # <-", "sector.market[1]", "wrong_value"),
    ("market: [NL]}", "market: [NL, NL]} # <-", "sector.market[2]", "repeated_value"),
    ("sector: {name: {nl: Steen, en: Stone}, market: [NL]}", "sector: stone # <-", "sector", "wrong_value"),
    ("start: 2026-01-01", "start: 1 January 2026", "term.start", "wrong_value"),
    ("start: 2026-01-01", "start: 2026", "term.start", "wrong_value"),
    ("start: 2026-01-01", "start: 0026-01-01", "term.start", "wrong_value"),
    ("end: 2030-12-31", "end: 2030-02-30", "term.end", "no_such_day"),
    ("end: 2030-12-31", "end: 2025-12-31", "term.end", "ends_before_start"),
    ("end: 2030-12-31, tail: {months: 12}}", "end: 2030-12-31, tail: {until: 2030-12-31}} # <-", "term.tail.until", "tail_before_end"),
    ("tail: {months: 12}", "tail: {months: 12, until: 2031-12-31}", "term.tail.months", "tail_twice"),
    ("end: 2030-12-31, ", "", "term.tail.months", "tail_without_end"),
    ("tail: {months: 12}", "tail: {months: yes}", "term.tail.months", "wrong_value"),
    ("activation: {", "activation: {decide_by: 2026-02-01, ", "activation.decide_by", "decide_by_after_start"),
    ("at_least: 5,", "at_least: 5.5,", "activation.conditions[firms].at_least", "not_whole"),
    ("kind: companies, at_least: 5", "kind: turnover_share, at_least: 130", "activation.conditions[firms].at_least", "share_over_100"),
    ("{id: unions, kind: unions, name: {nl: Vakbonden, en: Unions}}", "{id: unions, kind: union, name: {nl: V, en: U}} # <-", "sides[unions].kind", "not_a_choice_near"),
    ("kind: government", "kind: xyz", "sides[state].kind", "not_a_choice"),
    ("{id: state, kind", "{id: unions, kind", "sides[unions]", "duplicate_item"),
    ("  - {id: state, kind: government, name: {nl: Overheid, en: State}}", "  - state # <-", "sides[3]", "wrong_value"),
    ("[{role: assessor}]", "[{role: adviser}]", "roles[adviser].must_not_mix[1].role", "mixes_with_itself"),
    ("[{role: assessor}]", "[{role: asessor}]", "roles[adviser].must_not_mix[1].role", "unknown_reference_near"),
    ("en: Assessor}}", "en: Assessor}, must_not_mix: [{role: adviser, within: company}]} # <-", "roles[assessor].must_not_mix[1]", "separation_differs"),
    ("{side: unions, count: 2}", "{side: ngo, count: 2}", "bodies[board].seats[2].side", "unknown_reference"),
    ("{side: unions, count: 2}", "{side: unions, count: 0}", "bodies[board].seats[2].count", "wrong_value"),
    ("decision: {way: consensus}", "quorum: {sides: [companies, state]} # <-", "bodies[board].quorum.sides[2]", "side_without_seat"),
    ("{way: consensus}", "{way: majority_by_side, of_sides: [{side: state, at_least: 50}]}", "bodies[board].decision.of_sides[1].side", "side_without_seat"),
    ("{way: consensus}", "{way: majority, vetoes: [unions, state]}", "bodies[board].decision.vetoes[2]", "side_without_seat"),
    ("{way: consensus}", "{way: majority, chair_casts: true}", "bodies[board].decision.chair_casts", "casts_without_chair"),
    ("{way: consensus}", "{way: consensus, at_least: 66}", "bodies[board].decision.at_least", "shares_without_way"),
    ("up_to: 50", "above: 50, up_to: 50", "classes[small].criteria[1].above", "bounds_reversed"),
    ('{on: "05-01"}', '{on: "5 May"}', "obligations[list].due.on", "wrong_value"),
    ('{on: "05-01"}', '{on: "02-30"}', "obligations[list].due.on", "no_such_day"),
    ('{on: "05-01"}', '{on: "05-01", after: joining, days: 3}', "obligations[list].due", "due_twice"),
    ('{on: "05-01"}', '{on: "05-01", yearly: true}', "obligations[list].due.yearly", "yearly_and_day"),
    ('{on: "05-01"}', "{days: 3}", "obligations[list].due", "due_incomplete"),
    ('{on: "05-01"}', "{after: joining}", "obligations[list].due", "due_incomplete"),
    ('{on: "05-01"}', "{after: obligation, days: 3}", "obligations[list].due", "due_after_what"),
    ('{on: "05-01"}', "{after: joining, days: 3, obligation: plan}", "obligations[list].due.obligation", "due_not_after"),
    ('{on: "05-01"}', "{after: obligation, days: 3, obligation: list}", "obligations[list].due", "due_in_a_circle"),
    ("obligations:\n", "obligations:\n" + "".join(f"  - {{id: c{n}, kind: fee, name: {{nl: N, en: N}}, due: {{after: obligation, days: 1, obligation: c{n + 1}}}}}\n" for n in range(8)) + "  - {id: c8, kind: fee, name: {nl: N, en: N}}\n", "obligations[c0].due", "due_too_far"),
    ('{on: "05-01"}}', '{on: "05-01"}, from_year: 3, until_year: 2}', "obligations[list].until_year", "years_reversed"),
    ('{on: "05-01"}}', '{on: "05-01"}, sides: [unions]}', "obligations[list].sides", "who_does_not_fit"),
    ('{on: "05-01"}}', '{on: "05-01"}, who: body}', "obligations[list]", "who_is_missing"),
    ("classes: [small]", "classes: [smal]", "obligations[plan].classes[1]", "unknown_reference_near"),
    ("themes: [wages]", "themes: [water]", "obligations[plan].themes[1]", "unknown_reference"),
    ("themes:\n  - {id: wages, name: {nl: Lonen, en: Wages}}\n", "", "obligations[plan].themes[1]", "reference_to_nothing"),
    ("weight: 40", "weight: 50", "assessment.sections", "weights_not_100"),
    ("{id: policy, weight: 40,", "{id: more, name: {nl: M, en: M}}\n    - {id: policy, weight: 41,", "assessment.sections", "weights_over_100"),
    ("weight: 40", "weight: forty", "assessment.sections[policy].weight", "wrong_value"),
    ("percent: 20}", "percent: 20, section: polcy}", "assessment.pass_marks[1].section", "unknown_reference_near"),
    ("{year: 1, percent: 20}", "{year: 1, percent: 20}, {year: 1, percent: 30}", "assessment.pass_marks[2]", "duplicate_item"),
    ("en: Talk}}", "en: Talk}}\n  - {id: note, step: 1, name: {nl: B, en: N}} # <-", "consequences[note].step", "step_taken"),
    ("fields: [name, country]", "fields: [name, member_count]", "publication.site_list", "minimum_missing"),
    ("publication: {", "publication: {leverage: {members_see: band}, ", "publication.leverage", "minimum_missing"),
    ("publication: {", "publication: {leverage: {members_see: band, minimum_others: 2}, ", "publication.leverage.minimum_others", "wrong_value"),
    ("fields: [name, country]", "fields: [name, brand]", "publication.site_list.fields[2]", "not_a_choice"),
    ("reference: example.org}", "reference: example.org, basis: general_knowledge} # <-", "sources[web]", "confidence_missing"),
    ("  pass_marks:", CRITERIA.replace("points: 2}", "points: 0}") + "  pass_marks:", "assessment.scales[s].levels[yes].points", "points_alike"),
    ("  pass_marks:", CRITERIA.replace("points: 2}", "points: 2000}") + "  pass_marks:", "assessment.scales[s].levels[yes].points", "wrong_value"),
    ("  pass_marks:", CRITERIA.replace("scale: s}", "scale: s, levels: [{id: a, name: {nl: A, en: A}, points: 0}]}", 1) + "  pass_marks:", "assessment.criteria[q].levels", "levels_twice"),
    ("  pass_marks:", CRITERIA.replace(", scale: s}", "}", 1) + "  pass_marks:", "assessment.criteria[q]", "levels_missing"),
    ("  pass_marks:", CRITERIA.replace("section: action", "section: policy") + "  pass_marks:", "assessment.sections[action]", "section_without_criteria"),
    ("  pass_marks:", CRITERIA.replace("scale: s}", "scale: s, evidence: [photo]}", 1) + "  pass_marks:", "assessment.criteria[q].evidence[1]", "reference_to_nothing"),
    ("  pass_marks:", CRITERIA.replace("scale: s}", "scale: t}", 1) + "  pass_marks:", "assessment.criteria[q].scale", "unknown_reference"),
    ("  pass_marks:", CRITERIA.replace("scale: s}", "scale: s, oecd_step: 7}", 1) + "  pass_marks:", "assessment.criteria[q].oecd_step", "not_a_choice"),
    ("  pass_marks:", CRITERIA.replace("scale: s}", "scale: s, tiers: [0]}", 1) + "  pass_marks:", "assessment.criteria[q].tiers[1]", "wrong_value"),
    ("  pass_marks:", CRITERIA.replace("scale: s}", "scale: s, from_year: 3, until_year: 2}", 1) + "  pass_marks:", "assessment.criteria[q].until_year", "years_reversed"),
    ("  pass_marks:", CRITERIA.replace("        - {id: yes, name: {nl: Ja, en: Yes}, points: 2}\n", "") + "  pass_marks:", "assessment.scales[s]", "scale_too_short"),
    ("  pass_marks:", CRITERIA + LIMIT + "  pass_marks:", "assessment.criteria[r]", "basis_missing"),
    ("  pass_marks:", CRITERIA.replace("scale: s}", "scale: s, basis: {kind: agreed}}", 1) + "  pass_marks:", "assessment.criteria[q].basis", "basis_without_reason"),
    ("  pass_marks:", "  statuses: [{id: a, name: {nl: A, en: A}, meets: all}, {id: b, name: {nl: B, en: B}, meets: all}]\n  pass_marks:", "assessment.statuses[b].meets", "meets_twice"),
    ("  pass_marks:", "  statuses: [{id: a, name: {nl: A, en: A}, meets: all, from_share: 50}]\n  pass_marks:", "assessment.statuses[a].from_share", "share_without_part"),
    ("  pass_marks:", "  statuses: [{id: a, name: {nl: A, en: A}, meets: part}]\n  pass_marks:", "assessment.statuses", "nobody_meets_all"),
    ("publication: {", "publication: {assessment: {members_see: quartiles}, ", "publication.assessment", "minimum_missing"),
    ("publication: {", "publication: {assessment: {members_see: quartiles, minimum_others: 4}, ", "publication.assessment.minimum_others", "wrong_value"),
    ("publication: {", "grievances: {recovery: {needed: 4, people: 3}} # <-\npublication: {", "grievances.recovery.needed", "recovery_needs_more"),
    ("publication: {", "grievances: {recovery: {needed: 1, people: 3}} # <-\npublication: {", "grievances.recovery.needed", "wrong_value"),
    ("publication: {", "grievances: {recovery: {people: 3}} # <-\npublication: {", "grievances.recovery", "missing"),
    ("publication: {", "grievances: {retention: {record_years: 4}} # <-\npublication: {", "grievances.retention.record_years", "wrong_value"),
    ("publication: {", "grievances:\n  retention:\n    record_years: 5\n    identity_days: 1826 # <-\npublication: {", "grievances.retention.identity_days", "outlives_record"),
    ("publication: {", "grievances:\n  retention:\n    record_years: 5\n    evidence_days: 1826 # <-\npublication: {", "grievances.retention.evidence_days", "outlives_record"),
    ("publication: {", "grievances: {decided_by: board} # <-\npublication: {", "grievances.decided_by", "not_a_committee"),
    ("publication: {", "grievances: {decided_by: boord} # <-\npublication: {", "grievances.decided_by", "unknown_reference_near"),
    ("publication: {", "grievances: {verification_months: [3]}\nclocks:\n  - {id: verification_1, days: 91, name: {nl: C, en: V}} # <-\npublication: {", "clocks[verification_1].id", "verification_twice"),
    ("publication: {", "clocks:\n  - {id: verification_2, days: 91, name: {nl: C, en: V}} # <-\npublication: {", "clocks[verification_2].id", "verification_left_out"),
    ("publication: {", "clocks:\n  - {id: verification_0, days: 91, name: {nl: C, en: V}} # <-\npublication: {", "clocks[verification_0].id", "verification_left_out"),
    ("publication: {", "grievances: {retention: {identity_days: 1826}} # <-\npublication: {", "grievances.retention.identity_days", "outlives_record"),
    ("publication: {", "grievances: {verification_months: [3, 3]} # <-\npublication: {", "grievances.verification_months[2]", "repeated_value"),
    ("publication: {", "grievances: {tracks: [dialog]} # <-\npublication: {", "grievances.tracks[1]", "not_a_choice_near"),
    ("publication: {", "grievances: {standing: [everyone]} # <-\npublication: {", "grievances.standing[1]", "not_a_choice"),
    ("publication: {", "grievances: {minimum_shown: 2} # <-\npublication: {", "grievances.minimum_shown", "wrong_value"),
    ("publication: {", "grievances: {intake_languages: [Bengali]} # <-\npublication: {", "grievances.intake_languages[1]", "wrong_value"),
    ("publication: {", "grievances: {admissibility: [{id: own, name: {nl: Eigen}}]} # <-\npublication: {", "grievances.admissibility[own].name", "translation_missing"),
    ("publication: {", "grievances: {admissibilty: []} # <-\npublication: {", "grievances.admissibilty", "unknown_key_near"),
    ("languages: [nl, en]", "languages: [nl, en]\nsource: [book] # <-", "source[1]", "unknown_reference"),
    ("languages: [nl, en]", "languages: [nl, en]\nslug: again # <-", "slug", "duplicate_key"),
]  # fmt: skip


def test_the_file_the_cases_start_from_is_in_order():
    assert check(BASE, "base.yaml")[1] == []
    assert check(BASE.replace("  pass_marks:", CRITERIA + "  pass_marks:"), "base.yaml")[1] == []


@pytest.mark.parametrize(("old", "new", "path", "code"), CASES)
def test_a_fault_is_found_where_it_is(old, new, path, code):
    assert BASE.count(old) >= 1
    text = BASE.replace(old, new, 1)
    definition, faults = check(text, "stone.yaml")
    assert definition is None
    found = [fault for fault in faults if (fault.path, fault.code) == (path, code)]
    assert len(found) == 1, [(f.path, f.code) for f in faults]
    line = text[: text.index(" # <-")].count("\n") + 1 if "# <-" in text else None
    assert line in (None, found[0].line)
    for language, word in (("nl", "regel"), ("en", "line")):
        sentence = found[0].sentence(language)
        assert sentence.startswith(f"stone.yaml, {word} {found[0].line}")
        assert not re.search(r"\{[a-z_]*\}", sentence)


# Files that cannot be read any further: one fault only
UNREADABLE = [
    ("", "empty_file", 1),
    ("# nothing but a comment\n", "empty_file", 1),
    ("- a\n- b\n", "not_a_mapping", 1),
    ("slug: a\ntitle: [\n", "not_yaml", 3),
    ("slug: a\n\ttitle: b\n", "not_yaml", 2),
    ('slug: "a\n', "not_yaml", 2),
    ("slug: a\x07\n", "not_yaml", 1),
    ("slug: a\n---\nslug: b\n", "several_documents", 2),
    ("a: &x 1\nb: *x\n", "alias", 2),
    ("slug: !!python/object:os.system a\n", "tag", 1),
    ("? {a: b}\n: c\n", "key_not_text", 1),
    ("slug: a\nb: " + "[" * 50 + "]" * 50, "too_deep", 2),
    ("a: " + "x" * 300_000, "too_big", 1),
    ("a: [" + "1," * 30_000 + "]", "too_many_values", 1),
    (b"slug: a\ntitle: caf\xe9\n", "not_utf8", 2),
    ("slug: a\n".encode("utf-16"), "not_utf8", 1),
]


@pytest.mark.parametrize(("text", "code", "line"), UNREADABLE)
def test_a_file_that_cannot_be_read_says_why(text, code, line):
    definition, faults = check(text, "x.yaml")
    assert definition is None
    assert [(fault.code, fault.line) for fault in faults] == [(code, line)]


def test_every_sentence_there_is_can_be_met_and_is_in_both_languages():
    reached = {case[3] for case in CASES} | {case[1] for case in UNREADABLE}
    assert reached == set(MESSAGES)
    for code, sentences in MESSAGES.items():
        assert set(sentences) == {"nl", "en"}, code
        names = [
            {name for part in pair for _, name, _, _ in string.Formatter().parse(part) if name}
            for pair in sentences.values()
        ]
        assert names[0] == names[1], code
        assert sentences["nl"] != sentences["en"]
    assert all(set(said) == {"nl", "en"} for said in EXPECTED.values())


def test_every_fault_of_a_file_is_listed_at_once_in_the_order_of_its_lines():
    text = (
        BASE.replace("slug: stone-2026", "slug: Stone")
        .replace("en: Unions}}", "fr: Syndicats}}")
        .replace("{side: unions, count: 2}", "{side: union, count: two}")
        .replace("weight: 60", "weight: 70")
        .replace("end: 2030-12-31", "end: 2020-12-31")
    )
    faults = check(text, "x.yaml")[1]
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
    assert {fault.code for fault in faults} == {
        "wrong_value",
        "translation_missing",
        "language_not_declared",
        "unknown_reference_near",
        "weights_not_100",
        "ends_before_start",
    }
    with pytest.raises(DefinitionFaults) as raised:
        load(text, "x.yaml")
    assert raised.value.faults == faults
    assert all(fault.sentence("en") in str(raised.value) for fault in faults)


def test_one_broken_side_does_not_make_its_seats_wrong():
    text = BASE.replace("{id: unions, kind: unions,", "{id: unions, kind: onions,")
    assert {fault.code for fault in check(text, "x.yaml")[1]} == {"not_a_choice_near"}


def test_weights_that_nobody_knows_are_allowed():
    text = BASE.replace("weight: 60, ", "")
    assert [s.weight for s in load(text, "x.yaml").assessment.sections] == [40, None]


def test_an_empty_value_means_not_known():
    text = BASE.replace("  sections:", "  name:\n  sections:").replace(
        "percent: 20}", "percent: 20, section: }"
    )
    assessment = load(text, "x.yaml").assessment
    assert (assessment.name, assessment.pass_marks[0].section) == (None, None)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    text = "\ufeff" + BASE.replace("\n", "\r\n")
    assert load(text.encode(), "x.yaml") == load(text, "x.yaml") == load(BASE, "x.yaml")


def test_yes_and_no_stay_words():
    text = BASE.replace("en: Five}", "en: yes}").replace("nl: Vijf", "nl: no")
    assert load(text, "x.yaml").activation.conditions[0].name.root == {"nl": "no", "en": "yes"}
