"""Photos without what the camera wrote into them: their dots are read, turned upright and written anew."""

import warnings
from typing import BinaryIO

from PIL import Image, ImageOps

from convenant.grievances.sealing.cleaning.kinds import Kind, Refused

MOST_DOTS = 60_000_000  # the largest that phones make, and about 240 MB of memory
LONGEST_SIDE = 16_000
QUALITY = 90
KEPT_MODES = {"jpeg": ("L", "RGB"), "png": ("L", "LA", "RGB", "RGBA"), "webp": ("RGB", "RGBA")}


def clean_image(kind: Kind, source: BinaryIO, target: BinaryIO) -> None:
    """The picture alone: no EXIF, place, thumbnail, comment, colour profile or second picture."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the size is looked at here
        with Image.open(source, formats=[kind.name.upper()]) as given:
            if given.width * given.height > MOST_DOTS or max(given.size) > LONGEST_SIDE:
                raise Refused("big")
            upright = ImageOps.exif_transpose(given)
    modes = KEPT_MODES[kind.name]
    if upright.mode not in modes:
        see_through = upright.has_transparency_data and modes[-1] in ("RGBA", "LA")
        upright = upright.convert(modes[-1] if see_through else "RGB")
    # A new picture takes the dots along and nothing else.
    alone = Image.new(upright.mode, upright.size)
    alone.paste(upright)
    alone.save(target, format=kind.name.upper(), quality=QUALITY)
