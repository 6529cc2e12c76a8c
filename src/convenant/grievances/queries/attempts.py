"""Wrong receipts are counted by how they begin, never by who typed them: a dormitory is one address."""

from datetime import timedelta

from django.utils import timezone

from convenant.grievances.models import WrongReceipt
from convenant.grievances.models.at_rest import installation_key
from convenant.grievances.sealing import receipts

FREE = 20  # wrong ones that begin alike, in the time of one window
WINDOW = timedelta(minutes=10)


def beginning_of(receipt: str) -> str:
    """What wrong receipts are counted by; of no use to who steals the database."""
    return receipts.index(receipts.prefix(receipt).encode(), installation_key(b"wrong receipts"))


def wait_for(receipt: str) -> int:
    """Seconds until a receipt that begins like this may be tried again; 0 for at once."""
    found = WrongReceipt.objects.filter(
        beginning=beginning_of(receipt), since__gt=timezone.now() - WINDOW
    ).first()
    if found is None or found.count < FREE:
        return 0
    return max(1, int((found.since + WINDOW - timezone.now()).total_seconds()))
