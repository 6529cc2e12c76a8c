"""`convenant match`: lists of sites in, shared sites out; or pairs in, scores out. No database."""

from __future__ import annotations

import csv
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from convenant.locations.matching.cleaning import clean
from convenant.locations.matching.engine import match as match_rows
from convenant.locations.matching.engine import no_hunt_for_cycles
from convenant.locations.matching.explaining import Beside, evidence, told
from convenant.locations.matching.explaining import explain as explain_row
from convenant.locations.matching.lists import (
    ReadList,
    UnreadableList,
    named_apart,
    read_list,
)
from convenant.locations.matching.model import MODEL_VERSION
from convenant.locations.matching.on_cores import cores_here, shared_out
from convenant.locations.matching.pairs_file import (
    Pairs,
    UnusablePairs,
    answered,
    pair_of,
    read_pairs,
)
from convenant.locations.matching.records import Link, Record
from convenant.locations.matching.scoring import score

LINK_COLUMNS = ("list", "row", "site_id", "score", "decision", "candidate_site_id", "reason")
SITE_COLUMNS = ("site_id", "name", "address", "country", "lat", "lng", "rows", "lists")
STEPS = {
    "clean": "Cleaning rows",
    "candidates": "Finding candidates",
    "compare": "Comparing",
    "decide": "Deciding",
}


@click.command()
@click.argument("lists", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder for links.csv and sites.csv; with --pairs the file to write.",
)
@click.option(
    "--pairs",
    type=click.Path(path_type=Path),
    help="Score the pairs of this CSV file instead of matching lists.",
)
@click.option(
    "--explain",
    metavar="ROW",
    help="Also tell everything that was weighed about one row: LIST:ROW, or the row's number where "
    "there is one list or with --pairs.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "nl"]),
    default="en",
    show_default=True,
    help="Language of the reasons.",
)
@click.pass_context
def match(
    context: click.Context,
    lists: tuple[Path, ...],
    out: Path,
    pairs: Path | None,
    explain: str | None,
    language: str,
) -> None:
    """Say which rows of LISTS (CSV, XLSX, XLS, ODS) are the same production site.

    Writes links.csv (a line per row: the site, a score, same / review / new / rejected, and the
    reason) and sites.csv (a line per site) into the folder --out. With --pairs, adds the columns
    probability and decision (same / review / different) to a CSV file with name_a, address_a,
    country_a, name_b, address_b and country_b.
    """
    if pairs and lists:
        raise click.UsageError("Give either LISTS or --pairs, not both.")
    if pairs:
        _match_pairs(pairs, out, explain, language)
    elif lists:
        with no_hunt_for_cycles():
            code = _match_lists(lists, out, explain, language)
        context.exit(code)
    else:
        raise click.UsageError("Give the files of one or more lists, or --pairs.")


# ---------------------------------------------------------------------------------------- pairs


def _match_pairs(source: Path, out: Path, explain: str | None, language: str) -> None:
    try:
        pairs = read_pairs(source)
    except UnusablePairs as problem:
        raise click.ClickException(str(problem)) from None
    for warning in pairs.warnings:
        click.echo(warning, err=True)
    explained = _explained_pair(pairs, explain, source, language)
    names = [name.strip().lower() for name in pairs.header]
    found: Counter[str] = Counter()
    with _bar() as bar, _written(out) as file:
        task = bar.add_task("Scoring pairs", total=max(1, len(pairs.rows)))
        writer = csv.writer(file)
        batches = answered(pairs)
        header = next(batches)[0]
        writer.writerow(header)
        at = header.index("decision") if "decision" not in names else names.index("decision")
        for batch in batches:
            writer.writerows(batch)
            found.update(row[at] for row in batch)
            bar.advance(task, len(batch))
        bar.update(task, completed=max(1, len(pairs.rows)))
    counts = ", ".join(f"{found[d]} {d}" for d in ("same", "review", "different"))
    click.echo(f"{len(pairs.rows)} pairs: {counts}. Written to {out}.")
    for line in explained:
        click.echo(line)


def _explained_pair(pairs: Pairs, row: str | None, source: Path, language: str) -> Iterable[str]:
    if row is None:
        return []
    if not row.isdecimal() or not 1 <= int(row) <= len(pairs.rows):
        raise click.ClickException(
            f"--explain {row}: {source} has the rows 1 to {len(pairs.rows)}; give one of these."
        )
    a, b = pair_of(pairs, int(row))
    own, other = clean(a), clean(b)
    beside = Beside(b, score(own, other), evidence(own, other, language))
    return ["", *told(own, [beside], language)]


# ---------------------------------------------------------------------------------------- lists


def _match_lists(paths: Sequence[Path], out: Path, explained: str | None, language: str) -> int:
    """Writes the two files; returns the exit code: 1 where a list could not be read."""
    _make_folder(out)
    named, said = named_apart(paths)
    for sentence in said:
        click.echo(sentence, err=True)
    failed = False
    read: list[ReadList] = []
    with _bar() as bar:
        reading = bar.add_task("Reading lists", total=len(named))
        for one in _read(named, language):
            if isinstance(one, UnreadableList):
                failed = True
                click.echo(str(one), err=True)
            else:
                read.append(one)
            bar.advance(reading)
        if not read:
            raise click.ClickException("None of the lists could be read; nothing was written.")
        key = _explained_key(read, explained)
        tasks = {step: bar.add_task(said, total=1.0, start=False) for step, said in STEPS.items()}

        def progress(step: str, done: float) -> None:
            bar.start_task(tasks[step])
            bar.update(tasks[step], completed=done)

        records = [record for one in read for record in one.records]
        links = match_rows(records, progress=progress, cores=cores_here())
        for task in tasks.values():
            bar.update(task, completed=1.0)
    by_key = {link.key: link for link in links}
    with _written(out / "links.csv") as file:
        writer = csv.writer(file)
        writer.writerow(LINK_COLUMNS)
        for one in read:
            writer.writerows(_link_lines(one, by_key, language))
    with _written(out / "sites.csv") as file:
        writer = csv.writer(file)
        writer.writerow(SITE_COLUMNS)
        writer.writerows(_site_lines(read, by_key))
    _summary(read, by_key, out)
    if key:
        click.echo()
        for line in told(*explain_row(records, key, language), language):
            click.echo(line)
    return 1 if failed else 0


