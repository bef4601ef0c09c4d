"""Headers in two languages, and cells as dates, numbers and codes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date

from models.exchange import values
from models.exchange.columns import APPEALS, APPOINTMENTS, KINDS, Column, kind_of, matched
from models.exchange.labels import COLUMN_NAMES
from models.problems import Refused
from resources.words import set_language, translate

BERLIN = ZoneInfo("Europe/Berlin")
REQUIRED = ["received_on", "visitor", "topic"]


def refusal(header: list[str], columns: Sequence[Column]) -> str:
    """Why this header does not fit: one line."""
    with pytest.raises(Refused) as refused:
        matched(header, columns)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_english_and_russian_headers_are_the_same_columns() -> None:
    english = [column.name for column in APPEALS]
    assert matched(english, APPEALS) == english
    assert matched(["Дата поступления", "ФИО", "Тема", "№", "Ведет прием", "ПОДПИСЕЙ"], APPEALS) == [
        "received_on", "visitor", "topic", "number", "expert", "collective",
    ]  # fmt: skip


@pytest.mark.parametrize("columns", KINDS.values(), ids=KINDS)
def test_every_header_stands_for_one_column(columns: tuple[Column, ...]) -> None:
    required = [column.name for column in columns if column.is_required]
    headers = [text for column in columns for text in (column.name, *column.headers)]
    for column in columns:
        for text in column.headers:
            assert matched([text, *(name for name in required if name != column.name)], columns)[0] == column.name
    assert len({header.casefold() for header in headers}) == len(headers)


@pytest.mark.parametrize(
    ("kind", "header", "names"),
    [
        ("appeals", "Дата приёма;Ф.И.О. заявителя;Тематика обращения;Специалист;Тел.;Результат рассмотрения",
         ["received_on", "visitor", "topic", "expert", "phone", "outcome"]),
        ("appeals", "Дата обращения;Фамилия Имя Отчество;Тематика;Г. р.;Рег. №;Срок исполнения;Канал поступления",
         ["received_on", "visitor", "topic", "birth_year", "number", "due", "channel"]),
        ("appeals", "Дата;ФИО;Тема;Кто принимал;Мобильный;Содержание обращения;Вх. №",
         ["received_on", "visitor", "topic", "expert", "phone", "summary", "number"]),
        ("appeals", "Дата;ФИО;Тема;Сотрудник;Моб. телефон;Вх. номер",
         ["received_on", "visitor", "topic", "expert", "phone", "number"]),
        ("appeals", "Date;Applicant;Topic;Received by;Telephone;Subject",
         ["received_on", "visitor", "topic", "expert", "phone", "summary"]),
        ("appeals", "Дата;Applicant;Topic;Принял;Tel;Content",
         ["received_on", "visitor", "topic", "expert", "phone", "summary"]),
        ("visitors", "ФИО;Дата рожд.;М/Ж;Адрес эл. почты;Примечание",
         ["visitor", "birth_date", "gender", "email", "note"]),
        ("visitors", "Applicant;Д.р.;Sex;E-mail address;Note", ["visitor", "birth_date", "gender", "email", "note"]),
        ("appeals", "Date;Name;Topic;Phone number;Due date", ["received_on", "visitor", "topic", "phone", "due"]),
        ("visitors", "ФИО;Тел.;Адрес места жительства;Муниципальное образование;Комментарий",
         ["visitor", "phone", "address", "district", "note"]),
        ("appointments", "Дата и время приёма;Специалист;Гражданин;Суть вопроса;Номер талона",
         ["start", "expert", "visitor", "summary", "ticket"]),
    ],
)  # fmt: skip
def test_headers_that_offices_use_are_known(kind: str, header: str, names: list[str]) -> None:
    assert matched(header.split(";"), KINDS[kind]) == names
    assert kind_of(header.split(";")) == kind


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["ФИО", "Телефон"], "visitors"), (["Дата", "ФИО", "Тема"], "appeals"),
        (["Дата", "ФИО", "Тема", "Телефон", "Адрес", "Год рождения"], "appeals"),
        (["Начало", "Эксперт", "ФИО", "Тема"], "appointments"), (["visitor", "line", "reason"], "visitors"),
        *((([column.name for column in columns]), kind) for kind, columns in KINDS.items()),
        (["Цвет"], None), (["Дата", "Тема"], "appeals"), ([], None), ([""], None),
    ],
)  # fmt: skip
def test_a_header_tells_its_kind(header: list[str], kind: str | None) -> None:
    assert kind_of(header) == kind


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


def test_all_unknown_columns_are_named_at_once_and_all_that_are_known_in_the_user_s_language() -> None:
    header = [*REQUIRED, "Любимый\nцвет", "", "Рост"]
    for language, starts in (
        ("en", "Unknown columns: “Любимый цвет”, one without a header, “Рост”. Known ones: Received on, Visitor, "),
        ("ru", "Неизвестные столбцы: «Любимый цвет», без заголовка, «Рост». Известны: Дата поступления, Посетитель, "),
    ):
        set_language(language)
        sentence = refusal(header, APPEALS)
        assert sentence.startswith(starts)
        assert all(translate(COLUMN_NAMES[column.name]) in sentence for column in APPEALS)
    assert "в первой строке" in sentence


def test_of_hundreds_of_unknown_columns_only_some_are_named() -> None:
    sentence = refusal([*REQUIRED, *(f"Показатель другой программы {n}" for n in range(300))], APPEALS)
    assert "“Показатель другой программы 9”" in sentence
    assert "more. Known ones" in sentence
    assert len(sentence) < 1200


@pytest.mark.parametrize("columns", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_the_screen_calls_a_column_is_a_header_of_it(language: str, columns: tuple[Column, ...]) -> None:
    set_language(language)
    optional = [dataclasses.replace(column, is_required=False) for column in columns]
    titles = [translate(COLUMN_NAMES[column.name]) for column in columns]
    assert matched(titles, optional) == [column.name for column in columns]


def test_two_columns_of_one_meaning_and_one_that_stands_twice_are_told_apart() -> None:
    assert refusal([*REQUIRED, "Суть", "Вопрос"], APPEALS) == (
        "The columns “Суть” and “Вопрос” mean the same; leave one of them."
    )
    assert refusal([*REQUIRED, "Суть", "СУТЬ"], APPEALS) == "The column “Суть” stands twice in the file."


def test_all_columns_that_are_needed_and_missing_are_named() -> None:
    assert refusal(["Тема"], APPEALS) == "Columns that are needed are missing: Received on, Visitor."


def test_a_day_and_a_time_are_two_columns_of_an_appointment() -> None:
    for header in ("Дата;Время;Специалист;ФИО", "Date;Time;Received by;Applicant"):
        assert matched(header.split(";"), APPOINTMENTS) == ["start_day", "start", "expert", "visitor"]
        assert kind_of(header.split(";")) == "appointments"
    assert "Day and time" in refusal(["Дата", "Специалист", "ФИО"], APPOINTMENTS)


def test_the_columns_of_a_rejects_file_are_let_pass() -> None:
    assert matched([*REQUIRED, "строка", "причина"], APPEALS)[3:] == ["line", "reason"]


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-31", "31.12.2026", "31/12/2026", "31.12.2026 г.", "31.12.2026г.", "31.12.26", "31.12.26 г.",
        "2026-12-31 00:00:00", "2026-12-31T14:30", "31.12.2026 0:00", "31.12.2026, 14:30:15", "31.12.26 9:05",
        "31/12/26", "31-12-2026", "2026/12/31", "31 декабря 2026 г.", "31 декабря 2026", "31 дек. 2026",
        "31 дек 2026г.", "31 ДЕКАБРЯ 2026 года", "31 December 2026", "31 Dec 2026", "31 Dec. 2026 0:00",
    ],
)  # fmt: skip
def test_a_date_is_read_in_the_usual_spellings(text: str) -> None:
    assert values.day(text, "received_on") == date(2026, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2026", "2026-13-01", "31.02.26", "12/31/2026", "12/31/26", "04-01-26", "2026/12-31", "31 foo 2026",
        "31 июня 2026", "December 31 2026", "вчера", "45000", "0001-01-01",
        "31.12.2026 25:00", "31.12.2026 14", "31.12.126",
    ],
)  # fmt: skip
def test_another_date_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"date; write it like 31\.12\.2026\."):
        values.day(text, "received_on")


def test_the_day_stands_before_the_month_and_every_month_has_its_names() -> None:
    for text in ("04.01.2026", "04/01/26", "4-1-2026", "4 января 2026", "4 янв. 2026", "4 Jan 2026"):
        assert values.day(text, "received_on") == date(2026, 1, 4)
    for number in range(1, 13):
        day = date(2026, number, 5)
        for locale in ("ru", "en_GB"):
            for form in ("d MMMM y", "d MMM y"):
                text = format_date(day, form, locale=locale)
                assert values.day(text, "received_on") == day, text


def test_two_digits_are_a_year_of_this_century_or_of_the_last() -> None:
    years = [values.day(f"01.02.{digits}", "received_on") for digits in ("00", "26", "69", "70", "99")]
    assert [day.year for day in years if day] == [2000, 2026, 2069, 1970, 1999]


def test_a_birth_in_two_digits_is_taken_only_where_its_century_is_sure() -> None:
    today = date(2026, 11, 23)
    assert values.birth_date("02.03.57", today) == date(1957, 3, 2)
    assert values.birth_date("02.03.1957", today) == date(1957, 3, 2)
    assert values.birth_date("", today) is None
    for text in ("02.03.15", "02.03.26", "02.03.00", "02/03/15"):
        with pytest.raises(Refused, match="two centuries"):
            values.birth_date(text, today)
    with pytest.raises(Refused, match=r"31\.02\.1957"):
        values.birth_date("31.02.57", today)


@pytest.mark.parametrize("text", ["1957", "1957 г.", "1957г", "1957 год", "1957 г.р.", "1957 г. р."])
def test_a_year_of_birth_may_be_called_one(text: str) -> None:
    assert values.birth_year(text) == 1957
    assert values.birth_year("") is None
    for wrong in ("57 г.", "1700 г.", "1957 лет"):
        with pytest.raises(Refused):
            values.birth_year(wrong)


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (values.channel, "", "personal"), (values.channel, "ПИСЬМЕННО", "written"), (values.channel, "e-mail", "email"),
        (values.channel, "выездной прием", "outreach"), (values.channel, "at a personal reception", "personal"),
        (values.kind, "", "oral"), (values.kind, "Жалоба", "complaint"), (values.kind, "proposal", "proposal"),
        (values.outcome, "", None), (values.outcome, "open", None), (values.outcome, "в работе", None),
        (values.outcome, "Оказана помощь", "help"), (values.outcome, "разъяснено", "advice"),
        (values.gender, "Ж", "f"), (values.gender, "мужской", "m"), (values.gender, "", None),
        (values.state, "", "booked"), (values.state, "Не пришёл", "no-show"), (values.state, "no-show", "no-show"),
        (values.state, "did not come", "no-show"), (values.state, "отменён", "cancelled"),
        (values.outcome, "дана консультация (разъяснение)", "advice"), (values.outcome, "перенаправлено", "forwarded"),
    ],
)  # fmt: skip
def test_codes_and_words_of_the_glossary_are_read(
    read: Callable[[str], str | None], text: str, code: str | None
) -> None:
    assert read(text) == code


@pytest.mark.parametrize("read", [values.channel, values.kind, values.outcome, values.gender, values.state])
def test_another_word_is_refused(read: Callable[[str], str | None]) -> None:
    with pytest.raises(Refused, match="голубь"):
        read("голубь")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23T14:00", datetime(2026, 11, 23, 14)), ("23.11.2026 9:05", datetime(2026, 11, 23, 9, 5)),
        ("23/11/2026 14:00:00", datetime(2026, 11, 23, 14)), ("23.11.2026 г. 14:00", datetime(2026, 11, 23, 14)),
        ("23.11.2026, 14.30", datetime(2026, 11, 23, 14, 30)), ("23.11.26 14:30", datetime(2026, 11, 23, 14, 30)),
        ("23 ноября 2026 г. 14:00", datetime(2026, 11, 23, 14)), ("23 Nov 2026, 9:05", datetime(2026, 11, 23, 9, 5)),
        ("23-11-2026 14:00", datetime(2026, 11, 23, 14)), ("23 ноября 2026 14.30", datetime(2026, 11, 23, 14, 30)),
        ("2026-11-23T14:00Z", datetime(2026, 11, 23, 15)),
        ("2026-11-23 14:00+0500", datetime(2026, 11, 23, 10)), ("2026-10-25 02:30", datetime(2026, 10, 25, 2, 30)),
        ("", None),
    ],
)  # fmt: skip
def test_a_time_is_read_in_the_usual_spellings(text: str, moment: datetime | None) -> None:
    assert values.moment(text, "start", BERLIN) == moment


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23",
        "14:00",
        "2026-11-23 24:00",
        "2026-02-30 10:00",
        "2026-03-29 02:30",
        "23 ноября 2026",
        "23.11.2026 10:00 14:00",
        "?",
    ],
)
def test_another_time_and_one_that_the_clocks_jump_over_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        values.moment(text, "start", BERLIN)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "101", "много", "١"])
def test_a_number_has_bounds(text: str) -> None:
    assert values.whole("", "collective", 1, 100) is None
    assert values.whole("7", "collective", 1, 100) == 7
    with pytest.raises(Refused):
        values.whole(text, "collective", 1, 100)


def test_yes_and_no_are_read_in_both_languages() -> None:
    yes = [values.yes_or_no(text, "walk_in") for text in ("1", "да", "Yes", "ИСТИНА", "+")]
    no = [values.yes_or_no(text, "walk_in") for text in ("", "0", "нет", "No", "-")]
    assert (set(yes), set(no)) == ({True}, {False})
    with pytest.raises(Refused, match="может быть"):
        values.yes_or_no("может быть", "walk_in")
