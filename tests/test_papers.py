"""What the project says about itself is complete, true and names nobody's machine."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
NOT_OURS = {".git", ".venv", ".state", "node_modules", "__pycache__", "LICENSE"}
PAPERS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda path: path.as_posix()
)


def words(text: str) -> list[str]:
    """The text's words, whatever its headings, bullets and line ends look like."""
    text = text.translate(str.maketrans("‘’", "''"))
    return re.sub(r"(?m)^\s*[#—–-]+ ", "", text).split()


def test_the_licence_is_the_eupl_word_by_word() -> None:
    published = ROOT / "node_modules/@utrecht/component-library-css/LICENSE.md"
    if not published.exists():
        pytest.skip("node_modules is not here; python3 do.py test fetches it.")
    ours = words((ROOT / "LICENSE").read_text())
    assert ours[:6] == ["EUROPEAN", "UNION", "PUBLIC", "LICENCE", "v.", "1.2"]
    assert len(ours) > 2000
    assert ours == words(published.read_text())


# --- publiccode.yml: the rules of the standard's core that concern us, tried on its own samples

STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {
    f"standalone/{kind}" for kind in ("mobile", "iot", "desktop", "web", "backend", "other")
} | {"addon", "library", "configurationFiles"}
NEEDED = {
    "publiccodeYmlVersion": str,
    "name": str,
    "url": str,
    "platforms": list,
    "developmentStatus": str,
    "softwareType": str,
    "description": dict,
    "legal": dict,
    "maintenance": dict,
    "localisation": dict,
}


def publiccode_faults(content: Any) -> Iterator[str]:
    """What the standard would say against this publiccode.yml."""
    if not isinstance(content, dict):
        yield "not a mapping"
        return
    for key, kind in NEEDED.items():
        if not isinstance(content.get(key), kind) or not content[key]:
            yield f"{key} is missing or no {kind.__name__}"
    address = urlsplit(str(content.get("url")))
    if address.scheme not in ("http", "https", "git", "ssh") or not address.netloc:
        yield "url is none"
    if str(content.get("developmentStatus")) not in STATUSES:
        yield "developmentStatus is unknown"
    if str(content.get("softwareType")) not in TYPES:
        yield "softwareType is unknown"
    released = content.get("releaseDate", "2026-01-01")
    try:
        date.fromisoformat(str(released))
    except ValueError:
        yield "releaseDate is no date"
    descriptions = content.get("description")
    for language, text in descriptions.items() if isinstance(descriptions, dict) else ():
        if not re.fullmatch(r"[a-zA-Z]{2,3}(-[A-Za-z0-9]+)*", str(language)):
            yield f"{language} is no language"
        if not isinstance(text, dict):
            yield f"description of {language} is no mapping"
            continue
        if not 1 <= len(str(text.get("shortDescription") or "").strip()) <= 150:
            yield "shortDescription is missing or longer than 150"
        if not 150 <= len(str(text.get("longDescription") or "").strip()) <= 10000:
            yield "longDescription is not between 150 and 10000"
        if "features" in text and not text["features"]:
            yield "features are empty"
    legal, maintenance = content.get("legal") or {}, content.get("maintenance") or {}
    if not isinstance(legal, dict) or not isinstance(legal.get("license"), str):
        yield "licence is missing"
    if not isinstance(maintenance, dict):
        return
    if str(maintenance.get("type")) not in ("internal", "contract", "community", "none"):
        yield "maintenance type is unknown"
    contacts = maintenance.get("contacts") or []
    if maintenance.get("type") in ("internal", "community") and not contacts:
        yield "contacts are missing"
    if any(not contact.get("name") for contact in contacts if isinstance(contact, dict)):
        yield "a contact has no name"
    localisation = content.get("localisation")
    if isinstance(localisation, dict):
        if not isinstance(localisation.get("localisationReady"), bool):
            yield "localisationReady is missing"
        if not localisation.get("availableLanguages"):
            yield "availableLanguages are missing"


def test_publiccode_yml_tells_a_catalogue_what_this_is() -> None:
    content = YAML(typ="safe").load((ROOT / "publiccode.yml").read_text())
    assert list(publiccode_faults(content)) == []
    assert content["legal"]["license"] == PROJECT["license"] == "EUPL-1.2"
    assert set(content["description"]) == set(content["localisation"]["availableLanguages"])
    for text in content["description"].values():
        for screenshot in text.get("screenshots", []):
            assert (ROOT / screenshot).exists(), screenshot


