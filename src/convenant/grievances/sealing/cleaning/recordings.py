"""Voice and film without titles, times, places and names: the sound itself moves to a new file untouched.

Nothing is decoded, so that nothing is lost and a small file cannot unfold into a large one. Only sound and
picture are taken along; subtitles, cover pictures, tracks of positions and attachments stay behind.
"""

from typing import Any, BinaryIO

import av
from av.bitstream import BitStreamFilterContext

from convenant.grievances.sealing.cleaning.kinds import Kind, Refused

# How each is read, so that no other reader is tried: some would open other files or addresses.
READERS = {
    "wav": "wav",
    "mp3": "mp3",
    "aac": "aac",
    "ogg": "ogg",
    "amr": "amr",
    "webm": "matroska",
    **dict.fromkeys(("m4a", "mp4", "3gp"), "mov"),
}
WRITERS = {"aac": "adts", "m4a": "ipod"}
SOUNDS = {
    "mp3",
    "mp3float",
    "aac",
    "opus",
    "vorbis",
    "amr_nb",
    "amrnb",
    "amr_wb",
    "amrwb",
    "pcm_s16le",
    "pcm_u8",
} | {
    "pcm_s24le",
    "pcm_f32le",
    "pcm_alaw",
    "pcm_mulaw",
}
PICTURES = {"h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "h263"}
# Notes that cameras and encoders put between the pictures.
NOTES = {"h264": "filter_units=remove_types=6", "hevc": "filter_units=remove_types=39|40"}
MUTED = {"fflags": "+bitexact", "id3v2_version": "0", "write_id3v1": "0"}


def clean_recording(kind: Kind, source: BinaryIO, target: BinaryIO) -> None:
    """The first track of sound, and of a film the first of pictures, in a new file without tags."""
    given: Any
    with av.open(source, format=READERS[kind.name], metadata_errors="replace") as given:
        chosen = _tracks(kind, given)
        writer = WRITERS.get(kind.name, kind.name)
        options = {key: MUTED[key] for key in (MUTED if writer == "mp3" else ("fflags",))}
        with av.open(target, "w", format=writer, options=options) as made:
            places: dict[int, Any] = {}
            for track in chosen:
                place = made.add_stream_from_template(track)
                place.metadata.clear()
                places[track.index] = place
            filters = {
                track.index: BitStreamFilterContext(
                    NOTES[track.codec_context.name], track, places[track.index]
                )
                for track in chosen
                if track.codec_context.name in NOTES
            }
            count = 0
            for packet in given.demux(*chosen):
                passed = filters.get(packet.stream_index)
                for one in passed.filter(packet) if passed else [packet]:
                    if one.dts is None or not one.size:
                        continue  # the mark of an end
                    one.stream = places[packet.stream_index]
                    made.mux_one(one)
                    count += 1
            if not count:
                raise Refused("damaged")


def _tracks(kind: Kind, given: Any) -> list[Any]:
    """What is taken along. Raises Refused where there is nothing, or it is written in a way not known here."""
    sound = [one for one in given.streams.audio if one.codec_context is not None][:1]
    seen = [
        one for one in given.streams.video if one.codec_context is not None and not _is_cover(one)
    ][: 1 if kind.family == "film" else 0]
    for one in (*sound, *seen):
        if one.codec_context.name not in SOUNDS | PICTURES:
            raise Refused("recording")
    if not sound and not seen:
        raise Refused("damaged")
    return [*seen, *sound]


def _is_cover(track: Any) -> bool:
    return bool(track.disposition & av.stream.Disposition.attached_pic)
