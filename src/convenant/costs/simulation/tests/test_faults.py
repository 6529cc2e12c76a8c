"""An analyst loads a wrong scenario and is told every fault: where, what, and what would be right."""

import re
import string

import pytest

from convenant.agreements.definition.messages import MESSAGES as GENERAL
from convenant.costs.simulation import ScenarioFaults, check, load
from convenant.costs.simulation.messages import EXPECTED, MESSAGES, OWN, SHARED
from convenant.costs.simulation.tests.small import SMALL, small

FIRST_LINE = "  - {id: secretariat,"
NEW_LINE = "  - {{id: n, name: {{nl: N, en: N}}, group: platform, kind: substantive, timing: recurring, {}}}\n"
NUMBER = "  - {{id: n, name: {{nl: N, en: N}}, {}}}\npopulation:"
RULE = "parts: [{payer: state, share: state_part, at_most: ceiling}, {payer: large, rest: 60}, {payer: sme, rest: 40}]"

# what is replaced, by what, the path of the fault, its code
CASES = [
    ("slug: small", "slug: Small!", "slug", "wrong_value"),
    ("slug: small\n", "", "", "missing"),
    ("languages: [nl, en]", "languages: [nl, en, nl]", "languages[3]", "repeated_value"),
    ("title: {nl: Klein, en: Small}", "title: {nl: Klein}", "title", "translation_missing"),
    ("title: {nl: Klein, ", "title: {nl: Klein, de: Klein, ", "title.de", "language_not_declared"),
    ("shared_sites: shared", "sharedsites: shared", "sharedsites", "unknown_key_near"),
    ("shared_sites: shared", "qqq: shared", "qqq", "unknown_key"),
    ("shared_sites: shared", "shared_sites: shard", "shared_sites", "unknown_reference_near"),
    ("shared_sites: shared", "shared_sites: zzzzzz", "shared_sites", "unknown_reference"),
    ("source: [web]", "source: [web, web]", "numbers[hour].source[2]", "repeated_value"),
    ("  - {id: web, reference: example.org}\n", "", "numbers[hour].source[1]", "reference_to_nothing"),
    ("reference: example.org", "reference: example.org, basis: general_knowledge", "sources[web]", "confidence_missing"),
    ("reference: example.org", "reference: example.org, as_of: 2026-02-30", "sources[web].as_of", "no_such_day"),
    ("{id: giants,", "{id: firms,", "numbers[firms]", "duplicate_item"),
    ("mark: expert, pert", "mark: expret, pert", "numbers[asking].mark", "not_a_choice_near"),
    ("mark: expert, pert", "mark: zzz, pert", "numbers[asking].mark", "not_a_choice"),
    ("slug: small", "slug: small\nslug: small", "slug", "duplicate_key"),
    # Numbers
    ("mark: assumption, fixed: 10}", "mark: assumption}", "numbers[giants]", "way_missing"),
    ("mark: assumption, fixed: 10}", "mark: assumption, fixed: 10, product: [firms]}", "numbers[giants].product", "way_twice"),
    ("product: [audit, visits]", "quotient: [audit]", "numbers[audit_yearly].quotient", "quotient_not_two"),
    ("{low: 40, mode: 45, high: 50}", "{low: 40, mode: 55, high: 50}", "numbers[hour].triangular", "not_in_order"),
    ("{low: 16, mode: 40, high: 80}", "{low: 40, mode: 40, high: 40}", "numbers[asking].pert", "not_in_order"),
    ("{p5: 20, p95: 90}", "{p5: 20}", "numbers[learning].lognormal", "not_two_quantiles"),
    ("{p5: 20, p95: 90}", "{p5: 20, p50: 40, p95: 90}", "numbers[learning].lognormal", "not_two_quantiles"),
    ("{p5: 20, p95: 90}", "{p5: 95, p95: 90}", "numbers[learning].lognormal", "quantiles_not_rising"),
    ("{p5: 20, p95: 90}", "{p5: 0, p95: 90}", "numbers[learning].lognormal", "quantiles_not_rising"),
    ("{value: 80, percent: 50}", "{value: 80, percent: 40}", "numbers[firms].discrete", "chances_not_100"),
    ("{low: 16, mode: 40, high: 80}", "{low: -16, mode: 40, high: 80}", "numbers[asking].pert.low", "negative"),
    ("fixed: 0.1", "fixed: -0.1", "numbers[visits].fixed", "negative"),
    ("{value: 80, percent: 50}", "{value: -80, percent: 50}", "numbers[firms].discrete[1].value", "negative"),
    ("{p5: 20, p95: 90}", "{p5: -20, p95: 90}", "numbers[learning].lognormal.p5", "negative"),
    ("fixed: 0.1", "fixed: many", "numbers[visits].fixed", "wrong_value"),
    ("mark: assumption, fixed: 10}", "fixed: 10}", "numbers[giants]", "mark_missing"),
    ("mark: sourced, source: [web]", "mark: sourced", "numbers[hour].mark", "source_missing"),
    ("unit: EUR/h, price_year: 2026", "unit: EUR/h", "numbers[hour]", "price_year_missing"),
    ("year: 2026, index: inflation, ", "year: 2027, ", "numbers[hour].price_year", "index_missing"),
    ("product: [audit, visits]", "product: [audit_yearly]", "numbers[audit_yearly]", "circle"),
    ("correlations:", "  - {id: x, name: {nl: N, en: N}, unit: h, product: [y]}\n  - {id: y, name: {nl: N, en: N}, unit: h, sum: [x]}\ncorrelations:", "numbers[x]", "circle"),
    ('{id: shared, name: {nl: D, en: S}, unit: "%", mark: assumption, fixed: 0}', "{id: audit, name: {nl: D, en: S}, unit: EUR/visit, quotient: [audit_yearly, visits]}", "alternatives[alone].numbers[audit]", "circle"),
    ("second: usual", "second: asking", "correlations[1].second", "with_itself"),
    ("second: usual", "second: giants", "correlations[1].second", "not_drawn"),
    ("rank: 0.5}", "rank: 0.5}\n  - {first: usual, second: asking, rank: 0.5}", "correlations[2]", "pair_twice"),
    ("rank: 0.5}", "rank: 1}", "correlations[1].rank", "wrong_value"),
    ("rank: 0.5}", "rank: 0.9}\n  - {first: usual, second: hour, rank: 0.9}\n  - {first: hour, second: asking, rank: -0.9}", "correlations", "correlations_impossible"),
    # Units
    ("unit: EUR/h,", "unit: EUR/hour,", "numbers[hour].unit", "unknown_unit"),
    ("unit: company, mark: assumption, fixed: 10", "unit: companies, mark: assumption, fixed: 10", "numbers[giants].unit", "unknown_unit_near"),
    ("companies: firms", "companies: hour", "population[small].companies", "unit_does_not_fit"),
    ("paid_by: half}\nfinancing", "savings: [hour], paid_by: half}\nfinancing", "lines[audits].savings[1]", "unit_does_not_fit"),
    ("unit: EUR/site/year, product", "unit: EUR/year, product", "numbers[audit_yearly].product", "derived_unit"),
    ("product: [audit, visits]", "sum: [audit_yearly, visits]", "numbers[audit_yearly].sum", "derived_unit"),
    ("unit: h/company/year", "unit: h/company", "lines[survey].time", "line_unit"),
    ("external: audit, frequency: [visits]", "external: audit", "lines[audits].external", "line_unit"),
    # Who bears what
    ("{payer: large, rest: 60}", "{payer: large, rest: 60, percent: 10}", "shares[half].parts[2]", "share_ways"),
    ("{payer: large, rest: 60}", "{payer: large}", "shares[half].parts[2]", "share_ways"),
    ("{payer: large, rest: 60}", "{payer: large, rest: 50}", "shares[half].parts", "rest_not_100"),
    (RULE, "parts: [{payer: large, percent: 60}, {payer: sme, percent: 50}]", "shares[half].parts", "shares_not_100"),
    (RULE, "parts: [{payer: large, percent: 60}, {payer: state, percent: 50}, {payer: sme, rest: 100}]", "shares[half].parts", "shares_over_100"),
    (RULE, "parts: [{payer: large, share: state_part}, {payer: sme, percent: 50}]", "shares[half].parts", "rest_missing"),
    ("{payer: large, rest: 60}", "{payer: large, rest: 60, at_most: ceiling}", "shares[half].parts[2].at_most", "rest_with_ceiling"),
    (", paid_by: half}\n  - {id: survey", "}\n  - {id: survey", "lines[secretariat]", "payer_missing"),
    ("{payer: large, rest: 60}", "{payer: themselves, rest: 60}", "lines[secretariat].paid_by", "themselves_without_class"),
    # Lines and years
    ("external: office, ", "", "lines[secretariat]", "price_missing"),
    ("tariff: hour, time: asking", "time: asking", "lines[survey].time", "tariff_missing"),
    ("tariff: hour, time: asking", "tariff: hour", "lines[survey].tariff", "time_missing"),
    ("per: company, classes: [small, large], tariff: hour, time: asking", "per: company, tariff: hour, time: asking", "lines[survey].per", "classes_missing"),
    ("per: agreement, ", "per: agreement, classes: [small], ", "lines[secretariat].classes", "classes_left_over"),
    ("companies: firms\n    sites: sites_each", "companies: firms", "lines[audits].classes[1]", "sites_missing"),
    ("shared_sites: shared\n", "", "lines[audits].per", "shared_sites_missing"),
    ("end: 2031", "end: 2026", "years.end", "years_reversed"),
    ("recognition: 2029", "recognition: 2040", "years.recognition", "recognition_outside"),
    ("recognition: 2029, ", "", "years.phase_in_years", "phase_in_of_nothing"),
    ("from_year: 2029}", "from_year: 2029, until_year: 2028}", "policy[2].until_year", "span_reversed"),
    ("{year: 2027, share: taking}", "{year: 2027, share: taking}, {year: 2026, share: taking}", "population[small].takes_part", "years_not_rising"),
    # Alternatives and financing
    ("numbers: [{id: shared,", "numbers: [{id: shred,", "alternatives[alone].numbers[shred].id", "replaces_nothing"),
    ('numbers: [{id: shared, name: {nl: D, en: S}, unit: "%"', "numbers: [{id: shared, name: {nl: D, en: S}, unit: h", "alternatives[alone].numbers[shared].unit", "unit_changed"),
    ("payer: state, share: state_part, at_most: ceiling}]\n  fees", "payer: state}]\n  fees", "financing.income[match].model", "model_needs"),
    ("classes: [small], amount: 500", "classes: [small]", "financing.fees[small].model", "model_needs"),
    ("    turnover: small_turnover\n", "", "financing.limits.sme_cap", "measure_missing"),
    ("row: small}, {of: large", "row: tiny}, {of: large", "financing.tables[1].rows[1].row", "row_unknown"),
    ("rate: dollar, ", "", "financing.tables[2].table", "rate_missing"),
    ("state_low: 0,", "state_low: 70,", "financing.limits.state_low", "limits_reversed"),
]  # fmt: skip


