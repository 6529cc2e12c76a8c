"""Lists in, links out: what holds for every list."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.locations.matching import (
    ContradictingDecisions,
    Record,
    RegisterSite,
    match,
    score_pairs,
)

BRANDS = ["Velindra", "Sangwoo", "Orma Trading", "Marsoni", "Kailan", "Nora", "Bac Giang"]
TAILS = ["Garments Ltd", "GARMENT CO., LTD", "Tekstil San. ve Tic.", "", "Unit 2", "Unit 3"]
PLACES = [
    "12 Tran Phu Street, Di An, Binh Duong",
    "12 Tran Phu St, Di An",
    "14 Tran Phu Street, Di An, Binh Duong",
    "Plot 8, Amata Industrial Park, Bien Hoa",
    "Di An, Binh Duong",
    "",
]
rows_of_anyone = st.lists(
    st.tuples(st.sampled_from(BRANDS), st.sampled_from(TAILS), st.sampled_from(PLACES)),
    min_size=1,
    max_size=14,
).map(
    lambda cells: [
        Record(f"r{i:02}", f"{brand} {tail}".strip(), place, "VN")
        for i, (brand, tail, place) in enumerate(cells)
    ]
)
lists_of_anyone = settings(deadline=None, max_examples=40)


def register_of(rows, links):
    by_key = {row.key: row for row in rows}
    sites = defaultdict(list)
    for link in links:
        sites[link.site_id].append(by_key[link.key])
    return [RegisterSite(site, tuple(members)) for site, members in sites.items()]


def as_dict(links):
    return {link.key: link for link in links}


@lists_of_anyone
@given(rows_of_anyone)
def test_every_row_gets_one_link_and_every_site_one_founder(rows):
    links = match(rows)
    assert [link.key for link in links] == [row.key for row in rows]
    founders = [link.site_id for link in links if link.decision != "same"]
    assert len(founders) == len(set(founders))
    assert {link.site_id for link in links} == set(founders)
    for link in links:
        assert (link.candidate_site_id is not None) == (link.decision == "review")
        assert link.candidate_site_id != link.site_id
        assert link.reasons


@lists_of_anyone
@given(rows_of_anyone, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_makes_no_difference(rows, rnd):
    shuffled = list(rows)
    rnd.shuffle(shuffled)
    assert as_dict(match(rows)) == as_dict(match(shuffled))


@lists_of_anyone
@given(rows_of_anyone)
def test_a_list_uploaded_again_lands_where_it_landed_and_asks_nothing(rows):
    first = match(rows)
    again = match(rows, register_of(rows, first))
    assert [link.site_id for link in again] == [link.site_id for link in first]
    assert {link.decision for link in again} == {"same"}


@lists_of_anyone
@given(rows_of_anyone, st.data())
def test_what_a_person_decided_is_honoured(rows, data):
    keys = [row.key for row in rows]
    pairs = st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=3)
    same = [p for p in data.draw(pairs) if p[0] != p[1]]
    different = [p for p in data.draw(pairs) if p[0] != p[1]]
    try:
        links = as_dict(match(rows, same=same, different=different))
    except ContradictingDecisions as problem:
        assert same and different
        assert problem.sentence("nl") and problem.sentence("en")
        return
    for a, b in same:
        assert links[a].site_id == links[b].site_id
    for a, b in different:
        assert links[a].site_id != links[b].site_id
        assert links[a].candidate_site_id != links[b].site_id
        assert links[b].candidate_site_id != links[a].site_id


@lists_of_anyone
@given(rows_of_anyone)
def test_an_unrelated_list_changes_nothing(rows):
    others = [
        Record(f"x{i}", f"Petrini Calzature {word}", f"Via {word} {i + 1}, Fermo", "IT")
        for i, word in enumerate(["Adige", "Tevere", "Arno", "Brenta"])
    ]
    together = as_dict(match([*others, *rows]))
    assert as_dict(match(rows)) == {row.key: together[row.key] for row in rows}


@lists_of_anyone
@given(rows_of_anyone)
def test_no_new_site_is_silent_where_a_plausible_one_exists(rows):
    links = as_dict(match(rows))
    asked = {
        site
        for link in links.values()
        if link.decision == "review"
        for site in (link.site_id, link.candidate_site_id)
    }
    for row in rows:
        if links[row.key].decision != "new":
            continue
        others = [o for o in rows if links[o.key].site_id != links[row.key].site_id]
        scores = score_pairs([(row, other) for other in others])
        if any(score.decision != "different" for score in scores):
            assert links[row.key].site_id in asked


def test_standing_sites_are_never_joined_and_a_row_goes_to_the_better_one():
    register = [
        RegisterSite("A", (Record("a", "Velindra Garments", "12 Tran Phu, Di An", "VN"),)),
        RegisterSite("B", (Record("b", "Velindra Garments", "14 Tran Phu, Di An", "VN"),)),
    ]
    rows = [Record("n", "VELINDRA GARMENTS LTD", "14 Tran Phu Street, Di An", "VN")]
    (link,) = match(rows, register)
    assert (link.site_id, link.decision) == ("B", "same")


def test_a_decision_about_a_site_is_honoured_for_a_new_row():
    site = RegisterSite("A", (Record("a", "Velindra Garments", "12 Tran Phu, Di An", "VN"),))
    row = Record("n", "Velindra Garments", "12 Tran Phu, Di An", "VN")
    (link,) = match([row], [site], different=[("n", "A")])
    assert link.site_id != "A" and link.candidate_site_id is None
    other = Record("m", "Renamed Firm", "Elsewhere", "VN")
    (link,) = match([other], [site], same=[("A", "m")])
    assert (link.site_id, link.decision, link.score) == ("A", "same", 1.0)
    assert link.reasons[0].sentence("en") == "decided earlier to be the same"


def test_a_row_decided_to_be_in_two_standing_sites_is_a_contradiction():
    sites = [
        RegisterSite(s, (Record(s.lower(), f"Firm {s}", f"Road {s}", "VN"),)) for s in ("A", "B")
    ]
    with pytest.raises(ContradictingDecisions):
        match([Record("n", "Firm", "Road", "VN")], sites, same=[("n", "A"), ("n", "B")])


def test_two_plants_do_not_become_one_through_a_vague_row():
    rows = [
        Record("1", "Marsoni Garments Unit 1", "Song Than Industrial Park, Di An", "VN"),
        Record("2", "Marsoni Garments Unit 2", "Song Than Industrial Park, Di An", "VN"),
        Record("3", "Marsoni Garments", "Song Than Industrial Park, Di An", "VN"),
    ]
    links = as_dict(match(rows))
    assert links["1"].site_id != links["2"].site_id


def test_a_name_without_an_address_is_not_taken_for_the_same_plant():
    rows = [Record("1", "Hanes", "", "HN"), Record("2", "Hanes", "", "HN")]
    decisions = [link.decision for link in match(rows)]
    assert sorted(decisions) == ["new", "review"]


def test_equal_keys_are_refused_with_the_key_named():
    row = Record("1", "Hanes", "Choloma", "HN")
    with pytest.raises(ValueError, match="'1'"):
        match([row, row])
    with pytest.raises(ValueError, match="'A'"):
        match([row], [RegisterSite("A", ()), RegisterSite("A", ())])


def test_nothing_in_nothing_out():
    assert match([]) == []
    assert match([], [RegisterSite("A", (Record("a", "X", "Y", "VN"),))]) == []


def test_progress_goes_through_the_steps_in_order():
    seen = []
    match(
        [Record(str(i), f"Firm {i}", "Road 1, Dhaka", "BD") for i in range(50)],
        progress=lambda step, done: seen.append((step, done)),
    )
    steps = list(dict.fromkeys(step for step, _ in seen))
    assert steps == ["clean", "candidates", "compare", "decide"]
    assert all(0 <= done <= 1 for _, done in seen)
    assert seen[-1] == ("decide", 1.0)


def test_many_rows_of_one_street_stay_bounded():
    """Two thousand firms on one street: candidates per row stay few, and none is put together."""
    syllables = ["ba", "ko", "ri", "ten", "mu", "sha", "lo", "pe", "zin", "tar", "wu", "gel"]
    names = ["".join(parts).title() for parts in product(syllables, repeat=4)]
    rows = [
        Record(name, f"{name} Garments Ltd", f"{i + 1} Export Road, Savar, Dhaka", "BD")
        for i, name in enumerate(names[5:20_000:10])
    ]
    links = match(rows)
    assert sum(link.decision == "new" for link in links) > 1950
