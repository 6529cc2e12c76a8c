"""`convenant protect …`: which cells of a table tell too much, and whether a release holds."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from convenant.protection.checker import Checked, Doubt, check
from convenant.protection.tables import (
    BadInput,
    Breach,
    Cells,
    Primary,
    Spec,
    audit,
    cells_of,
    make,
    primary,
    read_pattern,
    read_records,
    read_spec,
    summary,
    write_pattern,
)
from convenant.protection.tables.aggregates import read_cells
from convenant.protection.tables.certificate import (
    as_written,
    certificate,
    tables_said,
    write_certificate,
)
from convenant.protection.tables.frozen import forced, read_frozen
from convenant.protection.tables.making import price_of
from convenant.protection.tables.planning import BEARABLE, plan

UNSAFE, BAD_INPUT = 1, 2
SHOWN = 20
MOST_EXACT = 1_000  # cells
T = TypeVar("T")
_path = click.Path(path_type=Path, dir_okay=False)


class _WithDefault(click.Group):
    """What is no command of ours is a file of records, and a release is made of it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_WithDefault)
def protect() -> None:
    """Tables of confidential figures that give nobody away.

    `convenant protect MICRO.csv --spec SPEC.yaml --out DIR` makes a release (it is short for `protect make …`); the other
    commands say what tells too much, and whether a release holds.
    """


def _who(command: Callable[..., None]) -> Callable[..., None]:
    command = click.option(
        "--against",
        type=click.Choice(["outside", "members"]),
        default="members",
        show_default=True,
        help="Who is tried: an outsider, or every single contributor as well.",
    )(command)
    return click.option(
        "--coalition",
        "coalitions",
        multiple=True,
        help="Contributors who tell each other, besides those of the spec: A,B",
    )(command)


@protect.command("make")
@click.argument("micro", type=_path)
@click.option("--spec", "spec_file", type=_path, required=True, help="The tables and their rules.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder for protected.csv, certificate.json and summary.txt.",
)
@click.option(
    "--exact/--fast",
    "exact",
    default=False,
    help=f"The cheapest pattern, up to {MOST_EXACT} cells; or a good one quickly (usual).",
)
@click.option(
    "--cost",
    type=click.Choice(["cells", "value"]),
    default="cells",
    show_default=True,
    help="What is to be blanked least: cells, or what stands in them.",
)
@_who
def make_command(
    micro: Path,
    spec_file: Path,
    out: Path,
    exact: bool,
    cost: str,
    against: str,
    coalitions: tuple[str, ...],
) -> None:
    """Make a release in which nobody who is tried works out what must stay secret."""
    spec, cells, found = _tables(micro, spec_file)
    rows = _coalitions(spec, cells, coalitions)
    frozen = _read(lambda: read_frozen(spec.before, cells))
    members = against == "members"
    if exact and len(cells.places) > MOST_EXACT:
        _stop(f"--exact: {len(cells.places)} cells are too many for it. Take --fast.")
    made = make(
        spec,
        cells,
        found,
        members=members,
        coalitions=rows,
        frozen=frozen,
        price=price_of(cells, cost),
        exact=exact,
    )
    if made.impossible:
        click.echo("No release was made: what was published before gives these away.")
        for breach in forced(spec, cells, found, made, frozen)[:SHOWN]:
            _tell(cells, breach)
        sys.exit(UNSAFE)
    out.mkdir(parents=True, exist_ok=True)
    release = out / "protected.csv"
    _read(lambda: write_pattern(release, cells, made.statuses, cells.digits))
    proof = certificate(
        spec, cells, made, micro=micro, release=release, members=members, coalitions=rows
    )
    write_certificate(out / "certificate.json", proof)
    _verified(out / "certificate.json", release, micro)
    said = summary(cells, found, made, against, rows)
    (out / "summary.txt").write_text(said, "utf-8")
    click.echo(said, nl=False)


@protect.command("cells")
@click.argument("micro", type=_path)
@click.option("--spec", "spec_file", type=_path, required=True, help="The tables and their rules.")
def cells_command(micro: Path, spec_file: Path) -> None:
    """List the cells of the tables that tell too much by themselves, and by which rule."""
    spec, cells, found = _tables(micro, spec_file)
    for cell in map(int, found.unsafe.nonzero()[0]):
        click.echo(
            f"{cells.name(cell)}: {cells.counts[cell]} contributors, unsafe by {', '.join(found.why[cell])}"
        )
    click.echo(f"{len(cells.places)} cells, {int(found.unsafe.sum())} unsafe by themselves.")


@protect.command("plan")
@click.argument("micro", type=_path)
@click.option("--spec", "spec_file", type=_path, required=True, help="The tables and their rules.")
@click.option(
    "--bearable",
    type=click.FloatRange(0, 100),
    default=100 * BEARABLE,
    show_default=True,
    help="How much, in % of the cells, may tell too much.",
)
def plan_command(micro: Path, spec_file: Path, bearable: float) -> None:
    """Propose levels to merge, or tables to split, before cells are blanked, with what each step hides."""
    spec = _read(lambda: read_spec(spec_file))
    records = _read(lambda: read_records(micro, spec))
    for choice in _read(lambda: plan(spec, records, bearable / 100)):
        said = f"Then {choice.steps[-1]}" if choice.steps else "As it is"
        hides = f" In all {choice.hides} codes are no longer told apart." if choice.hides else ""
        click.echo(
            f"{said}: {choice.cells} cells, {choice.unsafe} unsafe ({100 * choice.share:.0f} %).{hides}"
        )


