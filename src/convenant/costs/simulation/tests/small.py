"""A small scenario that is in order; tests change it in places."""

SMALL = """\
slug: small
title: {nl: Klein, en: Small}
languages: [nl, en]
sources:
  - {id: web, reference: example.org}
years: {start: 2027, end: 2031, recognition: 2029, phase_in_years: 1}
prices: {currency: EUR, year: 2026, index: inflation, discount: discount}
policy:
  - {measure: sector_agreement}
  - {measure: legislation, from_year: 2029}
numbers:
  - {id: inflation, name: {nl: I, en: I}, unit: "%", mark: assumption, fixed: 0}
  - {id: discount, name: {nl: D, en: D}, unit: "%", mark: assumption, fixed: 3}
  - {id: hour, name: {nl: U, en: H}, unit: EUR/h, price_year: 2026, mark: sourced, source: [web], triangular: {low: 40, mode: 45, high: 50}}
  - {id: asking, name: {nl: V, en: A}, unit: h/company/year, mark: expert, pert: {low: 16, mode: 40, high: 80}}
  - {id: learning, name: {nl: L, en: L}, unit: h/company, mark: expert, lognormal: {p5: 20, p95: 90}}
  - {id: audit, name: {nl: A, en: A}, unit: EUR/visit, price_year: 2026, mark: expert, triangular: {low: 1500, mode: 3500, high: 7000}}
  - {id: visits, name: {nl: B, en: V}, unit: visit/site/year, mark: assumption, fixed: 0.1}
  - {id: office, name: {nl: K, en: O}, unit: EUR/year, price_year: 2026, mark: assumption, triangular: {low: 300000, mode: 400000, high: 700000}}
  - {id: firms, name: {nl: F, en: F}, unit: company, mark: assumption, discrete: [{value: 80, percent: 50}, {value: 120, percent: 50}]}
  - {id: giants, name: {nl: G, en: G}, unit: company, mark: assumption, fixed: 10}
  - {id: sites_each, name: {nl: S, en: S}, unit: site/company, mark: assumption, triangular: {low: 44, mode: 60, high: 70}}
  - {id: shared, name: {nl: D, en: S}, unit: "%", mark: assumption, fixed: 25}
  - {id: taking, name: {nl: T, en: T}, unit: "%", mark: assumption, fixed: 50}
  - {id: usual, name: {nl: G, en: U}, unit: "%", mark: assumption, triangular: {low: 30, mode: 40, high: 60}}
  - {id: state_part, name: {nl: O, en: S}, unit: "%", mark: assumption, triangular: {low: 40, mode: 50, high: 60}}
  - {id: ceiling, name: {nl: P, en: C}, unit: EUR/year, price_year: 2026, mark: assumption, fixed: 150000}
  - {id: small_turnover, name: {nl: O, en: T}, unit: MEUR/company/year, price_year: 2026, mark: assumption, fixed: 10}
  - {id: big_turnover, name: {nl: O, en: T}, unit: MEUR/company/year, price_year: 2026, mark: assumption, fixed: 1000}
  - {id: dollar, name: {nl: D, en: D}, unit: EUR/USD, price_year: 2026, mark: assumption, fixed: 0.9}
  - {id: audit_yearly, name: {nl: P, en: P}, unit: EUR/site/year, product: [audit, visits]}
correlations:
  - {first: asking, second: usual, rank: 0.5}
population:
  - id: small
    name: {nl: Klein, en: Small}
    size: sme
    companies: firms
    sites: sites_each
    turnover: small_turnover
    takes_part: [{year: 2027, share: taking}]
  - {id: large, name: {nl: Groot, en: Large}, size: large, companies: giants, sites: sites_each, turnover: big_turnover}
shared_sites: shared
shares:
  - id: half
    name: {nl: Half, en: Half}
    parts: [{payer: state, share: state_part, at_most: ceiling}, {payer: large, rest: 60}, {payer: sme, rest: 40}]
lines:
  - {id: secretariat, name: {nl: S, en: S}, group: secretariat, kind: substantive, timing: recurring, per: agreement, external: office, only_with: [sector_agreement], paid_by: half}
  - {id: survey, name: {nl: V, en: Q}, group: due_diligence, kind: administrative, timing: recurring, per: company, classes: [small, large], tariff: hour, time: asking, usual: usual}
  - {id: start_up, name: {nl: B, en: S}, group: learning, kind: administrative, timing: one_off, per: company, classes: [small, large], tariff: hour, time: learning}
  - {id: audits, name: {nl: A, en: A}, group: monitoring, kind: substantive, timing: recurring, per: shared_site, classes: [small], external: audit, frequency: [visits], paid_by: half}
financing:
  covers: [secretariat, monitoring]
  certainty: 90
  income: [{id: match, name: {nl: S, en: M}, model: matching_subsidy, payer: state, share: state_part, at_most: ceiling}]
  fees: [{id: small, name: {nl: K, en: S}, model: by_class, classes: [small], amount: 500}]
  tables:
    - {table: metals-2019, rows: [{of: small, row: small}, {of: large, row: large}]}
    - {table: accord-2013, rate: dollar, rows: [{of: small, row: from_1m}, {of: large, row: from_50m}]}
  limits: {sme_cap: 0.1, state_low: 0, state_high: 60}
alternatives:
  - id: alone
    name: {nl: Alleen, en: Alone}
    numbers: [{id: shared, name: {nl: D, en: S}, unit: "%", mark: assumption, fixed: 0}]
"""


def small(*changes: tuple[str, str]) -> str:
    """The scenario with some of its words replaced."""
    text = SMALL
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text