def test_our_reading_of_the_publiccode_rules_agrees_with_their_samples(shared: Path) -> None:
    samples = shared / "data/conformance/publiccode/testdata/v0"
    for path in sorted((samples / "valid").glob("*.yml")):
        content = YAML(typ="safe").load(path.read_text())
        assert list(publiccode_faults(content)) == [], path.name
    refused = set()
    for path in sorted((samples / "invalid").glob("*.yml")):
        try:
            content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        except (YAMLError, UnicodeDecodeError):
            continue
        if list(publiccode_faults(content)):
            refused.add(path.stem)
    # Rules on keys that our file does not use are not ours to check.
    assert {
        "description_en_features_empty",
        "description_en_longDescription_too_short",
        "description_en_shortDescription_missing",
        "developmentStatus_invalid",
        "legal_license_missing",
        "localisation_availableLanguages_empty",
        "localisation_localisationReady_missing",
        "maintenance_contacts_missing_with_type_community",
        "maintenance_type_missing",
        "name_missing",
        "platforms_missing",
        "publiccodeYmlVersion_missing",
        "softwareType_invalid",
        "url_invalid",
        "url_missing",
    } <= refused


def test_publiccode_yml_uses_only_keys_and_categories_the_standard_knows(shared: Path) -> None:
    def keys(content: Any, path: str = "") -> set[str]:
        if isinstance(content, list):
            return set().union(*(keys(item, path) for item in content), set())
        if not isinstance(content, dict):
            return set()
        found = set()
        for key, value in content.items():
            here = f"{path}/{'*' if path == '/description' else key}"
            found |= {here} | keys(value, here)
        return found

    sample = shared / "data/conformance/publiccode/testdata/v0/valid/valid.yml"
    known = YAML(typ="safe").load(sample.read_text())
    ours = YAML(typ="safe").load((ROOT / "publiccode.yml").read_text())
    extra = {"/description/*/screenshots"}  # tried in the samples that need a network
    assert keys(ours) - keys(known) <= extra
    assert set(ours["categories"]) <= set(known["categories"])


# --- links, versions, places


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(paper: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", paper.read_text()):
        if not urlsplit(target).scheme:
            assert (paper.parent / target).exists(), f"{paper.name} links to {target}"


def test_both_readmes_say_the_same() -> None:
    def shape(name: str) -> tuple[list[str], list[str], list[str]]:
        text = (ROOT / name).read_text()
        commands = re.findall(r"python3 do\.py [a-z]+(?: --reset| match| definition check)?", text)
        links = re.findall(r"\]\(([^)]+)\)", text)
        headings = re.findall(r"(?m)^(#+) ", text)
        return commands, headings, [link for link in links if "README" not in link]

    english, dutch = shape("README.md"), shape("README.nl.md")
    assert english[0] == dutch[0]
    assert english[1] == dutch[1]
    assert [Path(link).suffix for link in english[2]] == [Path(link).suffix for link in dutch[2]]


def test_decisions_are_numbered_and_say_what_was_left() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    for number, path in enumerate(decisions, 1):
        assert path.name.startswith(f"{number:04d}-")
        text = path.read_text()
        assert text.startswith(f"# {number}. ")
        for heading in ("What we faced", "What we chose", "What follows", "What we left"):
            assert f"## {heading}\n" in text, path.name


def test_the_machine_runs_the_same_command_as_people() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line for line in lines if "do.py" in line] == ["exec python3 do.py test"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o100


def test_no_file_names_somebodys_machine_or_registry() -> None:
    # In pieces, so that this file does not find itself.
    places = ("/work" + "/main", "/ro" + "ot/", "registry" + ".npmjs", "files" + ".pythonhosted")
    forbidden = re.compile("|".join(map(re.escape, places)))
    for path in ROOT.rglob("*"):
        if NOT_OURS & set(path.relative_to(ROOT).parts) or not path.is_file():
            continue
        if any(
            part.startswith(".") and part != ".ci" for part in path.relative_to(ROOT).parts[:-1]
        ):
            continue  # caches of tools
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        assert not (found := forbidden.search(text)), f"{path}: {found and found[0]}"
