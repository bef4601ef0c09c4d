"""The sheet of a day: by expert, with phones and marks; walk-ins and outreach shown, the cancelled aside."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from models.reception.day_sheet import HoursLine
from printing.day_sheet import day_sheet_pdf
from tests.printing import reading
from tests.printing.paper_samples import a_day, a_line, an_expert


def test_the_sheet_says_day_experts_and_who_comes_when() -> None:
    walk_in = a_line(11, is_walk_in=True, ticket="Б01", state="arrived", visitor="")
    text = reading.whole(
        day_sheet_pdf(a_day(an_expert(a_line(), walk_in), an_expert(name="Мельников Роман Сергеевич")))
    )
    for part in (
        "Monday, 23 November 2026", "Белов Андрей Викторович", "Руководитель приёмной", "10:00–13:00, 14:00–18:00",
        "10:00–10:30", "Третьякова Мария Юрьевна", "+7 912 884-17-05", "Отопление", "Холодно в квартире",
        "without booking", "ticket Б01", "No name given", "Waiting", "1 booked · 1 without booking",
        "Мельников Роман Сергеевич", "Nobody is booked.",
    ):  # fmt: skip
        assert part in text


def test_outreach_and_absence_stand_under_the_name() -> None:
    trip = HoursLine(datetime(2026, 11, 23, 11), datetime(2026, 11, 23, 15), "Дом культуры, Кунгурский")
    away = ((time(16), time(17), "совещание"), (None, None, "отпуск"))
    expert = an_expert(a_line(11, is_outreach=True), hours=(trip,), absences=away)
    text = reading.whole(day_sheet_pdf(a_day(expert)))
    assert "outreach 11:00–15:00: Дом культуры, Кунгурский" in text
    assert "away 16:00–17:00: совещание" in text
    assert "away all day: отпуск" in text


def test_who_was_cancelled_stands_aside_with_the_reason() -> None:
    gone = a_line(15, state="cancelled", visitor="Ким Любовь", cancel_reason="Заболела")
    text = reading.whole(day_sheet_pdf(a_day(an_expert(a_line(), cancelled=(gone,)))))
    assert "Cancelled: 15:00 Ким Любовь, +7 912 884-17-05 (Заболела)." in text
    assert "1 cancelled" in text
    assert "15:00–15:30" not in text


def test_a_closed_day_says_why() -> None:
    assert "No reception on this day: День народного единства." in reading.whole(
        day_sheet_pdf(a_day(closed_because="День народного единства"))
    )
    assert "No reception on this day." in reading.whole(day_sheet_pdf(a_day(closed_because="")))


def test_a_long_day_goes_on_with_its_heads_and_every_visit_stands_once() -> None:
    experts = [
        an_expert(
            *(a_line(8 + n % 12, visitor=f"Посетитель №{e * 40 + n}", summary="вопрос " * (n % 60)) for n in range(40)),
            name=f"Эксперт Номер {e}",
        )
        for e in range(9)
    ]  # fmt: skip
    pages = reading.pages(day_sheet_pdf(a_day(*experts)))
    found = [int(number) for page in pages for number in re.findall(r"Посетитель №(\d+)", page)]
    assert found == list(range(360))
    for number, page in enumerate(pages, start=1):
        assert f"page {number} of {len(pages)}" in reading.words(page)
        assert "Question" in page


def test_the_heading_of_an_expert_never_stands_alone_at_the_foot() -> None:
    for lines in range(8, 30, 2):
        first = an_expert(*(a_line(10) for _ in range(lines)))
        second = an_expert(a_line(), a_line(11), name="Мельников Роман Сергеевич")
        for page in reading.pages(day_sheet_pdf(a_day(first, second))):
            if "Мельников" in page:
                assert "10:00–10:30" in page.partition("Мельников")[2]


def test_the_same_day_is_the_same_bytes_and_names_nobody_outside_its_text() -> None:
    pdf = day_sheet_pdf(a_day(an_expert(a_line())))
    assert pdf == day_sheet_pdf(a_day(an_expert(a_line())))
    assert "Третьяков".encode("utf-16-be") not in pdf
    assert all(reading.fonts(pdf).values())


def test_a_day_sheet_is_made_in_every_language(every_language: str) -> None:
    gone = a_line(15, state="cancelled")
    pdf = day_sheet_pdf(a_day(an_expert(a_line(is_walk_in=True, ticket="7"), cancelled=(gone,))))
    assert reading.right_edge(pdf) <= 198.5
    if every_language == "ru":
        assert not any("a" <= letter <= "z" for letter in reading.whole(pdf).lower())


@settings(max_examples=40)
@given(
    st.text(max_size=199), st.text(max_size=60), st.text(max_size=2000), st.text(max_size=300), st.text(max_size=300)
)
def test_any_text_stays_within_the_margins(visitor: str, phone: str, summary: str, name: str, why: str) -> None:
    line = a_line(visitor=visitor, phone=phone, summary=summary, topic=name)
    expert = an_expert(
        line, name=name, position=why, cancelled=(replace(line, state="cancelled", cancel_reason=why),),
        absences=((None, None, why),),
    )  # fmt: skip
    pdf = day_sheet_pdf(a_day(expert, office_name=name))
    assert all(reading.right_edge(pdf, page) <= 199 for page in range(len(reading.pages(pdf))))
