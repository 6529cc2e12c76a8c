"""`convenant audit verify`: is the journal as it was written?"""

import os

import click

MEANING = {
    "changed": "was changed after it was written, or the one before it was",
    "missing": "is missing: a row was taken out",
    "inserted": "stands where another event already stood: a row was put in",
    "cut": "is missing: the end of the journal was cut off",
}


@click.group()
def audit() -> None:
    """The append-only journal."""


@audit.command()
@click.argument("slugs", nargs=-1, metavar="[AGREEMENT]…")
def verify(slugs: tuple[str, ...]) -> None:
    """Check the hash chain of every agreement's journal, or of those named; exit 1 at any break."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convenant.settings")
    import django
    from django.db import OperationalError, ProgrammingError

    django.setup()
    from convenant.base.journal import verify as breaks_in
    from convenant.base.models import Agreement, Event
    from convenant.base.walls import within

    try:
        agreements = list(
            Agreement.objects.filter(slug__in=slugs) if slugs else Agreement.objects.all()
        )
    except (OperationalError, ProgrammingError) as fault:
        raise click.ClickException(
            f"The database has no agreements yet ({fault}). Set DATABASE_URL, or run the migrations."
        ) from fault
    if unknown := set(slugs) - {agreement.slug for agreement in agreements}:
        raise click.ClickException(f"No agreement at {', '.join(sorted(unknown))}.")
    broken = 0
    for agreement in agreements:
        with within(agreement):
            breaks = list(breaks_in(agreement))
            last = Event.objects.order_by("-number").first()
            click.echo(
                f"{agreement.slug}: {Event.objects.count()} events, "
                + ("the chain holds" if not breaks else f"{len(breaks)} breaks")
                + (f"; the last is {last.number}, {last.hash}" if last else "")
            )
            for one in breaks:
                click.echo(f"  event {one.number} {MEANING[one.kind]}")
            broken += len(breaks)
    if broken:
        raise SystemExit(1)
