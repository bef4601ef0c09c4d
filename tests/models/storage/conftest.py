"""The tests of a file itself; what a server does otherwise is tested in `postgres`."""

from __future__ import annotations

import pytest

from tests.models.conftest import FILE


@pytest.fixture
def engine() -> str:
    return FILE
