"""A secretariat works with definitions from the command line."""

import json

import pytest
from click.testing import CliRunner

from convenant.agreements.definition import preset_names, preset_text
from convenant.agreements.definition.command import definition

GOOD = preset_text("garments-2016")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def _run(*arguments):
        return CliRunner().invoke(definition, arguments, catch_exceptions=False)

    return _run


def test_a_good_file_is_summed_up_with_what_nobody_knows(run, tmp_path):
    (tmp_path / "good.yaml").write_text(GOOD)
    answer = run("check", "good.yaml")
    assert answer.exit_code == 0
    assert answer.output.startswith("good.yaml: Agreement on garments and textile (2016–2021)")
    assert "5 sides, 4 bodies, 9 themes, 6 obligations" in answer.output
    assert "not known: weights of 4 of 5 sections" in answer.output
    assert "gewicht van 4 van 5 onderdelen" in run("check", "good.yaml", "--language", "nl").output


def test_every_fault_is_printed_with_file_line_path_and_remedy(run, tmp_path):
    wrong = GOOD.replace("{side: companies, count: 3,", "{side: company, count: -3,").replace(
        "percent: 20", "percent: 200"
    )
    (tmp_path / "wrong.yaml").write_text(wrong)
    (tmp_path / "good.yaml").write_text(GOOD)
    answer = run("check", "wrong.yaml", "good.yaml")
    assert answer.exit_code == 1
    *faults, good = answer.output.splitlines()
    assert good.startswith("good.yaml: Agreement")
    line = wrong[: wrong.index("side: company,")].count("\n") + 1
    assert len(faults) == 3
    assert faults[0].startswith(f"wrong.yaml:{line}: bodies[steering_group].seats[5].count: ")
    assert "“-3” does not fit here. → Write a whole number from 1 to" in faults[0]
    assert "Did you mean “companies”?" in faults[1]
    assert faults[2].startswith(f"wrong.yaml:{wrong[: wrong.index('200')].count(chr(10)) + 1}: ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_file_that_is_not_there_gets_a_sentence(run, language):
    answer = run("check", "nowhere.yaml", "--language", language)
    assert answer.exit_code == 2
    assert answer.output.startswith("nowhere.yaml ")


def test_a_huge_file_is_refused_without_reading_it_all(run, tmp_path):
    (tmp_path / "huge.yaml").write_bytes(b"a: b\n" * 1_000_000)
    answer = run("check", "huge.yaml")
    assert answer.exit_code == 1
    assert "a definition is at most 256 KiB" in answer.output


def test_differences_are_told_in_the_language_asked_for(run, tmp_path):
    (tmp_path / "old.yaml").write_text(GOOD)
    (tmp_path / "new.yaml").write_text(GOOD.replace("percent: 60", "percent: 70"))
    assert run("diff", "old.yaml", "new.yaml").output == (
        "~ Pass mark year 3: 60 % → 70 %\n1 change.\n"
    )
    assert run("diff", "old.yaml", "new.yaml", "--language", "nl").output == (
        "~ Slaaggrens jaar 3: 60 % → 70 %\n1 wijziging.\n"
    )
    assert run("diff", "old.yaml", "old.yaml").output == "No differences.\n"
    (tmp_path / "new.yaml").write_text("slug: 3")
    assert run("diff", "old.yaml", "new.yaml").exit_code == 1


def test_the_schema_is_printed_as_json(run):
    assert json.loads(run("schema").output)["properties"]["slug"]


def test_a_new_definition_starts_from_a_preset_and_never_overwrites_unasked(run, tmp_path):
    assert run("new", "--from", "metals-2019").output == preset_text("metals-2019")
    assert run("new", "--from", "metals-2019", "--out", "mine.yaml").exit_code == 0
    assert run("check", "mine.yaml").exit_code == 0
    (tmp_path / "mine.yaml").write_text("my own work")
    again = run("new", "--from", "metals-2019", "--out", "mine.yaml")
    assert (again.exit_code, (tmp_path / "mine.yaml").read_text()) == (2, "my own work")
    assert "--force" in again.output
    assert run("new", "--from", "metals-2019", "--out", "mine.yaml", "--force").exit_code == 0
    assert (tmp_path / "mine.yaml").read_text() == preset_text("metals-2019")
    assert run("new", "--from", "metals-2019", "--out", "no/such/folder.yaml").exit_code == 2


def test_a_preset_that_does_not_exist_gets_the_list_of_those_that_do(run):
    answer = run("new", "--from", "metal")
    assert answer.exit_code == 2
    assert all(name in answer.output for name in preset_names())
