"""Headers in two languages, and cells as dates, numbers and codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from models.exchange import values
from models.exchange.columns import APPEALS, matched
from models.problems import Refused

REQUIRED = ["received_on", "visitor", "topic"]


def test_english_and_russian_headers_are_the_same_columns() -> None:
    english = [column.name for column in APPEALS]
    assert matched(english, APPEALS) == english
    assert matched(["Дата поступления", "ФИО", "Тема", "№", "Ведет прием", "ПОДПИСЕЙ"], APPEALS) == [
        "received_on", "visitor", "topic", "number", "expert", "collective",
    ]  # fmt: skip


def test_every_header_stands_for_one_column() -> None:
    headers = [text for column in APPEALS for text in (column.name, *column.headers)]
    for column in APPEALS:
        for text in column.headers:
            assert matched([text, *(name for name in REQUIRED if name != column.name)], APPEALS)[0] == column.name
    assert len({header.casefold() for header in headers}) == len(headers)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ([*REQUIRED, "colour"], "unknown-column"), ([*REQUIRED, ""], "unknown-column"), (REQUIRED[:2], "no-column"),
        ([*REQUIRED, "Посетитель"], "column-twice"),
    ],
)  # fmt: skip
def test_a_header_that_does_not_fit_refuses_the_file(header: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        matched(header, APPEALS)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_the_columns_of_a_rejects_file_are_let_pass() -> None:
    assert matched([*REQUIRED, "строка", "причина"], APPEALS)[3:] == ["line", "reason"]


@pytest.mark.parametrize("text", ["2026-12-31", "31.12.2026", "31/12/2026", "31.12.2026 г.", "2026-12-31 00:00:00"])
def test_a_date_is_read_in_the_usual_spellings(text: str) -> None:
    assert values.day(text, "received_on") == date(2026, 12, 31)


@pytest.mark.parametrize("text", ["31.02.2026", "2026-13-01", "31.12.26", "12/31/2026", "вчера", "45000", "0001-01-01"])
def test_another_date_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="date"):
        values.day(text, "received_on")


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (values.channel, "", "personal"), (values.channel, "ПИСЬМЕННО", "written"), (values.channel, "e-mail", "email"),
        (values.channel, "выездной прием", "outreach"), (values.channel, "at a personal reception", "personal"),
        (values.kind, "", "oral"), (values.kind, "Жалоба", "complaint"), (values.kind, "proposal", "proposal"),
        (values.outcome, "", None), (values.outcome, "open", None), (values.outcome, "в работе", None),
        (values.outcome, "Оказана помощь", "help"), (values.outcome, "разъяснено", "advice"),
        (values.outcome, "дана консультация (разъяснение)", "advice"), (values.outcome, "перенаправлено", "forwarded"),
    ],
)  # fmt: skip
def test_codes_and_words_of_the_glossary_are_read(
    read: Callable[[str], str | None], text: str, code: str | None
) -> None:
    assert read(text) == code


@pytest.mark.parametrize("read", [values.channel, values.kind, values.outcome])
def test_another_word_is_refused(read: Callable[[str], str | None]) -> None:
    with pytest.raises(Refused, match="голубь"):
        read("голубь")


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "101", "много", "١"])
def test_a_number_has_bounds(text: str) -> None:
    assert values.whole("", "collective", 1, 100) is None
    assert values.whole("7", "collective", 1, 100) == 7
    with pytest.raises(Refused):
        values.whole(text, "collective", 1, 100)
