"""The door is open in the demo: people with keys, places elsewhere, and cases from yesterday to a year old."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from convenant.agreements.actions import seat
from convenant.base.actors import SYSTEM, Actor
from convenant.grievances import sealing
from convenant.grievances.actions import (
    coming_back,
    door,
    intake,
    keys,
    moving,
    offers,
    public,
    remedies,
    rooms,
    routing,
    safety,
)
from convenant.grievances.models import Case, Room
from convenant.grievances.queries.opened import (
    OpenedKey,
    Returned,
    as_if,
    room_of,
)
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.queries.routing import notices_of
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.sealing import receipts
from convenant.home.demo.cast import address_of
from convenant.locations.models import Site
from convenant.people.actions import assign_role
from convenant.people.models import Kind, Organisation, Person
from convenant.people.queries import actor_for

SECRET = "four brown cows sing"  # noqa: S105 -- of every key in the demo, printed at its start
# On paper in the pocket of somebody invented: the case in which the companies and the complainant talk.
RECEIPT = "1980320130042442011006300"
# first name, roles, language; Farid of the cast sits in the committee for the unions
HANDLERS = (
    ("Leila", (Kind.OFFICER,), "nl"),
    ("Omar", (Kind.OFFICER,), "en"),
    ("Maarten", (Kind.CUSTODIAN,), "nl"),
    ("Noor", (Kind.MEDIATOR,), "nl"),
    ("Petra", (Kind.COMMITTEE,), "nl"),
    ("Rosa", (Kind.CHAIR, Kind.COMMITTEE), "nl"),
)
BODY = "complaints_committee"
LATE = (
    "আমরা তিন মাস ধরে ওভারটাইমের টাকা পাইনি। যারা জিজ্ঞেস করে তাদের কাজ থেকে বের করে দেওয়ার ভয় দেখানো হয়। "
    "(এটি ডেমোর জন্য বানানো।)"
)

Say = Callable[[str], None]


@dataclass
class Desk:
    """Who handles cases in the demo, with their keys open."""

    people: dict[str, Person]
    keys: dict[str, OpenedKey]

    def by(self, name: str) -> Actor:
        return actor_for(self.people[name])


def open_door(
    people: dict[str, Person],
    organisations: dict[str, Organisation],
    sites: list[Site],
    say: Say,
) -> None:
    """Handlers join, make keys and open the door; six cases come in, each in another stage."""
    say("opening the door for complaints, with six cases")
    now = timezone.localdate()
    with as_if(now - timedelta(days=300)):
        desk = open_desk(people, now - timedelta(days=300))
    public.take_over_places(by=desk.by("Anna"))
    firms = [organisations["Kleine Beer Kinderkleding"], organisations["Polder Outdoor"]]
    _remedied(desk, firms, sites[0], now)
    _talking(desk, sites[-1], now)
    _not_admissible(desk, firms[1], now)
    _withdrawn(now)
    _known_only(desk, now)
    with as_if(now - timedelta(days=1)):
        _comes_in({"what": LATE, "afraid": "yes"}, language="bn")


def open_desk(people: dict[str, Person], since: date | None = None) -> Desk:
    """Handlers join, take their seats, make keys and open the door."""
    since = since or timezone.localdate()
    everyone = dict(people)
    for name, kinds, language in HANDLERS:
        person = Person.objects.create_user(
            address_of(name), people["Anna"].password, name=name, language=language
        )
        person.password = people["Anna"].password  # the same for everybody in the demo
        person.save(update_fields=["password"])
        everyone[name] = person
        for kind in kinds:
            assign_role(person, kind, by=SYSTEM, since=since)
    seat(everyone["Rosa"], by=SYSTEM, body=BODY, since=since)
    seat(everyone["Petra"], by=SYSTEM, body=BODY, side="companies", since=since)
    seat(everyone["Farid"], by=SYSTEM, body=BODY, side="unions", since=since)
    desk = Desk(everyone, {})
    for name in ("Leila", "Omar", "Maarten", "Noor", "Petra", "Rosa", "Farid"):
        pair = sealing.new_pair()
        holder = keys.make_key(
            by=desk.by(name),
            public=pair.public,
            private=pair.private,
            wrapped=sealing.wrap(pair.private, SECRET),
        )
        desk.keys[name] = OpenedKey(holder, pair.private)
    circle = [desk.keys[name].holder for name in ("Leila", "Omar", "Rosa")]
    keys.name_circle(circle, procedure().recovery_needed, by=desk.by("Anna"))
    door.open_the_door(by=desk.by("Anna"))
    return desk


def _comes_in(
    words: dict[str, Any],
    name: dict[str, Any] | None = None,
    *,
    receipt: str = "",
    kind: str = Case.Kind.COMPLAINT,
    behalf: str = Case.Behalf.SELF,
    language: str = "en",
) -> Returned:
    """A case at the door; its complainant keeps the receipt."""
    receipt = receipt or receipts.new()
    readers = intake.recipients()
    envelope = sealing.seal_intake(
        receipt, {"case": words, "identity": name}, readers["handlers"], readers["custodians"]
    )
    told = intake.Intake(
        kind=kind,
        openness=Case.Openness.CONFIDENTIAL if name else Case.Openness.ANONYMOUS,
        behalf=behalf,
        language=language,
        sealed_by=Case.SealedBy.SERVER,
    )
    case = intake.receive(envelope, told, by=COMPLAINANT).case
    return Returned(case, sealing.unwrap(case.complainant["wrapped"], receipt))


def _on(day: date, case: Case, to: str, why: str, by: Actor, **more: Any) -> None:
    with as_if(day):
        moving.move(case, by=by, to=to, why=why, **more)


def _admitted(desk: Desk, back: Returned, start: date, site: Site, theme: str, said: str) -> Case:
    """The first stages, as a careful officer and committee take them."""
    by, case = desk.by("Leila"), back.case

    def day(n: int) -> date:
        return start + timedelta(days=n)

    _on(day(2), case, "acknowledged", "We have read it, and two of us look into it.", by)
    with as_if(day(2)):
        safety.look_at_safety(
            case,
            by=by,
            level="serious",
            why="The foreman asks who talks to outsiders.",
            plan="We write on Sundays only; the union knows whom to phone.",
            never="Never phone, and never name the line or the shift.",
            again_on=day(30),
        )
    _on(day(4), case, "scope", "It is about a site in the chain of members.", by)
    with as_if(day(6)):
        moving.set_scope(case, by=by, site=site, country=site.country, theme=theme)
    _on(day(8), case, "admissibility", "It is real and within the agreement.", by)
    with as_if(day(10)):
        rooms.let_in(
            room_of(case, Room.Kind.CASE), desk.keys["Farid"].holder, desk.keys["Leila"], by=by
        )
    judged = {one.id: (True, "It says so itself.") for one in procedure().admissibility}
    _on(day(14), case, "parties_informed", "All criteria are met.", by, criteria=judged)
    with as_if(day(14)):
        release = routing.propose_release(case, by=by, text=said)
    with as_if(day(16)):
        routing.answer_release(back, release, True, by=COMPLAINANT)
        routing.tell(release, by=by)
    return Case.objects.get(pk=case.pk)


def _remedied(desk: Desk, firms: list[Organisation], site: Site, now: date) -> None:
    start = now - timedelta(days=240)
    with as_if(start):
        words = {"what": "Forty of us were not paid for overtime since January. (Invented.)"}
        back = _comes_in(
            words, {"name": "Somebody invented"}, behalf=Case.Behalf.GROUP, language="bn"
        )
    said = "People at this site say that overtime was not paid since January. (Invented.)"
    case, by = _admitted(desk, back, start, site, "living_wage", said), desk.by("Farid")
    _on(start + timedelta(days=30), case, "investigation", "The answers differ.", by)
    _on(
        start + timedelta(days=100),
        case,
        "finding",
        "The pay slips show it.",
        by,
        outcome="founded",
        in_public="Overtime was not paid at a shared site.",
    )
    _on(start + timedelta(days=105), case, "remedy_plan", "The companies make a plan.", by)
    with as_if(start + timedelta(days=120)):
        item = remedies.agree_remedy(
            case,
            by=by,
            form="compensation",
            what="The overtime of forty people, January to June. (Invented.)",
            due=now - timedelta(days=60),
            amount=Decimal("4800.00"),
            currency="EUR",
            shares={firms[0].pk: Decimal("1800.00"), firms[1].pk: Decimal("3000.00")},
        )
    _on(start + timedelta(days=125), case, "verification", "The plan is agreed.", by)
    with as_if(now - timedelta(days=70)):
        for firm, name in zip(firms, ("Bilal", "Iris"), strict=True):
            share = item.shares.get(organisation=firm)
            done = now - timedelta(days=71)
            remedies.do_remedy(
                share, by=desk.by(name), said="Paid by the factory.", on=done, amount=share.amount
            )
    with as_if(now - timedelta(days=64)):
        remedies.confirm_remedy(back, item, "yes", by=COMPLAINANT)
    with as_if(now - timedelta(days=25)):
        first = case.verifications.get(number=1)
        remedies.verify(first, by=by, found="Everybody asked on the spot was paid.")


def _talking(desk: Desk, site: Site, now: date) -> None:
    start = now - timedelta(days=55)
    with as_if(start):
        words = {
            "what": "The exit on our floor is locked during the night shift. (Invented.)",
            "wanted": "Open exits, and nobody punished for saying so.",
            "afraid": "some",
        }
        back = _comes_in(words, receipt=RECEIPT)
    said = "People at this site say that an exit is locked during the night shift. (Invented.)"
    case = _admitted(desk, back, start, site, "safety_and_health", said)
    _on(
        start + timedelta(days=26),
        case,
        "dialogue",
        "The companies want to talk.",
        desk.by("Farid"),
    )
    with as_if(start + timedelta(days=35)):
        for notice in notices_of(desk.by("Bilal")).filter(release__case=case):
            routing.open_notice(notice, by=desk.by("Bilal"))
            routing.answer(
                notice,
                by=desk.by("Bilal"),
                text="We asked the factory to unlock it at once, and to show us photographs. (Invented.)",
            )
    with as_if(now - timedelta(days=3)):
        offers.put_offer(
            case,
            by=desk.by("Leila"),
            text="Every exit stays open in every shift; the union visits twice, unannounced. (Invented.)",
        )


def _not_admissible(desk: Desk, firm: Organisation, now: date) -> None:
    start, by = now - timedelta(days=90), desk.by("Omar")
    with as_if(start):
        case = _comes_in({"what": "The colours of this shirt fade. (Invented.)"}).case
    _on(start + timedelta(days=1), case, "acknowledged", "We have read it.", by)
    with as_if(start + timedelta(days=1)):
        safety.look_at_safety(case, by=by, level="low", why="It is about a product.")
    why = "This is about the quality of a product, which the agreement is not about."
    _on(start + timedelta(days=3), case, "scope", "We look whether it belongs here.", by)
    with as_if(start + timedelta(days=3)):
        moving.set_scope(
            case, by=by, site=None, country="NL", theme="living_wage", respondents=[firm]
        )
    _on(start + timedelta(days=5), case, "not_admissible", why, by)


def _withdrawn(now: date) -> None:
    with as_if(now - timedelta(days=40)):
        back = _comes_in({"what": "My contract was not given to me. (Invented.)"}, language="ta")
    with as_if(now - timedelta(days=37)):
        coming_back.withdraw(back, by=COMPLAINANT)


def _known_only(desk: Desk, now: date) -> None:
    start, by = now - timedelta(days=12), desk.by("Omar")
    with as_if(start):
        words = {"what": "Waste water runs into the river behind the dye house. (Invented.)"}
        case = _comes_in(words, kind=Case.Kind.NOTIFICATION, language="tr").case
    _on(start + timedelta(days=3), case, "acknowledged", "Thank you. We look into it.", by)
