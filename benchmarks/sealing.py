"""What sealing costs on this machine: keys from receipts, whole intakes, files, copies without metadata.

    .venv/bin/python benchmarks/sealing.py [SECONDS PER MEASUREMENT]

In memory, on one core where it says so; no database and no page around it.
"""

import io
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
from PIL import Image

from convenant.grievances import sealing
from convenant.grievances.sealing import cleaning, files, proof_of_work, receipts, wrapping
from convenant.grievances.sealing.bounded import derivations

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
WORDS = {
    "case": {"what": "We were not paid. " * 100, "wanted": "Our wages."},
    "identity": {"name": "A. Worker"},
}
LARGE = 64 * 2**20


def rate(does: Callable[[], object]) -> tuple[float, float]:
    """How often in a second, and CPU-seconds for each."""
    does()
    count, began, worked = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - began < SECONDS:
        does()
        count += 1
    took = time.perf_counter() - began
    return count / took, (time.process_time() - worked) / count


def show(what: str, value: float, unit: str) -> float:
    print(f"{what:<58}{value:>12,.3f} {unit}")
    return round(value, 4)


def main() -> None:
    handlers = [(number, sealing.new_pair().public) for number in range(3)]
    custodians = [(9, sealing.new_pair().public)]
    receipt, salt, found = receipts.new(), wrapping.new_salt(), {}

    _often, cpu = rate(lambda: wrapping.derive(receipt, salt))
    found["argon2_cpu_seconds"] = show("Argon2id, 64 MiB, three passes", cpu, "CPU-s")
    often, _cpu = rate(lambda: sealing.seal_intake(receipt, WORDS, handlers, custodians))
    found["intakes_per_second_one_core"] = show(
        "intakes sealed by the server, one core", often, "/s"
    )

    began, count = time.perf_counter(), 0
    with ThreadPoolExecutor(16) as crowd:
        while time.perf_counter() - began < SECONDS:
            list(
                crowd.map(
                    lambda _n: sealing.seal_intake(receipt, WORDS, handlers, custodians), range(16)
                )
            )
            count += 16
    often = count / (time.perf_counter() - began)
    found["intakes_per_second_sixteen_at_once"] = show(
        f"… sixteen at once, {derivations.places} derivations at a time", often, "/s"
    )

    made = json.dumps(sealing.seal_intake(receipt, WORDS, handlers, custodians))
    often, _cpu = rate(lambda: sealing.check(json.loads(made), [0, 1, 2], [9]))
    found["checks_per_second_one_core"] = show(
        "intakes sealed by the browser, read and checked", often, "/s"
    )
    found["envelope_bytes"] = show("an envelope of a page of words", len(made), "bytes")

    key, data = files.new_key(), os.urandom(LARGE)
    pieces = [data[at : at + 100_000] for at in range(0, LARGE, 100_000)]
    often, _cpu = rate(lambda: sum(map(len, files.seal_stream(pieces, key))))
    found["seal_mb_per_second"] = show(
        "files sealed while they stream, one core", often * LARGE / 1e6, "MB/s"
    )
    sealed = list(files.seal_stream(pieces, key))
    often, _cpu = rate(lambda: sum(map(len, files.open_stream(sealed, key))))
    found["open_mb_per_second"] = show(
        "files opened while they stream, one core", often * LARGE / 1e6, "MB/s"
    )

    photo = io.BytesIO()
    Image.effect_noise((4000, 3000), 40).convert("RGB").save(photo, "JPEG", quality=85)
    kind = cleaning.what_is(photo.getvalue()[: cleaning.HEAD])
    _often, cpu = rate(lambda: cleaning.cleaned(kind, photo, io.BytesIO()))
    found["photo_cpu_seconds"] = show("a photo of twelve million dots, copied clean", cpu, "CPU-s")
    began = time.perf_counter()
    cleaning.cleaned_apart(kind, photo, io.BytesIO())
    found["photo_apart_seconds"] = show(
        "… in a process of its own", time.perf_counter() - began, "s"
    )

    private = sealing.new_pair().private
    often, _cpu = rate(lambda: sealing.join(sealing.split(private, 3, 5)[:3]))
    found["shares_per_second"] = show("a key in five shares, and joined from three", often, "/s")
    asked = proof_of_work.challenge(time.time(), 14, b"key")
    began = time.perf_counter()
    tries = int(proof_of_work.solve(asked)) + 1
    each = (time.perf_counter() - began) / tries
    found["work_14_bits_seconds"] = show(
        "work of 14 bits, on average, in Python", each * 2**14, "s"
    )

    found |= {"cores": derivations.places, "python": platform.python_version()}
    print("RESULT", json.dumps(found))


main()
