"""The throw-away PostgreSQL is real, leaves nothing behind and opens no folder to others."""

import sys
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import with_postgres  # noqa: E402


@pytest.fixture(autouse=True)
def the_wheels_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_POSTGRES_URL", raising=False)


def test_it_makes_databases_and_roles_and_is_gone_afterwards() -> None:
    home = Path.home().stat().st_mode
    with with_postgres.postgres() as url:
        folder = Path(url.split("host=", 1)[1]).parent
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE ROLE somebody")
            connection.execute("CREATE DATABASE something")
            (version,) = connection.execute("SHOW server_version").fetchone() or ("",)
        assert int(version.split(".")[0]) >= 16
    assert not folder.exists()
    assert Path.home().stat().st_mode == home
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_a_command_gets_its_address_and_hands_back_its_exit_code() -> None:
    look = "import os, sys; sys.exit(7 if 'host=' in os.environ['DATABASE_URL'] else 1)"
    assert with_postgres.main([sys.executable, "-c", look]) == 7


def test_a_server_of_ones_own_is_used_as_it_is(monkeypatch) -> None:
    monkeypatch.setenv("TEST_POSTGRES_URL", "postgresql://me@server/tests")
    with with_postgres.postgres() as url:
        assert url == "postgresql://me@server/tests"


def test_without_the_wheel_it_says_what_to_do(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(with_postgres, "ROOT", tmp_path)
    assert with_postgres.main(["true"]) == 1
    assert "do.py test installs it" in capsys.readouterr().err
