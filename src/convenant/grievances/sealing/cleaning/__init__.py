"""What somebody sent, made safe to share: known by its content, dangerous kinds refused, metadata left out.

A photo says where it was taken and with whose phone, a document who wrote it, a recording when. The
original stays sealed; what others see is a copy that was written anew without any of that.
"""

from convenant.grievances.sealing.cleaning.apart import cleaned_apart
from convenant.grievances.sealing.cleaning.copies import cleaned
from convenant.grievances.sealing.cleaning.kinds import HEAD, KINDS, Kind, Refused, what_is
from convenant.grievances.sealing.cleaning.viruses import watched

__all__ = ["HEAD", "KINDS", "Kind", "Refused", "cleaned", "cleaned_apart", "watched", "what_is"]
