"""The reply letter: what stands on it, where, on how many pages, always in the same bytes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from models.letters.sheet import LetterSheet
from printing.letter import letter_pdf, letters_pdf
from tests.printing import reading
from tests.printing.samples import BODY, a_draft, a_sheet, an_english_sheet

ROOT = Path(__file__).parents[2]


def test_a_signed_letter_says_everything_in_order() -> None:
    text = reading.whole(letter_pdf(a_sheet()))
    parts = [
        "ПРИЁМНАЯ ПО РАБОТЕ С ОБРАЩЕНИЯМИ ГРАЖДАН", "ул. Садовая, д. 12, г. Пермь, 614000", "тел. 8 (342) 200-00-00",
        "02.12.2026", "221", "На №", "2026-001102", "от", "11.11.2026", "О теплоснабжении квартиры",
        "Уважаемая Мария Юрьевна!", "Ваше обращение", "за октябрь".capitalize(), "судебном порядке.",
        "Приложение: на 2 л. в 1 экз.", "Руководитель приёмной", "А.В. Белов", "Соколова Елена Викторовна",
        "8 (342) 200-00-00, доб. 12",
    ]  # fmt: skip
    places = [text.rfind(part) if "доб." in part else text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "Третьяковой М.Ю." in text
    assert "ул. Революции, д. 24, кв. 61, г. Пермь, 614007" in text


def test_the_body_is_printed_as_it_was_written() -> None:
    assert " ".join(BODY.split()) in reading.whole(letter_pdf(a_sheet()))


def test_margins_and_places_are_those_of_the_standard() -> None:
    pdf = letter_pdf(a_sheet(body="\n".join([BODY] * 6)))
    for page in range(len(reading.pages(pdf))):
        assert reading.left_edge(pdf, page) >= 19.7
        assert reading.right_edge(pdf, page) <= 200.3
        assert reading.bottom_edge(pdf, page) <= 277.3
    first = letter_pdf(a_sheet())
    assert reading.right_edge(first) > 199  # justified
    assert reading.piece(first, "Ваше обращение").left == pytest.approx(32.5, abs=0.1)
    assert reading.piece(first, "Третьяковой").left == pytest.approx(120, abs=0.1)
    assert reading.piece(first, "О теплоснабжении").left == pytest.approx(20, abs=0.1)
    assert reading.piece(first, "ПРИЁМНАЯ").top > 20
    assert reading.piece(first, "Соколова").top > 260
    assert reading.piece(first, "Руководитель").top == reading.piece(first, "А.В. Белов").top


def test_only_the_executor_is_smaller_than_twelve_points() -> None:
    small = {piece.text for piece in reading.pieces(letter_pdf(a_sheet())) if piece.size < 12}
    assert small == {"Соколова Елена Викторовна", "8 (342) 200-00-00, доб. 12"}


def test_a_letterhead_and_a_heading_stay_within_eight_centimetres() -> None:
    name = "Межрегиональная общественная приёмная по работе с обращениями граждан Пермского края и соседних округов"
    heading = "О перерасчёте платы за коммунальную услугу по отоплению за октябрь и ноябрь 2026 года"
    pdf = letter_pdf(a_sheet(office_name=name, heading=heading, addressee=" ", address=" ", salutation="", body="да",
                             enclosure="", signer_position="", signer=""))  # fmt: skip
    assert reading.right_edge(pdf) <= 100.3
    assert " ".join(name.upper().split()) in reading.whole(pdf)


def test_a_draft_has_neither_date_nor_number() -> None:
    text = reading.whole(letter_pdf(a_draft()))
    assert "02.12.2026" not in text
    assert "221" not in text
    assert "№ На № 2026-001102 от 11.11.2026" in text


def test_the_same_letter_is_the_same_bytes() -> None:
    assert letter_pdf(a_sheet()) == letter_pdf(LetterSheet.from_json(a_sheet().to_json()))


def test_the_screen_language_does_not_change_a_letter(speak: Callable[[str], None]) -> None:
    english = letter_pdf(a_sheet())
    speak("ru")
    assert letter_pdf(a_sheet()) == english


def test_another_process_prints_the_same_bytes() -> None:
    code = (
        "import sys; from printing.letter import letter_pdf; from tests.printing.samples import a_sheet;"
        "sys.stdout.buffer.write(letter_pdf(a_sheet()))"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
            capture_output=True, check=True,
        )  # fmt: skip
        assert run.stdout == letter_pdf(a_sheet())


def test_letters_printed_at_the_same_time_do_not_mix() -> None:
    sheets = [a_sheet(number=str(n), body=f"Письмо {n}. " + BODY * (n % 3 + 1)) for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(letter_pdf, sheets)) == [letter_pdf(sheet) for sheet in sheets]


def test_the_file_names_the_appeal_but_no_person() -> None:
    document = PdfReader(BytesIO(letter_pdf(a_sheet())))
    facts = " ".join(str(value) for value in (document.metadata or {}).values())
    assert "Reply letter 2026-001102" in facts
    assert "Третьяков" not in facts
    assert "Белов" not in facts


def test_all_fonts_are_embedded_and_none_is_foreign() -> None:
    fonts = reading.fonts(letter_pdf(a_sheet()))
    assert all(fonts.values())
    assert all("PTSerif" in name for name in fonts)


def test_page_numbers_begin_on_the_second_page_in_the_middle_of_the_top_margin() -> None:
    pdf = letter_pdf(a_sheet(body="\n".join([BODY] * 6)))
    pages = reading.pages(pdf)
    assert len(pages) == 3
    for number in (2, 3):
        printed = reading.piece(pdf, str(number), number - 1)
        assert printed.text == str(number)
        assert printed.left == pytest.approx(110, abs=2)
        assert 10 < printed.top < 20
    assert not any(piece.top < 20 for piece in reading.pieces(pdf, 0))


@pytest.mark.parametrize("repeats", range(1, 40))
def test_the_signature_never_stands_alone_on_a_page(repeats: int) -> None:
    paragraph = "Сообщаем, что работы по восстановлению теплоснабжения продолжаются и будут завершены в срок. "
    pdf = letter_pdf(a_sheet(body="\n".join([paragraph * 2] * repeats)))
    last = reading.words(reading.pages(pdf)[-1])
    before = last.partition("Руководитель приёмной")[0]
    assert "Руководитель приёмной" in last
    assert len(before.replace("Приложение: на 2 л. в 1 экз.", "")) > 60
    assert "Соколова Елена Викторовна" in last


def test_no_line_of_a_paragraph_is_left_alone_on_a_page() -> None:
    for filler in range(1, 30):
        lines = "\n".join(f"Строка {n}." for n in range(filler))
        pdf = letter_pdf(a_sheet(body=lines + "\n" + "слово " * 90))
        for page in range(len(reading.pages(pdf))):
            alone = [piece for piece in reading.pieces(pdf, page) if set(piece.text.split()) <= {"слово", "сло-", "во"}]
            assert len(alone) != 1


def test_long_names_wrap_and_lose_nothing() -> None:
    name = "Константинопольскому-Салтыкову-Щедрину Александру-Мирзе Гусейн-Али-оглы"
    address = "ул. Имени пятидесятилетия образования Союза Советских Социалистических Республик, д. 124, " * 3
    position = "Исполняющий обязанности заместителя руководителя межрегиональной общественной приёмной"
    pdf = letter_pdf(a_sheet(addressee=name, address=address, signer_position=position, number="2026-000221/исх-к" * 3))
    text = reading.whole(pdf)
    assert len(reading.pages(pdf)) == 2
    for part in (position, "Александру-Мирзе Гусейн-Али-оглы", address.strip()):
        assert part in text
    assert reading.right_edge(pdf) <= 200.3


def test_a_text_of_a_hundred_years_runs_over_pages_to_its_end() -> None:
    body = "\n".join(f"{n}. " + BODY for n in range(1, 101)) + "\nКонец письма."
    pdf = letter_pdf(a_sheet(body=body, address="далеко " * 2000, office_name="Приёмная " * 200))
    text = reading.whole(pdf)
    assert "Конец письма." in text
    assert text.count("теплоснабжении") == 1
    assert text.count("далеко") == 2000
    assert text.count("ПРИЁМНАЯ") == 200
    assert all(reading.bottom_edge(pdf, page) <= 277.5 for page in range(len(reading.pages(pdf))))


def test_an_english_letter_speaks_english() -> None:
    text = reading.whole(letter_pdf(an_english_sheet()))
    for part in ("PUBLIC RECEPTION OFFICE", "tel. +7 342 200-00-00, +7 342 200-00-01", "2 Dec 2026", "No. 221",
                 "Re: No. 2026-001102 of 11 Nov 2026", "Dear Ms. Tretyakova,", "Enclosure: 2 sheets, 1 copy",
                 "office@example.org", "Elena Sokolova"):  # fmt: skip
        assert part in text
    assert not any("а" <= letter <= "я" for letter in text.lower())


def test_empty_facts_leave_no_crumbs() -> None:
    absent = dict.fromkeys(("enclosure", "heading", "executor", "executor_phone", "office_email", "office_address"), "")
    pdf = letter_pdf(a_sheet(**absent, office_phones=()))
    text = reading.whole(pdf)
    assert "Приложение" not in text
    assert "тел." not in text
    assert len(reading.pages(letter_pdf(a_sheet(body="", salutation="", signer="", signer_position="")))) == 1


def test_several_letters_in_one_file_are_numbered_each_from_its_own_first_page() -> None:
    long = a_sheet(body="\n".join([BODY] * 4))
    pdf = letters_pdf([long, a_sheet(), long])
    pages = reading.pages(pdf)
    assert len(pages) == 5
    for page in (0, 2, 3):
        assert not any(piece.top < 20 for piece in reading.pieces(pdf, page))
    for page in (1, 4):
        assert reading.piece(pdf, "2", page).text == "2"


HOSTILE = (
    '<img src="/etc/passwd"/>', "<b>жирно", "</para><script>alert(1)</script>", "&lt;&amp;&#0;", "%(name)s {name} {0}",
    "(скобка \\( и \\)) Tj ET", "<font size=99>", "=cmd|' /C calc'!A1", "конец\x00строки", "\u202eперевёрнуто\u202c",
    "<a href='http://example.org'>", "'; DROP TABLE appeal; --", "<onDraw name=x>", "\\u0041\\n", "…" * 90,
    "🙂 漢字", "<!-- --> <![CDATA[ ]]>", "e\u0301\u0301\u0301", "\ud800",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_typed(text: str) -> None:
    everywhere = dict.fromkeys(
        ("office_name", "office_address", "addressee", "address", "heading", "salutation", "body", "enclosure",
         "signer_position", "signer", "executor", "executor_phone", "appeal_number"), text,
    )  # fmt: skip
    pdf = letter_pdf(a_sheet(**everywhere))
    printed = "".join(reading.whole(letter_pdf(a_sheet(body=f"до {text} после"))).split())
    assert reading.pictures(pdf) == 0
    for link in ("/URI", "/JavaScript", "/Annots"):
        assert link.encode() not in pdf
    if not any(ord(letter) > 0x2FFF or letter in "\u0301\ud800" for letter in text):
        wanted = "".join(letter for letter in text if letter not in "\x00\u202e\u202c")
        assert "до" + "".join(wanted.split()) + "после" in printed


def test_letters_never_reach_a_markup_parser() -> None:
    for file in (ROOT / "printing").glob("*.py"):
        assert "Paragraph(" not in file.read_text("utf-8")
        assert "platypus" not in file.read_text("utf-8")
