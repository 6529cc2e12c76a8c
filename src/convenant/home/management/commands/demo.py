"""`manage demo`: fill the platform with the demo agreement once, and say who can sign in."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from convenant.grievances.sealing import receipts
from convenant.home.demo.build import PRESET, build
from convenant.home.demo.cast import PASSWORD, PEOPLE, address_of
from convenant.home.demo.grievances import HANDLERS, RECEIPT, SECRET

DOES = {
    "Anna": "secretariat, and operator of this installation",
    "Bilal": "sourcing manager at Kleine Beer Kinderkleding",
    "Iris": "sourcing manager at Polder Outdoor, a competitor",
    "Chantal": "officer at Vakbond Draad (union)",
    "Daan": "Stichting Schone Naad (civil society)",
    "Eva": "independent monitor",
    "Farid": "complaints committee",
    "Greet": "ministry, a party",
    "Hugo": "government supervisor, no party",
    "Jamila": "a worker, without a role",
    "Leila": "complaints officer",
    "Omar": "complaints officer",
    "Maarten": "custodian of identities",
    "Noor": "mediator",
    "Petra": "complaints committee, for the companies",
    "Rosa": "chair of the complaints committee",
}


class Command(BaseCommand):
    """A second run changes nothing and prints the same people."""

    help = "Fill the platform with the invented demo agreement and print who can sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()

        def say(text: str) -> None:
            self.stdout.write(f"  {time.monotonic() - started:5.1f} s  {text}")
            self.stdout.flush()

        agreement = build(say)
        self.stdout.write(f"\n{agreement.title}: everyone and everything in it is invented.\n\n")
        for name in (*(one[0] for one in PEOPLE), *(one[0] for one in HANDLERS)):
            self.stdout.write(f"  {address_of(name):24} {DOES[name]}")
        self.stdout.write(f"\n  password for all: {PASSWORD}")
        self.stdout.write(f"  secret of every handler's key: {SECRET}")
        self.stdout.write(f"  receipt of a complainant: {receipts.shown(RECEIPT)}")
        self.stdout.write(f"  door: /{PRESET}/grievances/door/")
        self.stdout.write(f"  agreement: /{PRESET}/   public site list: /{PRESET}/public/")
