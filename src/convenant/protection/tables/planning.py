"""Before anything is blanked: which levels to merge, or which tables to publish instead, until what is unsafe is bearable.

Each choice says what it hides. Only the rules are applied, which is quick; how much more is blank in the end is for `make` to say.
"""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from convenant.protection.tables.cells import Cells, cells_of
from convenant.protection.tables.hierarchy import Hierarchy
from convenant.protection.tables.primary import primary
from convenant.protection.tables.records import Records
from convenant.protection.tables.spec import Spec

BEARABLE = 0.2  # of the cells that tell too much
MOST_STEPS = 12


@dataclass(frozen=True)
class Choice:
    """Other tables of the same records. `steps`: what was done, in words; `unsafe` of `cells` tell too much; `hides`: codes no longer told apart."""

    spec: Spec
    records: Records
    steps: tuple[str, ...]
    cells: int
    unsafe: int
    hides: int

    @property
    def share(self) -> float:
        """Which part of the cells tells too much."""
        return self.unsafe / max(1, self.cells)


def plan(spec: Spec, records: Records, bearable: float = BEARABLE) -> list[Choice]:
    """As they are, then one step at a time the one after which the most cells can be told safely, until little enough is unsafe."""
    cells = cells_of(spec, records)
    spec = replace(spec, hierarchies=cells.hierarchies)
    found = [_choice(spec, records, (), 0)]
    while found[-1].share > bearable and len(found) <= MOST_STEPS:
        steps = _steps(found[-1])
        if not steps:
            break
        found.append(max(steps, key=lambda one: (one.cells - one.unsafe, -one.unsafe, one.steps)))
    return found


def _steps(now: Choice) -> list[Choice]:
    """Every single step from here: the finest level of a dimension merged into the one above; a table of many dimensions split into its pairs."""
    choices = []
    for name, tree in now.spec.hierarchies.items():
        merged = merge_finest(tree)
        if merged is None:
            continue
        trees = {**now.spec.hierarchies, name: merged}
        at = now.spec.dimensions.index(name)
        places = tuple(
            (*place[:at], _kept(tree, merged, place[at]), *place[at + 1 :])
            for place in now.records.places
        )
        gone = len(tree.codes) - len(merged.codes)
        spec = replace(now.spec, hierarchies=trees)
        said = f"merge the finest {gone} codes of {name} into those above"
        choices.append(
            _choice(spec, replace(now.records, places=places), (*now.steps, said), now.hides + gone)
        )
    for table in now.spec.tables:
        if len(table) > 2:
            pairs = tuple(combinations(table, len(table) - 1))
            rest = tuple(one for one in now.spec.tables if one != table)
            spec = replace(now.spec, tables=tuple(dict.fromkeys((*rest, *pairs))))
            said = f"publish {len(pairs)} tables of {len(table) - 1} dimensions instead of {' × '.join(table)}"
            choices.append(_choice(spec, now.records, (*now.steps, said), now.hides))
    return choices


def _choice(spec: Spec, records: Records, steps: tuple[str, ...], hides: int) -> Choice:
    cells: Cells = cells_of(spec, records)
    unsafe = int(np.count_nonzero(primary(spec, cells).unsafe))
    return Choice(spec, records, steps, len(cells.places), unsafe, hides)


def merge_finest(tree: Hierarchy) -> Hierarchy | None:
    """The tree without its deepest level; None where only the total would be left."""
    depth = {tree.total: 0}
    for code in tree.codes[1:]:
        depth[code] = depth[tree.parent[code]] + 1
    deepest = max(depth.values())
    if deepest < 2:
        return None
    children = {code: below for code, below in tree.children.items() if depth[below[0]] < deepest}
    for code in [one for one in tree.children if depth[one] == deepest - 1]:
        children.pop(code, None)
    return Hierarchy(tree.name, tree.total, children)


def _kept(tree: Hierarchy, merged: Hierarchy, code: str) -> str:
    known = set(merged.codes)
    while code not in known:
        code = tree.parent[code]
    return code
