"""`convenant match` as an analyst types it."""

import csv
import os

import pytest
from click.testing import CliRunner

from convenant.locations.matching.command import match

LIST = """name,address,country
Velindra Garments Ltd,"12 Tran Phu Street, Di An, Binh Duong",VN
Orma Textil,"Plot 9, Sector 3, Korangi",Pakistan
,"no name here",VN
Nora Knitwear,"Savar, Dhaka",BD
"""
OTHER = """Factory name;Street address;Country
VELINDRA GARMENTS CO., LTD;12 Tran Phu St, Di An, Binh Duong;Vietnam
Nora Knitwear Unit 2;Savar, Dhaka;Bangladesh
"""


@pytest.fixture
def run():
    def run(*arguments):
        return CliRunner().invoke(match, [str(a) for a in arguments])

    return run


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, text, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_two_lists_become_links_and_sites(tmp_path, run):
    a, b = write(tmp_path / "alpha.csv", LIST), write(tmp_path / "beta.csv", OTHER)
    result = run(a, b, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    links = read(tmp_path / "out" / "links.csv")
    assert list(links[0]) == [
        *("list", "row", "site_id", "score", "decision", "candidate_site_id", "reason"),
    ]
    assert [(r["list"], r["row"]) for r in links] == [
        *[("alpha", str(n)) for n in (1, 2, 3, 4)],
        *[("beta", str(n)) for n in (1, 2)],
    ]
    by_row = {(r["list"], r["row"]): r for r in links}
    assert by_row["alpha", "3"]["decision"] == "rejected"
    assert by_row["alpha", "3"]["site_id"] == ""
    assert by_row["alpha", "3"]["reason"]
    assert by_row["alpha", "1"]["site_id"] == by_row["beta", "1"]["site_id"]
    assert {by_row["alpha", "1"]["decision"], by_row["beta", "1"]["decision"]} == {"new", "same"}
    doubtful = [r for r in links if r["decision"] == "review"]
    assert len(doubtful) == 1
    assert doubtful[0]["candidate_site_id"] in {r["site_id"] for r in links} - {
        doubtful[0]["site_id"]
    }
    sites = read(tmp_path / "out" / "sites.csv")
    assert list(sites[0]) == [
        "site_id",
        "name",
        "address",
        "country",
        "lat",
        "lng",
        "rows",
        "lists",
    ]
    assert {s["site_id"] for s in sites} == {r["site_id"] for r in links if r["site_id"]}
    shared = next(s for s in sites if s["rows"] == "2")
    assert shared["lists"] == "alpha;beta"
    assert "1 of them on more than one list" in result.output.replace("\n", " ")


def test_the_same_lists_in_another_order_give_the_same_sites(tmp_path, run):
    a, b = write(tmp_path / "alpha.csv", LIST), write(tmp_path / "beta.csv", OTHER)
    run(a, b, "--out", tmp_path / "one")
    run(b, a, "--out", tmp_path / "two")
    one, two = read(tmp_path / "one" / "links.csv"), read(tmp_path / "two" / "links.csv")
    assert sorted(map(tuple, (r.items() for r in one))) == sorted(
        map(tuple, (r.items() for r in two))
    )
    assert (tmp_path / "one/sites.csv").read_bytes() == (tmp_path / "two/sites.csv").read_bytes()


def test_reasons_come_in_dutch_when_asked(tmp_path, run):
    a, b = write(tmp_path / "alpha.csv", LIST), write(tmp_path / "beta.csv", OTHER)
    run(a, b, "--out", tmp_path / "out", "--language", "nl")
    reasons = " ".join(r["reason"] for r in read(tmp_path / "out" / "links.csv"))
    assert "namen verschillen alleen in rechtsvorm" in reasons


def test_lists_of_one_name_in_two_folders_are_told_apart(tmp_path, run):
    a = write(tmp_path / "2023" / "sites.csv", LIST)
    b = write(tmp_path / "2024" / "sites.csv", OTHER)
    c = write(tmp_path / "2024" / "sites.txt", OTHER)
    assert run(a, b, c, "--out", tmp_path / "out").exit_code == 0
    names = {r["list"] for r in read(tmp_path / "out" / "links.csv")}
    assert names == {"2023/sites.csv", "2024/sites.csv", "sites.txt"}


def test_a_list_given_twice_is_read_once_and_said(tmp_path, run):
    a = write(tmp_path / "alpha.csv", LIST)
    result = run(a, tmp_path / "." / "alpha.csv", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "given more than once" in result.output
    assert len(read(tmp_path / "out" / "links.csv")) == 4


def test_an_unreadable_list_gets_a_sentence_and_the_others_go_on(tmp_path, run):
    a = write(tmp_path / "alpha.csv", LIST)
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing to read")
    result = run(bad, a, tmp_path / "gone.csv", tmp_path, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "scan.pdf" in result.output and "gone.csv" in result.output
    assert "Traceback" not in result.output
    assert len(read(tmp_path / "out" / "links.csv")) == 4


def test_nothing_readable_writes_nothing(tmp_path, run):
    bad = write(tmp_path / "empty.csv", "")
    result = run(bad, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "None of the lists could be read" in result.output
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said_before_the_work(tmp_path, run):
    a = write(tmp_path / "alpha.csv", LIST)
    result = run(a, "--out", a)
    assert result.exit_code == 1 and "is a file" in result.output
    if os.geteuid() != 0:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o500)
        result = run(a, "--out", closed)
        assert result.exit_code == 1 and "cannot be written" in result.output
    result = run(a, "--out", "/proc/nowhere")
    assert result.exit_code == 1 and "cannot be written" in result.output


def test_neither_or_both_is_a_sentence(tmp_path, run):
    a = write(tmp_path / "alpha.csv", LIST)
    assert run("--out", tmp_path).exit_code == 2
    assert run(a, "--pairs", a, "--out", tmp_path).exit_code == 2
    assert run(a).exit_code == 2


PAIRS = """note,name_a,address_a,country_a,name_b,address_b,country_b
x,Velindra Garments Ltd,"12 Tran Phu Street, Di An",vn,VELINDRA GARMENTS,"12 Tran Phu St, Di An",Vietnam
y,Nora,Dhaka,BD,Meghna Mills,Dhaka,BD
z,,,,,,
short,Nora
"""


def test_pairs_are_scored_and_other_columns_pass_through(tmp_path, run):
    pairs = write(tmp_path / "pairs.csv", PAIRS)
    result = run("--pairs", pairs, "--out", tmp_path / "scored.csv")
    assert result.exit_code == 0, result.output
    scored = read(tmp_path / "scored.csv")
    assert list(scored[0])[-2:] == ["probability", "decision"]
    assert [r["note"] for r in scored] == ["x", "y", "z", "short"]
    assert scored[0]["decision"] == "same" and float(scored[0]["probability"]) > 0.9
    assert scored[1]["decision"] == "different"
    assert {r["decision"] for r in scored[2:]} <= {"review", "different"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_pairs_in_other_encodings_and_separators(tmp_path, run, encoding):
    text = PAIRS.replace("Nora,", "Café Ñora,").replace('"', "").replace(", Di An", " Di An")
    pairs = write(tmp_path / "pairs.csv", text.replace(",", ";"), encoding)
    result = run("--pairs", pairs, "--out", tmp_path / "scored.csv")
    assert result.exit_code == 0, result.output
    scored = read(tmp_path / "scored.csv")
    assert scored[1]["name_a"] == "Café Ñora"
    assert scored[0]["decision"] == "same"


def test_answers_already_in_the_file_are_overwritten_where_they_stand(tmp_path, run):
    once = tmp_path / "once.csv"
    run("--pairs", write(tmp_path / "pairs.csv", PAIRS), "--out", once)
    run("--pairs", once, "--out", tmp_path / "twice.csv")
    assert once.read_bytes() == (tmp_path / "twice.csv").read_bytes()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("name_a,name_b\nx,y\n", "missing: address_a, country_a, address_b, country_b"),
    ],
)
def test_unusable_pairs_get_a_sentence(tmp_path, run, text, said):
    result = run("--pairs", write(tmp_path / "p.csv", text), "--out", tmp_path / "s.csv")
    assert result.exit_code == 1
    assert said in result.output
    assert not (tmp_path / "s.csv").exists()


def test_pairs_with_only_a_header_give_only_a_header(tmp_path, run):
    pairs = write(tmp_path / "p.csv", PAIRS.splitlines()[0] + "\n")
    result = run("--pairs", pairs, "--out", tmp_path / "s.csv")
    assert result.exit_code == 0 and "0 pairs" in result.output
    assert read(tmp_path / "s.csv") == []


def test_a_row_with_too_many_cells_is_answered_and_said(tmp_path, run):
    pairs = write(
        tmp_path / "p.csv",
        PAIRS.replace("y,Nora,Dhaka,BD,", "y,Nora,Dhaka,BD,") + "q,a,b,c,d,e,f,g\n",
    )
    result = run("--pairs", pairs, "--out", tmp_path / "s.csv")
    assert result.exit_code == 0
    assert "row 5 has 8 cells" in result.output
    assert len(read(tmp_path / "s.csv")) == 5
    gone = run("--pairs", tmp_path / "gone.csv", "--out", tmp_path / "s.csv")
    assert gone.exit_code == 1 and "cannot be read" in gone.output


def test_one_row_is_explained_with_every_row_beside_it_and_what_each_evidence_weighs(tmp_path, run):
    a, b = write(tmp_path / "alpha.csv", LIST), write(tmp_path / "beta.csv", OTHER)
    said = run(a, b, "--out", tmp_path / "out", "--explain", "beta:1").stdout
    assert "beta:1: VELINDRA GARMENTS CO., LTD" in said and "understood as: country VN" in said
    told = said[said.index("understood as") :]
    assert "same site  ·  alpha:1" in told and "same address" in told and "+" in told
    links = {(r["list"], r["row"]): r for r in read(tmp_path / "out" / "links.csv")}
    shown = float(told.split("%")[0].split()[-1])
    # One of the two founded the site, the other joined it with this score.
    joined = max(float(links[row]["score"]) for row in (("alpha", "1"), ("beta", "1")))
    assert abs(shown - 100 * joined) < 0.06
    dutch = run(a, b, "--out", tmp_path / "out", "--explain", "beta:1", "--language", "nl").stdout
    assert "zelfde locatie" in dutch and "gelezen als" in dutch


def test_a_pair_is_explained_and_a_veto_is_named(tmp_path, run):
    pairs = write(
        tmp_path / "pairs.csv",
        "name_a,address_a,country_a,name_b,address_b,country_b\n"
        "Nora Knit Unit 2,Plot 12 Savar,BD,Nora Knit Unit 3,Plot 12 Savar,BD\n",
    )
    said = run("--pairs", pairs, "--out", tmp_path / "scored.csv", "--explain", "1").stdout
    assert "same compound, other unit" in said and "held down" in said


@pytest.mark.parametrize("row", ["alpha:99", "gamma:1", "7", "x"])
def test_a_row_that_is_not_there_is_said_before_the_work(tmp_path, run, row):
    a, b = write(tmp_path / "alpha.csv", LIST), write(tmp_path / "beta.csv", OTHER)
    result = run(a, b, "--out", tmp_path / "out", "--explain", row)
    assert result.exit_code == 1 and f"--explain {row}" in result.output
    assert not (tmp_path / "out" / "links.csv").exists()


def test_a_rejected_row_is_explained_by_its_reason(tmp_path, run):
    a = write(tmp_path / "alpha.csv", LIST)
    result = run(a, "--out", tmp_path / "out", "--explain", "3")
    assert "was rejected" in result.output