def test_the_file_the_cases_start_from_is_in_order():
    assert [fault.sentence("en") for fault in check(SMALL, "small.yaml")[1]] == []


@pytest.mark.parametrize(("old", "new", "path", "code"), CASES)
def test_a_fault_is_found_where_it_is(old, new, path, code):
    text = small((old, new))
    scenario, faults = check(text, "small.yaml")
    assert scenario is None
    found = [fault for fault in faults if (fault.path, fault.code) == (path, code)]
    assert len(found) == 1, [(f.path, f.code) for f in faults]
    for language, word in (("nl", "regel"), ("en", "line")):
        sentence = found[0].sentence(language)
        assert sentence.startswith(f"small.yaml, {word} {found[0].line}")
        assert not re.search(r"\{[a-z_]*\}", sentence)


def test_the_line_of_a_fault_is_the_line_it_is_written_on():
    text = small(("{low: 16, mode: 40, high: 80}", "{low: -16, mode: 40, high: 80}"))
    (fault,) = check(text, "small.yaml")[1]
    assert "low: -16" in text.splitlines()[fault.line - 1]
    assert fault.sentence("nl").endswith(
        "-16 h/company/year is minder dan niets. Schrijf 0 of meer; wat bespaard wordt, is een"
        " percentage onder “savings”."
    )


