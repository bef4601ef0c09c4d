"""Phones as people type them."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.visitors import phones

MOBILE = "+79128841705"
CITY = "+73422441560"
READABLE = [
    ("8 912 884-17-05", MOBILE, ""),
    ("8-912-884-17-05", MOBILE, ""),
    ("8(912)884-17-05", MOBILE, ""),
    ("8 (912) 884 17 05", MOBILE, ""),
    ("8912 8841705", MOBILE, ""),
    ("89128841705", MOBILE, ""),
    ("79128841705", MOBILE, ""),
    ("9128841705", MOBILE, ""),
    ("912 884-17-05", MOBILE, ""),
    ("+79128841705", MOBILE, ""),
    ("+7 912 884-17-05", MOBILE, ""),
    ("+7(912)884-17-05", MOBILE, ""),
    ("+ 7 912 884 17 05", MOBILE, ""),
    ("+7-912-884-1705", MOBILE, ""),
    ("+89128841705", MOBILE, ""),
    ("8.912.884.17.05", MOBILE, ""),
    ("8–912–884–17–05", MOBILE, ""),
    ("8 912 884−17−05", MOBILE, ""),
    ("  8 912 884-17-05  ", MOBILE, ""),
    ("8\u00a0912\u00a0884-17-05", MOBILE, ""),
    ("8\u200b9128841705", MOBILE, ""),
    ("８９１２８８４１７０５", MOBILE, ""),
    ("8 912 884-17-05.", MOBILE, ""),
    ("8 912 884-17-05;", MOBILE, ""),
    ("тел. 8 912 884-17-05", MOBILE, ""),
    ("Тел.: 8 912 884-17-05", MOBILE, ""),
    ("моб. 89128841705", MOBILE, ""),
    ("т.89128841705", MOBILE, ""),
    ("сот. тел. 8 912 884-17-05", MOBILE, ""),
    ("8 912 884-17-05 (дочь)", MOBILE, ""),
    ("8 912 884-17-05 (после 18)", None, ""),
    ("8 912 884-17-05 вн. 7", MOBILE, "7"),
    ("8 912 884-17-05 вн.7", MOBILE, "7"),
    ("8 912 884-17-05, вн 7", MOBILE, "7"),
    ("8 912 884-17-05 внутр. 7", MOBILE, "7"),
    ("8 912 884-17-05 доб. 12", MOBILE, "12"),
    ("8 912 884-17-05 доб.12", MOBILE, "12"),
    ("8 912 884-17-05 добавочный 12", MOBILE, "12"),
    ("8 912 884-17-05 (доб. 12)", MOBILE, "12"),
    ("8 912 884-17-05 ДОБ. № 12", MOBILE, "12"),
    ("8 912 884-17-05 доп. 12", MOBILE, "12"),
    ("8 912 884-17-05 ext. 5", MOBILE, "5"),
    ("8 912 884-17-05 x5", MOBILE, "5"),
    ("8 912 884-17-05 #1234", MOBILE, "1234"),
    ("244-15-60", CITY, ""),
    ("2441560", CITY, ""),
    ("244 15 60", CITY, ""),
    ("дом. 244-15-60", CITY, ""),
    ("2441560 доб. 3", CITY, "3"),
    ("8 (342) 244-15-60", CITY, ""),
    ("8342 2441560", CITY, ""),
    ("(342) 244-15-60", CITY, ""),
    ("8 (34271) 2-34-56", "+73427123456", ""),
    ("87272501010", "+77272501010", ""),
    ("+7 727 250-10-10", "+77272501010", ""),
    ("+7 701 123-45-67", "+77011234567", ""),
    ("8 701 123 45 67", "+77011234567", ""),
    ("812 300-11-22", "+78123001122", ""),
    ("8 800 555-35-35", "+78005553535", ""),
    ("+375 29 123-45-67", "+375291234567", ""),
    ("8 10 375 29 123-45-67", "+375291234567", ""),
    ("+998 90 123 45 67", "+998901234567", ""),
    ("+1 212 555-01-23", "+12125550123", ""),
]
UNREADABLE = [
    ("", phones.UNREADABLE),
    ("—", phones.UNREADABLE),
    ("+", phones.UNREADABLE),
    ("нет", phones.LETTERS),
    ("не дал", phones.LETTERS),
    ("8 9I2 884-17-05", phones.LETTERS),
    ("8 91О 884-17-05", phones.LETTERS),
    ("8 91O 884-17-05", phones.LETTERS),
    ("8 912 884-17-05 дочь Анна", phones.LETTERS),
    ("112", phones.SHORT),
    ("03", phones.SHORT),
    ("911", phones.SHORT),
    ("0321", phones.SHORT),
    ("8 912 88", phones.SHORT),
    ("8 912 884", phones.SHORT),
    ("8 912 884-17-0", phones.UNREADABLE),
    ("8 912 884-17-051", phones.UNREADABLE),
    ("8 112 884-17-05", phones.UNREADABLE),
    ("0000000000", phones.UNREADABLE),
    ("+7 912 884-17", phones.UNREADABLE),
    ("8 912 884-17-05*", phones.UNREADABLE),
    ("8 912 884-17-05, 8 912 884-17-06", phones.UNREADABLE),
    ("+7+9128841705", phones.UNREADABLE),
]


@pytest.mark.parametrize(("typed", "e164", "extension"), READABLE)
def test_any_usual_spelling_is_read(typed: str, e164: str | None, extension: str) -> None:
    phone = phones.parsed(typed, "RU", "342")
    assert (phone.e164, phone.extension) == (e164, extension)
    assert (phones.problem_of(phone) is None) == (e164 is not None)


@pytest.mark.parametrize(("typed", "trouble"), UNREADABLE)
def test_what_cannot_be_read_says_why_and_stays_as_typed(typed: str, trouble: str) -> None:
    phone = phones.parsed(typed, "RU", "342")
    assert (phone.e164, phone.trouble, phone.shown()) == (None, trouble, typed)
    problem = phones.problem_of(phone)
    assert problem is not None
    assert problem.field == "phones"
    assert str(problem)


def test_seven_digits_take_the_area_code_of_the_office() -> None:
    assert phones.parsed("244-15-60", "RU", "342").is_area_code_added
    assert phones.parsed("2-34-56", "RU", "34271").e164 == "+73427123456"
    assert phones.parsed("244-15-60", "RU", "").trouble == phones.LOCAL
    assert phones.parsed("2-34-56", "RU", "342").trouble == phones.LOCAL
    assert not phones.parsed("8 342 244-15-60", "RU", "342").is_area_code_added


def test_an_office_of_another_country_reads_its_own_spellings() -> None:
    assert phones.parsed("(029) 123-45-67", "BY", "").e164 == "+375291234567"
    assert phones.parsed("8 029 123-45-67", "BY", "").e164 == "+375291234567"
    assert phones.parsed("8 701 123 45 67", "KZ", "").e164 == "+77011234567"


@pytest.mark.parametrize(
    ("e164", "shown"),
    [
        (MOBILE, "+7 912 884-17-05"),
        (CITY, "+7 342 244-15-60"),
        ("+77272501010", "+7 727 250-10-10"),
        ("+375291234567", "+375 29 123-45-67"),
        ("+12125550123", "+1 212-555-0123"),
    ],
)
def test_a_phone_is_shown_in_one_way(e164: str, shown: str) -> None:
    assert phones.shown(e164) == shown
    assert phones.parsed(shown).e164 == e164


def test_the_extension_follows_the_number() -> None:
    assert phones.shown(CITY, "12") == "+7 342 244-15-60, ext. 12"
    assert phones.parsed(phones.shown(CITY, "12")).extension == "12"


def test_the_key_is_the_last_ten_digits_without_the_extension() -> None:
    assert phones.key(MOBILE) == phones.key("8 912 884-17-05 доб. 12") == "9128841705"
    assert phones.key("+375291234567") == "5291234567"
    assert phones.key("244-15-60") == "2441560"
    assert phones.key("нет") == ""


def test_the_phones_of_one_cell_are_told_apart() -> None:
    assert phones.split("8 912 884-17-05, 244-15-60") == ("8 912 884-17-05", "244-15-60")
    assert phones.split("89128841705/89128841706;\n2441560") == ("89128841705", "89128841706", "2441560")
    assert phones.split("8 342 200-00-00, доб. 12") == ("8 342 200-00-00, доб. 12",)
    assert phones.split("  ") == ()


def test_an_unfinished_phone_is_told_from_a_wrong_one() -> None:
    assert phones.is_unfinished(phones.parsed("8 912 884-17"))
    assert phones.is_unfinished(phones.parsed("+7 912 884-17-0"))
    assert not phones.is_unfinished(phones.parsed("8 112 884-17-05"))
    assert not phones.is_unfinished(phones.parsed("8 9I2"))


def test_the_region_comes_from_the_number_and_of_a_mobile_it_is_the_country() -> None:
    assert phones.region(CITY, "ru") == "Пермский край"
    assert phones.region(MOBILE, "ru") == "Россия"
    assert phones.region(MOBILE, "en") == "Russia"
    assert phones.parsed("87011234567").region("ru") == "Казахстан"
    assert phones.parsed("нет").region("ru") == ""
    assert phones.region("+", "ru") == ""


@given(
    st.text(max_size=40), st.sampled_from(["RU", "KZ", "BY", "US", ""]), st.sampled_from(["", "342", "34271", "нет"])
)
def test_no_text_makes_reading_raise(text: str, country: str, area_code: str) -> None:
    phone = phones.parsed(text, country, area_code)
    assert (phone.e164 is None) == bool(phone.trouble)
    assert phone.shown() is not None
    assert len(phones.key(text)) <= 10
    phones.split(text)
    phones.without_extension(text)


@given(st.from_regex(r"[34679][0-9]{9}", fullmatch=True), st.sampled_from(["8", "+7", "7", ""]))
def test_the_quick_reading_agrees_with_the_library(national: str, prefix: str) -> None:
    number = phonenumbers.parse("+7" + national)
    assert phones.parsed(prefix + national).e164 == phonenumbers.format_number(
        number, phonenumbers.PhoneNumberFormat.E164
    )


@given(st.from_regex(r"[3469][0-9]{9}", fullmatch=True))
def test_every_spelling_of_a_number_has_one_key(national: str) -> None:
    e164 = phones.parsed("8" + national).e164
    assert e164 is not None
    spellings = (e164, "8" + national, phones.shown(e164), national, "+7" + national)
    assert {phones.key(text) for text in spellings} == {national}
