"""An analyst works with scenarios from the command line."""

import json

import pytest
from click.testing import CliRunner
from pikepdf import Pdf

from convenant.cli import main
from convenant.costs.simulation.presets import preset_text
from convenant.costs.simulation.tests.small import small

FEW = ("--draws", "256")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def _run(*arguments):
        return CliRunner().invoke(main, ["costs", *arguments], catch_exceptions=False)

    return _run


@pytest.fixture
def file(tmp_path):
    (tmp_path / "small.yaml").write_text(small())
    return "small.yaml"


def test_a_scenario_is_run_by_naming_it(run, file, tmp_path):
    answer = run(file, *FEW, "--json", "out.json")
    assert answer.exit_code == 0, answer.output
    for heading in ("Small\n", "Total", "By year", "Who pays", "Cost line", "What drives"):
        assert heading in answer.output
    assert "2027–2031, thousands of EUR in prices of 2026; 256 draws, seed 2026." in answer.output
    found = json.loads((tmp_path / "out.json").read_text())
    assert set(found) == {"result", "drivers", "yardsticks", "numbers", "sources"}
    assert found["result"]["draws"] == 256
    assert found["numbers"][2]["mark"] == "sourced"
    assert run(file, *FEW).output == answer.output
    assert run(file, *FEW, "--seed", "5").output != answer.output


def test_it_answers_in_dutch(run, file):
    answer = run(file, *FEW, "--language", "nl").output
    assert "duizenden EUR in prijzen van 2026" in answer
    for heading in ("Klein\n", "Totaal", "Wie betaalt", "Wat het antwoord bepaalt"):
        assert heading in answer
    for english in ("mean", "Total", "assumption", "SMEs"):
        assert english not in answer


@pytest.mark.parametrize(("language", "heading"), [("nl", "Alle getallen"), ("en", "All numbers")])
def test_a_report_on_paper_is_tagged_and_marks_every_assumption(
    run, file, tmp_path, language, heading
):
    odd = small(("en: Small}\nlanguages", "en: 'Small #sym <b> $x$'}\nlanguages"))
    (tmp_path / "odd.yaml").write_text(odd)
    answer = run("odd.yaml", *FEW, "--pdf", "out.pdf", "--language", language)
    assert answer.exit_code == 0, answer.output
    with Pdf.open(tmp_path / "out.pdf") as made:
        assert made.Root.MarkInfo.Marked and made.Root.Lang == language
        with made.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            if language == "en":
                assert "Small #sym <b> $x$" in metadata["dc:title"]
        outline = made.open_outline()
        with outline as shown:
            assert heading in [item.title for item in shown.root]


def test_a_preset_is_run_by_its_name_and_held_beside_the_official_estimate(run):
    answer = run("lksg-2021", *FEW)
    assert "Beside another estimate" in answer.output
    rows = [line.split() for line in answer.output.splitlines()]
    assert ["Companies,", "a", "year", "43,500"] in [row[:4] for row in rows]
    assert ["Companies,", "once", "109,700"] in [row[:3] for row in rows]


def test_an_alternative_is_run_and_an_unknown_one_refused(run, file):
    assert "Alone\n" in run(file, "--alternative", "alone", *FEW).output
    answer = run(file, "--alternative", "elsewhere", *FEW)
    assert (answer.exit_code, "Choose from: alone." in answer.output) == (2, True)


def test_two_files_and_one_with_its_alternatives_are_compared(run, file, tmp_path):
    (tmp_path / "other.yaml").write_text(small(("fixed: 0.1}", "fixed: 0.2}")))
    answer = run("compare", file, "other.yaml", *FEW, "--json", "out.json")
    assert answer.exit_code == 0, answer.output
    assert "Differences are with small.yaml." in answer.output
    found = json.loads((tmp_path / "out.json").read_text())
    assert found["differences"][0]["present_value"]["mean"] > 0
    answer = run("compare", "garments-nl", *FEW, "--language", "nl")
    assert "european: Europees convenant met erkenning in 2030" in answer.output
    some = run("compare", "garments-nl", "--only", "stop", "--only", "european", *FEW).output
    assert "restart" not in some and "Differences are with stop." in some


def test_what_cannot_be_compared_is_answered_with_a_sentence(run, file, tmp_path):
    answer = run("compare", file, "--only", "small")
    assert (answer.exit_code, "Two to six scenarios" in answer.output) == (2, True)
    (tmp_path / "later.yaml").write_text(small(("start: 2027", "start: 2028")))
    answer = run("compare", file, "later.yaml", "--language", "nl")
    assert "small.yaml begint in 2027 en later.yaml in 2028." in answer.output
    assert "Geen" not in run("compare", file, "--only", "nobody").output


def test_fees_are_found_and_the_trade_off_shown(run, file, tmp_path):
    answer = run("fees", file, *FEW, "--json", "out.json")
    assert answer.exit_code == 0, answer.output
    for heading in (
        "Budget",
        "Metals agreement",
        "What more certainty",
    ):
        assert heading in answer.output
    found = json.loads((tmp_path / "out.json").read_text())
    assert len(found["by_certainty"]) == 7
    assert (
        "The least burdensome fees that cover with 90 %" in run("fees", "garments-nl", *FEW).output
    )
    # The one fee of the file is for the small, who cannot carry it under their cap
    assert found["optimum"] is None and "No fees within these limits" in answer.output


def test_a_scenario_without_financing_has_no_fees(run):
    answer = run("fees", "lksg-2021", *FEW)
    assert answer.exit_code == 2
    assert "no joint cost to finance" in answer.output


def test_every_fault_is_printed_with_its_line(run, tmp_path):
    (tmp_path / "wrong.yaml").write_text(
        small(("fixed: 0.1}", "fixed: -0.1}"), ("rest: 60", "rest: 50"))
    )
    for arguments in (["check", "wrong.yaml"], ["wrong.yaml"], ["fees", "wrong.yaml"]):
        answer = run(*arguments)
        assert answer.exit_code == 1
        first, second = answer.output.splitlines()
        assert first.startswith(
            "wrong.yaml:18: numbers[visits].fixed: -0.1 visit/site/year is less"
        )
        assert "not 100 %" in second
    assert run("check", "nowhere.yaml").exit_code == 2


def test_a_new_scenario_starts_from_a_preset(run, tmp_path):
    assert run("new", "--from", "garments-nl", "--out", "mine.yaml").exit_code == 0
    assert (tmp_path / "mine.yaml").read_text() == preset_text("garments-nl")
    assert run("new", "--from", "garments-nl", "--out", "mine.yaml").exit_code == 2
    assert run("new", "--from", "garments-nl").output == preset_text("garments-nl")
    assert "lksg-2021" in run("new", "--from", "nothing").output
    assert run("check", "mine.yaml").output.startswith("mine.yaml: Garments and textiles")