UNREADABLE = [
    ("", "empty_file"),
    ("- a\n", "not_a_mapping"),
    ("a: [\n", "not_yaml"),
    ("a: 1\n---\nb: 1\n", "several_documents"),
    ("a: &x 1\nb: *x\n", "alias"),
    ("a: !!x b\n", "tag"),
    ("? {a: b}\n: c\n", "key_not_text"),
    ("a: " + "[" * 50 + "]" * 50, "too_deep"),
    ("a: " + "x" * 300_000, "too_big"),
    ("a: [" + "1," * 30_000 + "]", "too_many_values"),
    (b"a: caf\xe9\n", "not_utf8"),
]


@pytest.mark.parametrize(("text", "code"), UNREADABLE)
def test_a_file_that_cannot_be_read_says_why(text, code):
    scenario, (fault,) = check(text, "x.yaml")
    assert (scenario, fault.code) == (None, code)
    assert "efinit" not in fault.sentence("en") + fault.sentence("nl")


def test_every_sentence_there_is_can_be_met_and_is_in_both_languages():
    reached = {case[3] for case in CASES} | {case[1] for case in UNREADABLE}
    assert reached == set(MESSAGES)
    assert set(SHARED) <= set(GENERAL) and not set(SHARED) & set(OWN)
    for code, sentences in OWN.items():
        names = [
            {name for part in pair for _, name, _, _ in string.Formatter().parse(part) if name}
            for pair in sentences.values()
        ]
        assert names[0] == names[1], code
        assert sentences["nl"] != sentences["en"]
    assert all(set(said) == {"nl", "en"} for said in EXPECTED.values())


def test_all_faults_of_a_file_are_listed_at_once_in_the_order_of_its_lines():
    text = small(
        ("fixed: 0.1", "fixed: -0.1"),
        ("unit: EUR/h,", "unit: EUR/hour,"),
        ("{payer: large, rest: 60}", "{payer: large, rest: 50}"),
        ("product: [audit, visits]", "product: [audit_yearly]"),
    )
    with pytest.raises(ScenarioFaults) as raised:
        load(text, "x.yaml")
    faults = raised.value.faults
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
    assert {"negative", "unknown_unit", "rest_not_100", "circle"} <= {f.code for f in faults}
