"""The one door: what a newcomer at the keyboard meets, mishaps included."""

import ast
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import chromium, demo, lock, packages, steps, testing  # noqa: E402

DO = ROOT / "do.py"


@pytest.fixture(autouse=True)
def ctrl_c_is_heard() -> Iterator[None]:
    """A shell without job control starts what runs in its background deaf to Ctrl-C, children included."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def do(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, DO, *words], capture_output=True, text=True, timeout=60, check=False
    )


def gone(pid: int) -> bool:
    """Whether the process has ended; one that waits to be collected has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def soon(happens, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tools keep their files here, and use the Python that runs the tests."""
    for module in (demo, packages, steps, testing):
        monkeypatch.setattr(module, "STATE", tmp_path)
    monkeypatch.setattr(steps, "LOGS", tmp_path / "logs")
    monkeypatch.setattr(demo, "FOLDER", tmp_path)
    monkeypatch.setattr(demo, "PYTHON", sys.executable)
    return tmp_path


# --- the door itself


def test_an_old_python_can_read_the_door_and_is_told_what_it_lacks() -> None:
    ast.parse(DO.read_text(), feature_version=(3, 6))
    pretend = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); sys.argv = ['do.py', 'demo'];"
        f"runpy.run_path({str(DO)!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretend], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Python 3.11 or newer; this is 3.9" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_door_imports_nothing_that_must_be_installed() -> None:
    for path in [DO, *(ROOT / "tools").glob("*.py")]:
        if path.name in {"messages.py", "towns.py"}:
            continue  # runs inside .venv
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                assert name.split(".")[0] in {*sys.stdlib_module_names, "tools"}, (path.name, name)


def test_a_word_that_is_no_command_shows_the_commands() -> None:
    done = do("dmeo")
    assert done.returncode == 2
    assert "python3 do.py demo" in done.stdout
    assert "“dmeo”" in done.stderr
    assert do().returncode == 0


# --- steps


def test_steps_show_their_number_what_they_did_and_how_long(capsys) -> None:
    steps.walk([("First", lambda: None), ("Second", lambda: "already there")], more=1)
    assert [line.rsplit(" (", 1)[0] for line in capsys.readouterr().out.splitlines()] == [
        "[1/3] First … done",
        "[2/3] Second … already there",
    ]


def test_a_step_that_fails_shows_its_last_lines_and_what_to_do(own_state: Path, capsys) -> None:
    script = "for n in range(100): print('line', n)\nraise SystemExit(3)"

    def deed() -> None:
        steps.run(sys.executable, "-c", script, env=os.environ, advice="Try X.", tail=2)

    with pytest.raises(steps.Failure) as failure:
        steps.walk([("Fetch", deed)])
    said = str(failure.value)
    assert "line 98" in said and "line 99" in said and "line 97" not in said
    assert "Try X." in said
    log = ROOT / said.rsplit("Everything it said: ", 1)[1]
    assert "line 0\n" in log.read_text()
    assert "[1/1] Fetch … failed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_whatever_ends_us_ends_what_we_started(tmp_path: Path, number: int, code: int) -> None:
    note = tmp_path / "pid"
    script = (
        "import os\nfrom tools import steps\nsteps.stop_on_signals()\n"
        f"try:\n    steps.call(['sh', '-c', 'echo $$ > {note}; exec sleep 60'], env=os.environ)\n"
        "except KeyboardInterrupt:\n    raise SystemExit(130)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    try:
        assert soon(lambda: note.exists() and note.read_text().strip())
        process.send_signal(number)
        assert process.wait(15) == code
        assert soon(lambda: gone(int(note.read_text())))
    finally:
        process.kill()


# --- setting up


def test_the_same_content_is_installed_once_and_another_content_again(tmp_path: Path) -> None:
    pinned = tmp_path / "base.txt"
    pinned.write_text("django==5.2")
    first = packages._stamp(tmp_path, "base", pinned)
    packages._mark(first)
    assert packages._stamp(tmp_path, "base", pinned).exists()
    pinned.write_text("django==5.3")
    second = packages._stamp(tmp_path, "base", pinned)
    assert not second.exists()
    packages._mark(second)
    assert second.exists() and not first.exists()


def test_two_set_ups_at_once_take_turns(own_state: Path) -> None:
    order = own_state / "order"
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom tools import packages\n"
        f"packages.STATE = Path({str(own_state)!r})\n"
        "def deed():\n"
        f"    with open({str(order)!r}, 'a') as file:\n"
        "        print('in', file=file, flush=True); time.sleep(0.5); print('out', file=file)\n"
        "packages._one_at_a_time(deed)()\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", script], cwd=ROOT) for _ in range(2)]
    assert [process.wait(30) for process in both] == [0, 0]
    assert order.read_text().split() == ["in", "out", "in", "out"]


def test_another_pythons_settings_do_not_reach_the_project(monkeypatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("VIRTUAL_ENV", "/elsewhere")
    env = packages.environment()
    assert not {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME"} & set(env)
    assert env["PATH"].startswith(str(ROOT / ".venv" / "bin"))


def test_lock_files_name_no_address(tmp_path: Path, monkeypatch) -> None:
    lock.refuse_addresses()
    (tmp_path / "base.txt").write_text("--index-url https://registry.example/simple\ndjango==5\n")
    monkeypatch.setattr(lock, "REQUIREMENTS", tmp_path)
    with pytest.raises(steps.Failure, match=r"base\.txt:1"):
        lock.refuse_addresses()


def test_a_browser_is_sought_where_the_person_says(monkeypatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/opt/mine/chromium")
    assert chromium.find() == "/opt/mine/chromium"
    monkeypatch.delenv("CHROMIUM")
    monkeypatch.setenv("PATH", "/nowhere")
    assert chromium.find() is None
    assert "chromium" in chromium.missing()
    assert "no apt-get" in (chromium.why_not() or "")


# --- the demo


def test_a_taken_port_gets_a_sentence_with_another(taken: int) -> None:
    with pytest.raises(steps.Failure, match=f"Port {taken} .* --port {taken + 1}"):
        demo.free_port("127.0.0.1", taken)


def test_without_a_wish_the_next_free_port_is_taken(taken: int, monkeypatch, capsys) -> None:
    monkeypatch.setattr(demo, "FIRST_PORT", taken)
    assert demo.free_port("127.0.0.1", None) > taken
    assert f"Port {taken} is taken" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("host", "port", "says"),
    [
        ("127.0.0.1", 99999, "no port 99999"),
        ("no.such.host.invalid", 8123, "no address of this machine"),
        ("192.0.2.1", 8123, "cannot be used"),
    ],
)
def test_an_impossible_address_gets_a_sentence(host: str, port: int, says: str) -> None:
    with pytest.raises(steps.Failure, match=says):
        demo.free_port(host, port)


def test_the_demo_never_enters_somebodys_database(monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://earnest/data")
    env = demo.demo_environment("127.0.0.1")
    assert "DATABASE_URL" not in env
    assert env["CONVENANT_STATE"].endswith("demo")


def test_a_second_demo_is_sent_to_the_first(own_state: Path) -> None:
    with demo.only_demo() as note:
        note("http://127.0.0.1:8000/")
        with (
            pytest.raises(steps.Failure, match="already running at http://127.0.0.1:8000/"),
            demo.only_demo(),
        ):
            pass
    with demo.only_demo():
        pass


def test_when_one_part_stops_the_other_is_stopped_and_its_log_is_shown(own_state: Path) -> None:
    modules = {"worker": ["timeit", "-n1", "-r1", "print('my last words')"]}
    modules["server"] = ["timeit", "-n1", "-r1", "__import__('time').sleep(60)"]
    with (
        pytest.raises(steps.Failure, match="worker has a problem") as failure,
        demo.together(modules, dict(os.environ)) as processes,
    ):
        demo.watch(processes)
    assert "my last words" in str(failure.value)
    assert all(process.poll() is not None for process in processes.values())


def test_the_tests_do_not_see_a_deployments_settings(own_state: Path, monkeypatch) -> None:
    for name in ("DATABASE_URL", "CONVENANT_HTTPS", "CONVENANT_OIDC_ISSUER", "PYTEST_ADDOPTS"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("CONVENANT_SHARED", "/data")
    env = testing.test_environment(own_state)
    assert env["CONVENANT_SHARED"] == "/data"
    assert env["CONVENANT_STATE"] == str(own_state)
    assert not [name for name in env if name.startswith(("CONVENANT_H", "CONVENANT_O", "DATABASE"))]
    assert "PYTEST_ADDOPTS" not in env


@pytest.mark.skipif(
    "DATABASE_URL" in os.environ, reason="The demo is always SQLite; the other run tries it."
)
def test_the_demo_answers_and_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    if not all(stamp.exists() for stamp in packages.stamps("base.txt")):
        pytest.skip("This checkout was not set up by do.py; python3 do.py test does it.")
    env = os.environ | {"CONVENANT_STATE": str(tmp_path)}
    with socket.socket() as probe:  # not 8000: somebody's own demo may come and go there
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "out"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, DO, "demo", "--port", str(port)], env=env, stdout=out, stderr=out
        )
    try:
        assert soon(lambda: "is running at" in log.read_text() or process.poll(), 120)
        text = log.read_text()
        assert f"is running at  http://127.0.0.1:{port}/" in text, text
        assert "anna@" in text, text
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
            assert page.status == 200
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert len(children) == 2  # server and worker
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert all(gone(int(child)) for child in children)
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
        assert (tmp_path / "demo" / "convenant.sqlite3").exists()
    finally:
        process.kill()
