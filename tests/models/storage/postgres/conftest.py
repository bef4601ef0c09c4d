"""What a server does otherwise than a file."""

from __future__ import annotations

import pytest

from tests.models.conftest import SERVER


@pytest.fixture
def engine() -> str:
    return SERVER