@protect.command("verify")
@click.argument("proof", metavar="CERTIFICATE", type=_path)
@click.option("--release", type=_path, required=True, help="The protected.csv it belongs to.")
@click.option("--micro", type=_path, required=True, help="The records it was made from.")
@click.option("--spec", "spec_file", type=_path, help="The spec it should be for.")
def verify_command(proof: Path, release: Path, micro: Path, spec_file: Path | None) -> None:
    """Check a certificate in exact arithmetic, without a solver; exit code 0 only where it proves the release."""
    found = _verified(proof, release, micro)
    if spec_file is not None:
        spec, cells, _found = _tables(micro, spec_file)
        if json.loads(proof.read_text("utf-8"))["tables"] != as_written(tables_said(spec, cells)):
            click.echo("The certificate is for other tables or rules than the spec's.")
            sys.exit(UNSAFE)
    click.echo(
        f"Proven: {found.unsafe} unsafe cells against {found.attackers} attackers, by {found.witnesses} witnesses."
    )


def _verified(proof: Path, release: Path, micro: Path) -> Checked:
    try:
        return check(proof, release, micro)
    except Doubt as doubt:
        click.echo(f"The certificate proves nothing: {doubt}")
        sys.exit(UNSAFE)


@protect.command("audit")
@click.argument("protected", type=_path)
@click.option("--micro", type=_path, required=True, help="The records it was made from.")
@click.option("--spec", "spec_file", type=_path, required=True, help="The tables and their rules.")
@_who
def audit_command(
    protected: Path, micro: Path, spec_file: Path, against: str, coalitions: tuple[str, ...]
) -> None:
    """Try every attacker on a release; exit code 0 only where none learns what they must not."""
    spec, cells, found = _tables(micro, spec_file)
    pattern = _read(lambda: read_pattern(protected, cells))
    rows = _coalitions(spec, cells, coalitions)
    result = audit(spec, cells, found, pattern, members=against == "members", coalitions=rows)
    click.echo(
        f"{len(cells.places)} cells, {result.secrets} unsafe by themselves, {int(pattern.hidden.sum())} blank. "
        f"{result.attackers} attackers tried."
    )
    if result.safe:
        click.echo("Nobody who was tried can work out what must stay secret.")
        return
    click.echo(f"{result.broken_cells} cells can be worked out. The release must not leave.")
    for breach in result.breaches[:SHOWN]:
        _tell(cells, breach)
    if len(result.breaches) > SHOWN:
        click.echo(f"… and {len(result.breaches) - SHOWN} more.")
    sys.exit(UNSAFE)


def _tell(cells: Cells, breach: Breach) -> None:
    name = cells.name(breach.cell)
    if breach.published:
        click.echo(f"- {name} is published, and tells too much by itself.")
        return
    value = float(cells.values[breach.cell])
    exact = breach.high - breach.low <= 1e-6 * max(1.0, value)
    knows = (
        f"is exactly {value:.12g}"
        if exact
        else (f"lies between {breach.low:.12g} and {breach.high:.12g} (it is {value:.12g})")
    )
    click.echo(
        f"- {breach.attacker.name(cells)} knows that {name} {knows}; it had to stay open by {breach.needed:.6g}. From:"
    )
    for number in breach.equations:
        click.echo(f"    {cells.equation(number)}")


def _tables(micro: Path, spec_file: Path) -> tuple[Spec, Cells, Primary]:
    spec = _read(lambda: read_spec(spec_file))
    if spec.cells is not None:
        return spec, *_read(lambda: read_cells(micro, spec))
    cells = cells_of(spec, _read(lambda: read_records(micro, spec)))
    return spec, cells, _read(lambda: primary(spec, cells))


def _coalitions(spec: Spec, cells: Cells, given: tuple[str, ...]) -> list[tuple[int, ...]]:
    """Those of the spec and those that are asked for, as rows of `members`."""
    known = {name: row for row, name in enumerate(cells.members)}
    rows = []
    for names in [*spec.coalitions, *(one.split(",") for one in given)]:
        wanted = [name.strip() for name in names]
        for name in wanted:
            if name not in known:
                _stop(
                    f"A coalition: nobody called “{name}” contributed. Write the names as the records have them."
                )
        rows.append(tuple(known[name] for name in wanted))
    return rows


def _read(does: Callable[[], T]) -> T:
    try:
        return does()
    except BadInput as wrong:
        _stop("\n".join(map(str, wrong.faults)))


def _stop(said: Any) -> NoReturn:
    click.echo(said, err=True)
    sys.exit(BAD_INPUT)
