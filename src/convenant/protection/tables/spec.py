"""What the tables are and which rules protect them, as a file that a person can read (docs/protection.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from convenant.protection.tables.faults import BadInput, Fault
from convenant.protection.tables.hierarchy import Hierarchy, from_parents, read_tree


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)


class Dominance(_Strict):
    """The largest `n` contributors may not make up more than `percent` of a cell."""

    n: int = Field(ge=1, le=20)
    percent: float = Field(gt=0, lt=100)


class Request(_Strict):
    """Who asked to be guarded, where their figure is more than `percent` of a cell (passive confidentiality)."""

    contributors: list[str] = Field(min_length=1)
    percent: float = Field(gt=0, lt=100)


class Rules(_Strict):
    """What makes a cell tell too much by itself.

    `minimum`: it needs so many contributors. `p_percent`: nobody may work out another's figure within so many per cent
    of it (p%-rule). `dominance`: the (n, k)-rule. `interval`: how uncertain, in per cent of its value, a cell must stay that is unsafe
    by another rule than p%.
    """

    minimum: int | None = Field(default=None, ge=1, le=1000)
    p_percent: float | None = Field(default=None, gt=0, le=1000)
    dominance: Dominance | None = None
    request: Request | None = None
    interval: float = Field(default=10.0, gt=0, le=100)

    @model_validator(mode="after")
    def _some(self) -> "Rules":
        if self.only_request and self.request is None:
            raise ValueError("no rule is given")
        return self

    @property
    def only_request(self) -> bool:
        """Whether nobody is guarded but who asked."""
        return self.minimum is None and self.p_percent is None and self.dominance is None


class Dimension(_Strict):
    """Where a dimension's codes come from: a file, a map from code to the code above it, or just the total."""

    file: str | None = None
    parents: dict[str, str] | None = None
    total: str | None = None

    @model_validator(mode="after")
    def _one(self) -> "Dimension":
        if sum(one is not None for one in (self.file, self.parents, self.total)) != 1:
            raise ValueError("give one of file, parents and total")
        return self


class Given(_Strict):
    """The columns of a file of cells that say which are unsafe, and how uncertain they must stay."""

    unsafe: str
    needed: str


class File(_Strict):
    """A spec as it is written."""

    dimensions: dict[str, Dimension] = Field(min_length=1)
    tables: list[list[str]] = []
    contributor: str | None = None
    holding: str | None = None
    value: str
    rules: Rules
    safe: list[dict[str, str]] = []
    coalitions: list[list[str]] = []
    waivers: list[str] = []
    before: list[str] = []
    cells: Given | None = None


@dataclass(frozen=True)
class Spec:
    """The tables of one release.

    `tables` names the dimensions of each; what they share is one cell. `hierarchies` lacks the dimensions that are only a
    total and whatever codes the records have (`totals`). A cell at one of the places in `safe` is never unsafe by itself.
    Those of a coalition tell each other everything. Who waived it is not guarded. `before`: files of cells that are published already.
    `cells` where only these are there, and no records.
    """

    dimensions: tuple[str, ...]
    hierarchies: Mapping[str, Hierarchy]
    totals: Mapping[str, str]
    tables: tuple[tuple[str, ...], ...]
    value: str
    rules: Rules
    contributor: str | None = None
    holding: str | None = None
    safe: tuple[Mapping[str, str], ...] = field(default=())
    coalitions: tuple[tuple[str, ...], ...] = ()
    waivers: tuple[str, ...] = ()
    before: tuple[Path, ...] = ()
    cells: Given | None = None


def read_spec(path: Path) -> Spec:
    """The spec in a file; files it names lie beside it. Raises BadInput with every fault."""
    try:
        given = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as fault:
        said = " ".join(str(fault).split())[:300]
        raise BadInput(
            [Fault(str(path), f"The file cannot be read ({said}).", "Give a YAML file.")]
        ) from fault
    return spec_from(given, path.parent, str(path))


def spec_from(given: Any, beside: Path, where: str) -> Spec:
    """The spec in a mapping. Raises BadInput with every fault."""
    try:
        file = File.model_validate(given)
    except ValidationError as wrong:
        raise BadInput([_fault(where, one) for one in wrong.errors()]) from wrong
    faults: list[Fault] = []
    trees: dict[str, Hierarchy] = {}
    for name, one in file.dimensions.items():
        place = f"{where} dimensions.{name}"
        try:
            if one.file is not None:
                trees[name] = read_tree(name, beside / one.file)
            elif one.parents is not None:
                trees[name] = from_parents(name, one.parents, place)
        except BadInput as wrong:
            faults += wrong.faults
    names = tuple(file.dimensions)
    for number, table in enumerate(file.tables, 1):
        for name in table:
            if name not in names:
                said = f"“{name}” is no dimension."
                faults.append(
                    Fault(f"{where} tables[{number}]", said, f"Choose of {', '.join(names)}.")
                )
        if len(set(table)) != len(table) or not table:
            faults.append(
                Fault(
                    f"{where} tables[{number}]",
                    "A table names each of its dimensions once.",
                    "Name at least one.",
                )
            )
    for number, safe in enumerate(file.safe, 1):
        for name, code in safe.items():
            where_safe = f"{where} safe[{number}]"
            if name not in names:
                said = f"“{name}” is no dimension."
                faults.append(Fault(where_safe, said, f"Choose of {', '.join(names)}."))
            elif name in trees and code not in trees[name].codes:
                said = f"{name} has no code “{code}”."
                faults.append(Fault(where_safe, said, "Correct the code."))
    columns = [one for one in (file.contributor, file.holding, file.value) if one is not None]
    if len({*names, *columns}) != len(names) + len(columns):
        faults.append(Fault(where, "Two things are in one column.", "Give each its own column."))
    if faults:
        raise BadInput(faults)
    return Spec(
        names,
        trees,
        {name: one.total for name, one in file.dimensions.items() if one.total is not None},
        tuple(tuple(table) for table in file.tables) or (names,),
        file.value,
        file.rules,
        file.contributor,
        file.holding,
        tuple(file.safe),
        tuple(tuple(one) for one in file.coalitions),
        tuple(file.waivers),
        tuple(beside / one for one in file.before),
        file.cells,
    )


def _fault(where: str, one: Any) -> Fault:
    place = ".".join(str(step) for step in one["loc"])
    said = one["msg"].removeprefix("Value error, ").rstrip(".")
    return Fault(
        f"{where} {place}".strip(), f"{said[:1].upper()}{said[1:]}.", "See docs/protection.md."
    )
