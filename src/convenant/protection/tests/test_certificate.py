"""A certificate proves its release, and nothing else."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from convenant.protection.checker import Doubt, check
from convenant.protection.tables import make, write_pattern
from convenant.protection.tables.certificate import certificate, write_certificate
from convenant.protection.tables.command import protect
from convenant.protection.tests.instances import instance
from convenant.protection.tests.test_tables import ROWS, SPEC_FILE, rows_of_any, tables_of


def proven(folder: Path, micro: Path, spec, cells, found, **against):
    """Make a release in the folder with its certificate, and check it."""
    made = make(spec, cells, found, **against)
    write_pattern(folder / "protected.csv", cells, made.statuses, cells.digits)
    said = certificate(
        spec,
        cells,
        made,
        micro=micro,
        release=folder / "protected.csv",
        members=against.get("members", True),
        coalitions=against.get("coalitions", ()),
    )
    write_certificate(folder / "certificate.json", said)
    return check(folder / "certificate.json", folder / "protected.csv", micro)


def write_records(path: Path, rows) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("country", "product", "firm", "amount"), *rows])
    return path


@settings(max_examples=100)
@given(rows_of_any)
def test_every_release_that_is_made_is_proven_exactly(tmp_path_factory, rows) -> None:
    folder = tmp_path_factory.mktemp("proof")
    spec, cells, found = tables_of(rows)
    micro = write_records(folder / "micro.csv", rows)
    result = proven(folder, micro, spec, cells, found)
    assert result.unsafe == int(found.unsafe.sum())
    assert result.attackers == 1 + len(cells.members)


def test_a_coalition_is_in_the_certificate(tmp_path: Path) -> None:
    spec, cells, found = tables_of(ROWS)
    micro = write_records(tmp_path / "micro.csv", ROWS)
    both = tuple(cells.members.index(name) for name in "BC")
    result = proven(tmp_path, micro, spec, cells, found, coalitions=[both])
    assert result.attackers == 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "spec.yaml").write_text(SPEC_FILE)
    write_records(tmp_path / "micro.csv", ROWS)
    words = [str(tmp_path / "micro.csv"), "--spec", str(tmp_path / "spec.yaml")]
    answer = CliRunner().invoke(protect, [*words, "--out", str(tmp_path)])
    assert answer.exit_code == 0, answer.output
    return tmp_path


def verify(folder: Path, *words: str):
    common = ["--release", str(folder / "protected.csv"), "--micro", str(folder / "micro.csv")]
    return CliRunner().invoke(
        protect, ["verify", str(folder / "certificate.json"), *common, *words]
    )


def test_whoever_holds_the_records_verifies_a_release(folder: Path) -> None:
    answer = verify(folder, "--spec", str(folder / "spec.yaml"))
    assert answer.exit_code == 0
    assert "1 unsafe cells against 7 attackers" in answer.output


def test_a_certificate_for_other_rules_is_not_for_this_spec(folder: Path) -> None:
    (folder / "spec.yaml").write_text(SPEC_FILE.replace("p_percent: 10", "p_percent: 20"))
    answer = verify(folder, "--spec", str(folder / "spec.yaml"))
    assert answer.exit_code == 1 and "other tables or rules" in answer.output


def test_a_changed_release_or_record_is_not_proven(folder: Path) -> None:
    for name in ("protected.csv", "micro.csv"):
        path = folder / name
        before = path.read_bytes()
        path.write_bytes(before + b"\n")
        with pytest.raises(Doubt, match="not those the certificate was made for"):
            check(folder / "certificate.json", folder / "protected.csv", folder / "micro.csv")
        path.write_bytes(before)


def test_a_release_with_a_blank_filled_in_is_not_proven(folder: Path) -> None:
    text = (folder / "protected.csv").read_text()
    for blank, doubt in (("x,p,,primary", "tells too much"), ("y,q,,secondary", "is published")):
        place, figure = blank.split(",,")[0], "50" if "x,p" in blank else "500"
        (folder / "protected.csv").write_text(text.replace(blank, f"{place},{figure},published"))
        with pytest.raises(Doubt, match=doubt):
            check(resealed(folder), folder / "protected.csv", folder / "micro.csv")


def test_a_release_with_another_figure_is_not_proven(folder: Path) -> None:
    text = (folder / "protected.csv").read_text()
    (folder / "protected.csv").write_text(text.replace("1550", "1551"))
    with pytest.raises(Doubt, match="another figure"):
        check(resealed(folder), folder / "protected.csv", folder / "micro.csv")


def resealed(folder: Path, **changes) -> Path:
    """The certificate of somebody who also forges the digest."""
    from convenant.protection.tables.certificate import digest

    path = folder / "certificate.json"
    said = json.loads(path.read_text())
    said["release"] = digest(folder / "protected.csv")
    path.write_text(json.dumps(said | changes))
    return path


def test_witnesses_that_are_none_are_found(folder: Path) -> None:
    said = json.loads((folder / "certificate.json").read_text())
    witness = said["witnesses"][0]
    bent = {**witness, "moves": ["2", *witness["moves"][1:]]}
    elsewhere = {**witness, "cells": [["all", "all"], *witness["cells"][1:]]}
    for witnesses, doubt in (
        ([bent], "does not keep the sums"),
        ([elsewhere], "which is published or empty"),
        ([], "Nothing shows"),
    ):
        with pytest.raises(Doubt, match=doubt):
            check(
                resealed(folder, witnesses=witnesses),
                folder / "protected.csv",
                folder / "micro.csv",
            )


def test_a_file_that_is_no_certificate_is_doubted(folder: Path) -> None:
    for text in ("", "{}", "[1]", '{"form": "convenant protection certificate 1"}'):
        (folder / "certificate.json").write_text(text)
        assert verify(folder).exit_code == 1


def test_the_checker_needs_no_solver_and_no_other_package() -> None:
    said = (
        "import sys, convenant.protection.checker as _; "
        "print([n for n in ('highspy', 'numpy', 'scipy', 'pydantic', 'django') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.real
@pytest.mark.parametrize(
    "name", ["simple2d", "ent_region_product", "ent_act_product", "sector_flat", "sector_linked"]
)
def test_known_instances_are_proven_against_every_member(
    shared: Path, tmp_path: Path, name: str
) -> None:
    spec, cells, found = instance(shared, name)
    micro = shared / "data" / "tables" / name / "micro.csv"
    result = proven(tmp_path, micro, spec, cells, found)
    assert result.attackers == 1 + len(cells.members)
