"""The one verb of this room: freeze an edition of the public list."""

import hashlib
from datetime import date

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.locations.queries.sites import contributors, published_rows
from convenant.publishing.files import csv_lines
from convenant.publishing.models import Edition, PublishedSite
from convenant.publishing.queries import edition, rules
from convenant.publishing.rows import public_row
from convenant.publishing.rules import may_publish


@verb(may_publish)
def publish(*, by: Actor, on: date | None = None) -> Edition:
    """A frozen edition of the pooled list, without any member's link to any site.

    Refused where fewer members than the minimum handed in a list: a pool of one is that member's own
    list, and in a pool of two each member can take out its own and read the other's.
    """
    said = rules()
    if said is None:
        raise Refused(_("The definition of this agreement says nothing about a public site list."))
    members = contributors()
    if members < said.minimum:
        raise Refused(
            _(
                "Only %(members)d members have a matched list. From %(minimum)d on a list can be published "
                "without showing whose it is."
            )
            % {"members": members, "minimum": said.minimum}
        )
    rows = [public_row(site, said.fields, said.minimum) for site in published_rows()]
    rows.sort(key=lambda row: (row["country"], row["name"].lower(), row["code"]))
    last = edition()
    made = Edition.objects.create(
        number=last.number + 1 if last else 1,
        published_on=on or date.today(),
        site_count=len(rows),
        country_count=len({row["country"] for row in rows}),
        minimum=said.minimum,
        fields=list(said.fields),
        digest="",
        published_by_id=by.person_id,
    )
    made_rows = [
        PublishedSite(
            edition=made,
            position=position,
            search=" ".join(
                [row["name"], row.get("address") or "", *row.get("product_types", [])]
            ).lower(),
            **{column: value for column, value in row.items() if value is not None},
        )
        for position, row in enumerate(rows, 1)
    ]
    PublishedSite.objects.bulk_create(made_rows, batch_size=500)
    made.digest = hashlib.sha256("".join(csv_lines(made_rows)).encode()).hexdigest()
    made.save()
    record(
        "edition.published",
        by=by,
        on=made,
        new={"number": made.number, "sites": len(rows), "digest": made.digest},
    )
    return made
