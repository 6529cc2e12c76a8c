"""How many complaints the door takes, that none is lost or doubled, and what strangers and a pulled plug do to it.

    .venv/bin/python benchmarks/grievances.py [COMPLAINTS PER LEVEL] [sqlite|postgresql|both]

A real server (gunicorn, two processes) on the loopback address, a real database, and callers in threads, at most
sixteen at once: bounded load on this machine and no other. Each complaint is the form as a phone without scripts sends it, then
the envelope as a phone with scripts sends it (sealed before the clock runs: its work is the phone's);
every tenth is sent twice at the same moment, as on a bad line. Afterwards the rows are counted and a sample is opened
with its receipt. PostgreSQL is the throw-away one of the tests, which does not wait for the disk.
"""

import base64
import http.client
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
LEVELS = (1, 2, 4, 8, 16)
SAMPLE = 8
DOOR = "/example-european-garments/grievances/door/en"
STORY = "We were not paid for three months. (Invented for a measurement.) " * 5
# GlobaLeaks 5.0.15 on two cores, as measured for the design of this room: accepted of sent, at each level.
PEER = {"2": [6, 8], "4": [4, 12], "8": [5, 16], "16": [2, 16]}
PEER_RATE, PEER_CPU, PEER_RECEIPT = 0.2, 2.7, 31.0


# --- inside a process of its own: the platform ------------------------------------------------------------


def setup() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "convenant.settings"
    import django

    django.setup()


def prepare() -> None:
    """An agreement whose door is open."""
    setup()
    from django.core.management import call_command

    from convenant.agreements.actions import create_agreement
    from convenant.agreements.definition import preset_text
    from convenant.base.actors import SYSTEM
    from convenant.base.walls import within
    from convenant.home.demo.cast import PASSWORD
    from convenant.home.demo.grievances import open_desk
    from convenant.people.actions import assign_role
    from convenant.people.models import Kind, Person

    call_command("migrate", verbosity=0)
    preset = "example-european-garments"
    people = {
        name: Person.objects.create_user(f"{name}@bench.example".lower(), PASSWORD, name=name)
        for name in ("Anna", "Farid")
    }
    people["Anna"].is_operator = True
    people["Anna"].save()
    agreement = create_agreement(preset_text(preset), by=people["Anna"], file_name="bench.yaml")
    with within(agreement):
        assign_role(people["Farid"], Kind.COMMITTEE, by=SYSTEM)
        open_desk(people)


def count() -> None:
    """Cases there are; and of the receipts given, which open, which do not, and whose files cannot be read."""
    setup()
    from convenant.base.walls import within
    from convenant.grievances import keeping, sealing
    from convenant.grievances.models import Case, CaseFile
    from convenant.grievances.queries.opened import (
        Returned,
        about,
        case_by_receipt,
        room_key,
        room_of,
        said_in,
    )
    from convenant.people.queries import agreement_by_slug

    asked = json.load(sys.stdin)
    told = {"cases": 0, "lost": 0, "unopened": 0, "files": 0, "broken": 0}
    with within(agreement_by_slug("example-european-garments")):
        told["cases"] = Case.objects.count()
        for number, receipt in enumerate(asked["receipts"]):
            case = case_by_receipt(receipt)
            if case is None:
                told["lost"] += 1
                continue
            if number >= asked["open"]:
                continue
            back = Returned(case, sealing.unwrap(case.complainant["wrapped"], receipt))
            room = room_of(case, "case")
            said = said_in(room, back)
            if not said or not said[0].words or STORY.strip() not in said[0].words["what"]:
                told["unopened"] += 1
            private = room_key(room, back)
            for file in CaseFile.objects.filter(room=room):
                told["files"] += 1
                try:
                    key = sealing.open_sealed(
                        bytes(file.key), private, about(room, f"file {file.path}") + "/key"
                    )
                    got = sum(map(len, keeping.read(file.path, key)))
                    told["broken"] += got != file.size
                except Exception as fault:
                    told["broken"] += 1
                    print(type(fault).__name__, fault, file=sys.stderr)
    print(json.dumps(told))


