"""What every test shares: Qt off the screen, English words unless asked otherwise, and no warning passing unseen."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

import pytest
from hypothesis import HealthCheck, settings

from resources import catalogs, words

settings.register_profile(
    "house",
    deadline=None,  # durations are the bench's business
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Russian tests read the compiled catalog: it must be as new as the words."""
    catalogs.compile_stale(catalogs.Sources())


@pytest.fixture(autouse=True)
def english_words() -> Iterator[None]:
    """Every test begins in English and leaves the words as it found them."""
    words.set_language("en")
    yield
    words.set_language("en")


@pytest.fixture
def speak() -> Callable[[str], None]:
    """`speak("ru")` turns the program's words to that language until the test ends."""
    return words.set_language


@pytest.fixture(params=[*words.LANGUAGES, words.PSEUDO])
def every_language(request: pytest.FixtureRequest) -> str:
    """Repeats the test in Russian, in English and in the pseudo-language whose sentences are 40 % longer."""
    code = str(request.param)
    words.set_language(code)
    return code


class _Warnings(logging.Handler):
    """Keeps the warnings that came to the log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test that left a warning in the log, unless it is marked `expects_log_warnings`."""
    watch = _Warnings()
    logging.getLogger().addHandler(watch)
    yield
    logging.getLogger().removeHandler(watch)
    if watch.texts and request.node.get_closest_marker("expects_log_warnings") is None:
        pytest.fail("Unexpected warnings in the log:\n" + "\n".join(watch.texts), pytrace=False)