def _read(named: list[tuple[str, Path]], language: str) -> Iterator[ReadList | UnreadableList]:
    """Each list in the order given, or why it could not be read."""

    def work(n: int) -> ReadList | UnreadableList:
        try:
            return read_list(*named[n], language)
        except UnreadableList as problem:
            return problem

    # What is loaded to read the first one is there for the helpers that read the others.
    yield work(0)
    yield from shared_out(lambda n: work(n + 1), len(named) - 1, cores_here())


def _explained_key(read: Sequence[ReadList], row: str | None) -> str | None:
    """The key of the row to explain; said before the work where there is no such row."""
    if row is None:
        return None
    key = f"{read[0].name}:{row}" if row.isdecimal() and len(read) == 1 else row
    name, _, number = key.rpartition(":")
    one = next((one for one in read if one.name == name), None)
    if one is None:
        names = ", ".join(one.name for one in read)
        raise click.ClickException(
            f"--explain {row}: give LIST:ROW, with one of these lists: {names}."
        )
    if key in one.row_of_key:
        return key
    if bad := next((bad for bad in one.rejected if str(bad.row) == number), None):
        raise click.ClickException(f"--explain {row}: that row was rejected: {bad.reason('en')}.")
    raise click.ClickException(f"--explain {row}: the list {name} has no such row with data.")


def _link_lines(
    one: ReadList, links: dict[str, Link], language: str
) -> Iterable[tuple[object, ...]]:
    """A line per row of the list, in the order of its rows, the rejected ones included."""
    lines: list[tuple[object, ...]] = []
    for record in one.records:
        link = links[record.key]
        reason = "; ".join(r.sentence(language) for r in link.reasons)
        lines.append(
            (
                one.name,
                one.row_of_key[record.key],
                link.site_id,
                f"{link.score:.6f}",
                link.decision,
                link.candidate_site_id or "",
                reason,
            )
        )
    for bad in one.rejected:
        lines.append((one.name, bad.row, "", "", "rejected", "", bad.reason(language)))
    return sorted(lines, key=lambda line: line[1])  # type: ignore[arg-type, return-value]


def _site_lines(read: Sequence[ReadList], links: dict[str, Link]) -> Iterable[tuple[object, ...]]:
    """A line per site, said in the words of the row that founded it."""
    members: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for one in read:
        for record in one.records:
            members[links[record.key].site_id].append((one.name, record))
    for site_id in sorted(members):
        rows = members[site_id]
        founder = next(r for _, r in rows if links[r.key].decision != "same")
        placed = next(
            (
                r
                for r in [founder, *(r for _, r in rows)]
                if r.lat is not None and r.lng is not None
            ),
            founder,
        )
        yield (
            site_id,
            founder.name,
            founder.address,
            founder.country,
            "" if placed.lat is None else placed.lat,
            "" if placed.lng is None else placed.lng,
            len(rows),
            ";".join(sorted({name for name, _ in rows})),
        )


def _summary(read: Sequence[ReadList], links: dict[str, Link], out: Path) -> None:
    table = Table(title=f"Matched with model {MODEL_VERSION}")
    table.add_column("List")
    for column in ("Rows", "Same", "Review", "New", "Rejected"):
        table.add_column(column, justify="right")
    total: Counter[str] = Counter()
    lists_of: dict[str, set[str]] = defaultdict(set)
    for one in read:
        counts = Counter(links[r.key].decision for r in one.records)
        for record in one.records:
            lists_of[links[record.key].site_id].add(one.name)
        rejected = len(one.rejected)
        numbers = (
            len(one.records) + rejected,
            counts["same"],
            counts["review"],
            counts["new"],
            rejected,
        )
        total.update(dict(zip(("rows", "same", "review", "new", "rejected"), numbers, strict=True)))
        table.add_row(one.name, *(f"{n:,}" for n in numbers))
    table.add_section()
    table.add_row("All", *(f"{total[c]:,}" for c in ("rows", "same", "review", "new", "rejected")))
    console = Console()
    console.print(table)
    shared = sum(len(names) > 1 for names in lists_of.values())
    console.print(
        f"{len(lists_of):,} sites, {shared:,} of them on more than one list. "
        f"Written to {out / 'links.csv'} and {out / 'sites.csv'}.",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


# ----------------------------------------------------------------------------------------- files


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )


def _make_folder(out: Path) -> None:
    """The folder is there and can be written in; said before the work, not after it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except FileExistsError:
        raise click.ClickException(f"{out}: is a file; --out must name a folder.") from None
    except OSError as error:
        raise click.ClickException(f"{out}: cannot be written ({error.strerror}).") from None


@contextmanager
def _written(path: Path) -> Iterator:
    """A file that is there whole or not at all."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            yield file
        os.replace(temporary, path)
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written ({error.strerror}).") from None
    finally:
        temporary.unlink(missing_ok=True)
