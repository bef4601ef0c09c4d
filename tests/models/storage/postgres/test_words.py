"""What a server says by its codes has a sentence; our own faults have none."""

from __future__ import annotations

import pytest

from models.storage.engine import in_words
from models.storage.orm import peewee

psycopg = pytest.importorskip("psycopg")
from psycopg import errors  # noqa: E402


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.InvalidPassword("x"), "no-entry"),
        (errors.InvalidCatalogName("x"), "no-database"),
        (errors.InsufficientPrivilege("x"), "no-rights"),
        (errors.DiskFull("x"), "disk-full"),
        (errors.TooManyConnections("x"), "no-place"),
        (errors.ReadOnlySqlTransaction("x"), "read-only"),
        (errors.DeadlockDetected("x"), "locked"),
        (errors.LockNotAvailable("x"), "locked"),
        (errors.AdminShutdown("x"), "no-server"),
        (psycopg.OperationalError("connection failed: Connection refused"), "no-server"),
        (psycopg.OperationalError('FATAL: password authentication failed for user "x"'), "no-entry"),
        (psycopg.OperationalError('FATAL: database "x" does not exist'), "no-database"),
    ],
)
def test_failures_of_the_world_have_words(error: Exception, code: str) -> None:
    for one in (error, peewee.OperationalError(error)):
        problem = in_words(one)
        assert problem is not None and problem.code == code
        assert str(problem)


def test_our_own_faults_have_none() -> None:
    assert in_words(errors.UniqueViolation("x")) is None
    assert in_words(errors.SyntaxError("x")) is None
