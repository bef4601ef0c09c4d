"""A PostgreSQL server of the tests' own: on a free local port, with a data folder that goes when it is stopped."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
from functools import cached_property
from pathlib import Path

import psycopg

ROLE = "reception"  # what the program is: nobody's owner but its schema's
TEMPLATE, EMPTY = "office_template", "office_empty"
_KEEPER = "postgres"
_MEMORY = "/dev/shm"  # a database is copied there in 25 ms, on a disk in 300
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "autovacuum=off")


def missing() -> str:
    """Why no server can be started here; empty where one can."""
    if _programs() is None:
        return "PostgreSQL 15 or newer is not installed here (Debian: postgresql); tests on a server are left out"
    if _is_root() and shutil.which("runuser") is None:
        return "a server does not run as root, and there is no runuser to start it as somebody else"
    return ""


def _programs() -> Path | None:
    """The folder with the newest initdb and pg_ctl."""
    folders = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    folders.sort(key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    if on_path is not None:
        folders.append(Path(on_path).resolve().parent)
    for folder in reversed(folders):
        said = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True, check=False).stdout
        version = re.search(r"(\d+)\.", said)
        if version and int(version[1]) >= 15 and (folder / "pg_ctl").exists():
            return folder
    return None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


class Server:
    """A running server; databases are copies of a template."""

    def __init__(self) -> None:
        programs = _programs()
        assert programs is not None
        self._programs = programs
        place = _MEMORY if os.access(_MEMORY, os.W_OK) else None
        self._folder = Path(tempfile.mkdtemp(prefix="reception-postgres-", dir=place))
        if _is_root():
            shutil.chown(self._folder, _KEEPER, _KEEPER)
        self.port = _free_port()
        self._made = 0
        self._run(
            "initdb", "--username", _KEEPER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8",
            "--locale-provider", "icu", "--icu-locale", "ru-RU", "--no-sync",
        )  # fmt: skip
        settings = [f"port={self.port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *_FAST]
        self._run("pg_ctl", "start", "--wait", "--log", self._folder / "log", "--options", _options(settings))
        self._watch = self._watched()
        self._keeper = psycopg.connect(self.url("postgres", _KEEPER), autocommit=True)
        self._keeper.execute(f"CREATE ROLE {ROLE} LOGIN")

    def _watched(self) -> subprocess.Popen[bytes]:
        """Who stops the server when this process ends, killed or not: the line to it is closed then."""
        program, data, nothing = self._programs / "pg_ctl", self._folder / "data", subprocess.DEVNULL
        script = f"read _; '{program}' stop --mode immediate --pgdata '{data}'; rm -rf '{self._folder}'"
        command = _as_keeper(["sh", "-c", script])
        return subprocess.Popen(
            command, cwd="/", stdin=subprocess.PIPE, stdout=nothing, stderr=nothing, start_new_session=True
        )

    def _run(self, program: str, *options: str | Path) -> None:
        command = _as_keeper([self._programs / program, "--pgdata", self._folder / "data", *options])
        # no pipe: the server would keep it open
        nothing = subprocess.DEVNULL
        subprocess.run(command, cwd=self._folder, stdin=nothing, stdout=nothing, stderr=nothing, check=True)

    def url(self, database: str, role: str = ROLE) -> str:
        return f"postgresql://{role}@127.0.0.1:{self.port}/{database}"

    def empty_database(self, name: str) -> str:
        """The URL of a new database as a server's keeper prepares one for the program."""
        self._keeper.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        with psycopg.connect(self.url(name, _KEEPER), autocommit=True) as keeper:
            for extension in ("btree_gist", "pg_trgm"):
                keeper.execute(f"CREATE EXTENSION {extension}")
            keeper.execute(f"CREATE SCHEMA reception AUTHORIZATION {ROLE}")
        return self.url(name)

    @cached_property
    def empty(self) -> str:
        """The name of a template without an office."""
        self.empty_database(EMPTY)
        return EMPTY

    def copy(self, template: str = TEMPLATE) -> str:
        """The URL of a new database that holds what the template does."""
        self._made += 1
        name = f"office_{self._made}"
        self._keeper.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.url(name)

    def run(self, sql: str) -> None:
        """One statement of the server's keeper."""
        self._keeper.execute(sql)

    def drop(self, url: str) -> None:
        self._keeper.execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def stop(self) -> None:
        self._keeper.close()
        assert self._watch.stdin is not None
        self._watch.stdin.close()
        self._watch.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def _as_keeper(command: list[str | Path]) -> list[str | Path]:
    return ["runuser", "-u", _KEEPER, "--", *command] if _is_root() else command


def _options(settings: list[str]) -> str:
    return " ".join(f"-c {setting}" if not setting.endswith("=") else f"-c {setting}''" for setting in settings)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
