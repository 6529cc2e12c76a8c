"""`manage due`: what the calendar asks for today; run it daily from a timer."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from convenant.base.actors import SYSTEM
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.grievances.actions.calls import sweep_files, what_is_due
from convenant.people.queries import every_agreement
from convenant.publishing import queries
from convenant.publishing.actions import publish


class Command(BaseCommand):
    """Publishes yearly editions, calls where terms of cases end, mails notices; a second run does nothing."""

    help = "Do what is due today: publish yearly editions of the public site list, call where terms of cases end, mail notices."

    def handle(self, *args: Any, **options: Any) -> None:
        if gone := sweep_files(every_agreement()):
            self.stdout.write(f"{gone} sealed files that belong to no case were taken away")
        for agreement in every_agreement():
            with within(agreement):
                clocks, notices = what_is_due(by=SYSTEM)
                if clocks or notices:
                    self.stdout.write(
                        f"{agreement.slug}: {clocks} terms of cases call, {notices} notices mailed"
                    )
                day = queries.due(date.today())
                if day is None:
                    self.stdout.write(f"{agreement.slug}: nothing is due")
                    continue
                try:
                    made = publish(by=SYSTEM)
                except Refused as refusal:
                    self.stdout.write(
                        f"{agreement.slug}: due since {day}, not published. {refusal.sentence}"
                    )
                    continue
                self.stdout.write(
                    f"{agreement.slug}: edition {made.number}, due {day}, with {made.site_count} sites"
                )
