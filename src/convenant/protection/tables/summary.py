"""What a release shows and hides, in sentences for those who sign it."""

from collections.abc import Sequence

from convenant.protection.tables.cells import Cells
from convenant.protection.tables.making import Made
from convenant.protection.tables.pattern import Status
from convenant.protection.tables.primary import Primary


def summary(
    cells: Cells,
    found: Primary,
    made: Made,
    against: str,
    coalitions: Sequence[tuple[int, ...]] = (),
) -> str:
    """How many cells and how much of the figures are blank, why, and against whom that holds."""
    many = {
        status: [at for at, one in enumerate(made.statuses) if one == status] for status in Status
    }
    total = max(float(cells.values.sum()), 1e-300)
    blank = many[Status.PRIMARY] + many[Status.SECONDARY]
    rules = sorted({rule for why in found.why for rule in why})
    lines = [
        f"{len(cells.places)} cells: {len(many[Status.PUBLISHED])} published, {len(many[Status.PRIMARY])} blank because "
        f"they tell too much, {len(many[Status.SECONDARY])} blank so that none of these can be worked out.",
        f"The blanks hold {100 * float(cells.values[blank].sum()) / total:.1f} % of all figures in the tables.",
    ]
    lines += [f"Unsafe by {rule}: {sum(rule in why for why in found.why)} cells." for rule in rules]
    who = "an outsider" if against == "outside" else "an outsider and every single contributor"
    for rows in coalitions:
        who += f", and {' and '.join(cells.members[one] for one in rows)} together"
    lines.append(f"Holds against {who}, proven by {len(made.witnesses)} tables that agree with it.")
    if made.optimum is not None:
        gap = made.optimum.gap
        lines.append(
            "No pattern that holds blanks less."
            if gap == 0
            else f"No pattern that holds blanks less by more than {100 * gap:.1f} % (work limit reached)."
        )
    return "\n".join(lines) + "\n"
