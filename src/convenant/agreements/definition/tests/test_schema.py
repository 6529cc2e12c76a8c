"""An editor gets a schema that knows every key of a definition."""

import json
import subprocess
import sys

from convenant.agreements.definition import Definition, schema
from convenant.agreements.definition.shape import all_parts, fields_of


def test_the_schema_has_every_key_described_in_both_languages():
    found = schema()
    json.dumps(found)
    for part in all_parts(Definition):
        described = found if part is Definition else found["$defs"][part.__name__]
        assert set(described["properties"]) == set(fields_of(part))
        assert described["additionalProperties"] is False
        assert all(value["description"] for value in described["properties"].values())
    assert found["properties"]["bodies"]["description"] == "bodies · organen"
    assert found["required"] == ["slug", "title", "languages", "sector", "sides"]


def test_a_notebook_needs_no_web_framework_to_read_a_definition():
    code = (
        "import sys, convenant.agreements.definition.command as c; print('django' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


def test_choices_days_and_bounds_are_in_the_schema():
    parts = schema()["$defs"]
    assert parts["Side"]["properties"]["kind"]["enum"][0] == "companies"
    assert parts["PassMark"]["properties"]["percent"]["maximum"] == 100
    start = parts["Term"]["properties"]["start"]["anyOf"][0]
    assert start == {"type": "string", "format": "date"}
    assert list(parts["Text"]["patternProperties"]) == ["^[a-z]{2,3}$"]
