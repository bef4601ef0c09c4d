"""The list of regions says of city numbers under +7 what phonenumbers says."""

from __future__ import annotations

from pathlib import Path

import phonenumbers
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import geocoder

from models.visitors.phones import region
from models.visitors.region_list import take_out
from resources import phone_regions


@settings(max_examples=300, deadline=None)
@given(digits=st.integers(3010000000, 8799999999))
def test_a_city_number_is_where_phonenumbers_puts_it(digits: int) -> None:
    number = phonenumbers.parse(f"+7{digits}")
    if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE:
        for language in ("ru", "en"):
            assert region(f"+7{digits}", language) == geocoder.description_for_number(number, language)


def test_a_number_from_abroad_tells_its_country() -> None:
    assert region("+493012345678", "ru") == "Германия"
    assert region("+375171234567", "en") == "Belarus"


def test_the_list_is_that_of_the_installed_library(tmp_path: Path) -> None:
    made = tmp_path / "regions.csv"
    assert take_out(made) > 300
    kept = Path(phone_regions.__file__).with_name(phone_regions.FILE_NAME)
    assert made.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")