# --- the server and its callers ---------------------------------------------------------------------------


@dataclass
class Server:
    """gunicorn on the loopback address; what its processes have worked."""

    env: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = None
    log: Path = Path(os.devnull)

    def start(self) -> None:
        words = [sys.executable, "-m", "gunicorn", "convenant.wsgi", "--chdir", str(ROOT / "src")]
        words += ["--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "4"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*words, "--timeout", "120"], env=self.env, stdout=log, stderr=log, process_group=0
            )
        for _try in range(200):
            try:
                if ask(self.port, "GET", f"{DOOR}/")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-2000:]}")

    def family(self) -> list[int]:
        assert self.process is not None
        found = [self.process.pid]
        for one in Path("/proc").glob("[0-9]*/stat"):
            try:
                parts = one.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(parts[1]) == self.process.pid:
                found.append(int(one.parent.name))
        return found

    def worked(self) -> float:
        """CPU-seconds of all its processes, the ones they waited for included."""
        ticks = 0
        for pid in self.family():
            parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += sum(map(int, parts[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """Every process at once, without a word of warning."""
        for pid in self.family()[::-1]:
            os.kill(pid, signal.SIGKILL)
        assert self.process is not None
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


def ask(
    port: int, method: str, path: str, body: bytes = b"", kind: str = "", patience: float = 120
) -> tuple[int, str]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        headers = {"Content-Type": kind} if kind else {}
        line.request(method, path, body or None, headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        line.close()


def form(fields: dict[str, str]) -> tuple[bytes, str]:
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def with_file(fields: dict[str, str], content: bytes) -> tuple[bytes, str]:
    edge = secrets.token_hex(8)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="notes.txt"\r\n'
    parts += [head.encode() + b"Content-Type: text/plain\r\n\r\n", content, b"\r\n"]
    return b"".join(parts) + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


FIELDS = {"kind": "complaint", "openness": "anonymous", "behalf": "self", "do": "send"}


@dataclass
class Counted:
    """What the callers saw."""

    sent: int = 0
    accepted: list[str] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, receipt: str, outcome: str) -> None:
        with self.lock:
            if outcome == "accepted":
                self.accepted.append(receipt)
            else:
                self.refused[outcome] = self.refused.get(outcome, 0) + 1


def complain(port: int, counted: Counted, number: int, content: bytes = b"") -> None:
    """The form is fetched and sent; every tenth time it is sent twice at once."""
    try:
        _status, page = ask(port, "GET", f"{DOOR}/tell/")
        receipt = re.search(r'name="receipt" value="(\d+)"', page)[1]  # type: ignore[index]
        fields = {**FIELDS, "what": f"{STORY}{number}", "receipt": receipt}
        body, kind = with_file(fields, content) if content else form(fields)
        with counted.lock:
            counted.sent += 1
        if number % 10 == 9:
            twin = threading.Thread(
                target=lambda: quietly(lambda: ask(port, "POST", f"{DOOR}/tell/", body, kind))
            )
            twin.start()
            status, page = ask(port, "POST", f"{DOOR}/tell/", body, kind)
            twin.join()
        else:
            status, page = ask(port, "POST", f"{DOOR}/tell/", body, kind)
        shown = 'class="number"' in page
        counted.note(receipt, "accepted" if status == 200 and shown else str(status))
    except (OSError, http.client.HTTPException, TypeError) as fault:
        counted.note("", type(fault).__name__)


def sealed_envelopes(port: int, many: int) -> list[tuple[str, bytes]]:
    """What so many phones send that sealed by themselves: the receipt, and the body. Made before the clock runs."""
    from convenant.grievances import sealing
    from convenant.grievances.sealing import receipts, wrapping

    facts = json.loads(ask(port, "GET", f"{DOOR}/api/")[1])
    readers = [
        [(pk, sealing.bytes_of(public)) for pk, public in facts["readers"][who]]
        for who in ("handlers", "custodians")
    ]
    made = []
    for number in range(many):
        receipt, words = receipts.new(), {"case": {"what": f"{STORY}{number}"}, "identity": None}
        envelope = sealing.seal_intake(receipt, words, *readers, wrapping.LEAST)
        body = {
            "envelope": envelope,
            "kind": "complaint",
            "openness": "anonymous",
            "behalf": "self",
        }
        made.append((receipt, json.dumps(body).encode()))
    return made


def send_sealed(port: int, counted: Counted, number: int, receipt: str, body: bytes) -> None:
    """An envelope is sent; every tenth time twice at once."""

    def post() -> tuple[int, str]:
        return ask(port, "POST", f"{DOOR}/api/complaints/", body, "application/json")

    try:
        with counted.lock:
            counted.sent += 1
        twin = threading.Thread(target=lambda: quietly(post))
        if number % 10 == 9:
            twin.start()
        status, _answer = post()
        if number % 10 == 9:
            twin.join()
        counted.note(receipt, "accepted" if status in (200, 201) else str(status))
    except (OSError, http.client.HTTPException) as fault:
        counted.note("", type(fault).__name__)


def quietly(does: Callable[[], object]) -> None:
    with suppress(OSError, http.client.HTTPException):
        does()


def in_platform(env: dict[str, str], what: str, given: object = None) -> str:
    done = subprocess.run(
        [sys.executable, __file__, what],
        env=env,
        input=json.dumps(given).encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode()[-3000:])
    if done.stderr:
        print(done.stderr.decode()[-500:])
    return done.stdout.decode().strip().splitlines()[-1] if done.stdout else ""


def level(
    server: Server, env: dict[str, str], at_once: int, complaints: int, before: int, by_phone: bool
) -> dict:
    sealed = sealed_envelopes(server.port, complaints) if by_phone else []

    def call(number: int) -> None:
        if by_phone:
            send_sealed(server.port, counted, number, *sealed[number])
        else:
            complain(server.port, counted, number)

    counted, worked = Counted(), server.worked()
    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(call, range(complaints)))
    took, worked = time.perf_counter() - began, server.worked() - worked
    told = json.loads(
        in_platform(env, "count", {"receipts": counted.accepted[::-1], "open": SAMPLE})
    )
    found = {
        "sent": counted.sent,
        "accepted": len(counted.accepted),
        "refused": counted.refused,
        "lost": told["lost"],
        "doubled": told["cases"] - before - len(set(counted.accepted)),
        "unopened_of_sample": told["unopened"],
        "per_second": round(len(counted.accepted) / took, 2),
        "cpu_seconds_each": round(worked / max(1, len(counted.accepted)), 3),
    }
    peer = PEER.get(str(at_once))
    beside = f"   peer {peer[0]} of {peer[1]}" if peer and not by_phone else ""
    print(
        f"  {at_once:>2} at once: {found['accepted']:>3} of {found['sent']:>3} accepted, {found['lost']} lost, "
        f"{found['doubled']} doubled, {found['per_second']:>5} /s, {found['cpu_seconds_each']} CPU-s each{beside}"
        + (f"   {counted.refused}" if counted.refused else "")
    )
    return found


def strangers(server: Server, counted: Counted) -> dict[str, float]:
    """Six hundred wrong receipts, and somebody with a right one in the middle of it and after."""
    from convenant.grievances.sealing import receipts

    complain(server.port, counted, 0)
    right = counted.accepted[-1]
    took: list[float] = []

    def back(receipt: str) -> float:
        began = time.perf_counter()
        body, kind = form({"receipt": receipt})
        status, _page = ask(server.port, "POST", f"{DOOR}/back/", body, kind)
        if receipt == right and status != 200:
            raise RuntimeError(f"the right receipt was answered with {status}")
        return time.perf_counter() - began

    calm = back(right)
    with ThreadPoolExecutor(8) as pool:
        wrong = [pool.submit(back, receipts.new()) for _n in range(600)]
        while not all(one.done() for one in wrong):
            took.append(back(right))
            time.sleep(0.2)
    after = back(right)
    print(
        f"  600 wrong receipts: the right one took {max(took, default=calm):.2f} s at most meanwhile, {after:.2f} s "
        f"after, {calm:.2f} s in peace   peer {PEER_RECEIPT} s after six"
    )
    return {
        "slowest_meanwhile": round(max(took, default=calm), 3),
        "after": round(after, 3),
        "in_peace": round(calm, 3),
    }


def plug_pulled(server: Server, env: dict[str, str]) -> dict[str, int]:
    """All processes die while files come in; what was acknowledged before is there after the restart."""
    counted, content = Counted(), base64.b64encode(secrets.token_bytes(2_000_000))
    with ThreadPoolExecutor(6) as pool:
        calls = [pool.submit(complain, server.port, counted, n * 10, content) for n in range(40)]
        while len(counted.accepted) < 12 and not all(one.done() for one in calls):
            time.sleep(0.05)
        server.kill()
        for one in calls:
            one.cancel()
    acknowledged = list(counted.accepted)
    server.start()
    asked = {"receipts": acknowledged, "open": len(acknowledged)}
    told = json.loads(in_platform(env, "count", asked))
    print(
        f"  killed while files came in: {len(acknowledged)} acknowledged, {told['lost']} lost, {told['unopened']} do not "
        f"open, {told['files']} files, {told['broken']} broken"
    )
    keys = ("lost", "unopened", "files", "broken")
    return {"acknowledged": len(acknowledged)} | {key: told[key] for key in keys}


@contextmanager
def database(kind: str) -> Iterator[dict[str, str]]:
    from tools.with_postgres import postgres

    with ExitStack() as stack:
        state = stack.enter_context(tempfile.TemporaryDirectory(prefix="convenant-bench-"))
        env = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "CONVENANT_STATE": state,
            "CONVENANT_HOSTS": "127.0.0.1",
        }
        env.pop("DATABASE_URL", None)
        if kind == "postgresql":
            env["DATABASE_URL"] = stack.enter_context(postgres())
        yield env


def measure(kind: str, complaints: int, port: int) -> dict:
    with database(kind) as env:
        in_platform(env, "prepare")
        server = Server(env, port, log=Path(env["CONVENANT_STATE"]) / "server.log")
        server.start()
        try:
            found: dict = {}
            before = 0
            for who, by_phone in (("server", False), ("phone", True)):
                print(f"{kind}, sealed by the {who}")
                found[who] = {}
                for at_once in LEVELS:
                    many = complaints * 4 if by_phone else complaints
                    done = level(server, env, at_once, many, before, by_phone)
                    before += done["accepted"] + done["doubled"]
                    found[who][str(at_once)] = done
            found["wrong_receipts"] = strangers(server, Counted())
            found["killed"] = plug_pulled(server, env)
            return found
        finally:
            server.stop()


def main() -> None:
    complaints = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    kinds = sys.argv[2] if len(sys.argv) > 2 else "both"
    wanted = ["sqlite", "postgresql"] if kinds == "both" else [kinds]
    print(f"peer (GlobaLeaks 5.0.15): {PEER_RATE} /s, {PEER_CPU} CPU-s each\n")
    found = {kind: measure(kind, complaints, 8790 + n) for n, kind in enumerate(wanted)}
    print("RESULT " + json.dumps(found))


if __name__ == "__main__":
    {"prepare": prepare, "count": count}.get(sys.argv[1] if len(sys.argv) > 1 else "", main)()
