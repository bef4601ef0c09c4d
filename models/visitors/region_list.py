"""Takes the regions of +7 out of phonenumbers again: `python -m models.visitors.region_list`, after an update of it."""

from __future__ import annotations

import csv
from pathlib import Path

from resources import phone_regions


def take_out(target: Path) -> int:
    """Writes the list anew from the installed phonenumbers and tells how many rows it has. A name may be missing."""
    from phonenumbers.geodata import GEOCODE_DATA

    rows = [
        (prefix, names.get("ru", ""), names.get("en", ""))
        for prefix, names in sorted(GEOCODE_DATA.items())
        if prefix.startswith(phone_regions.COUNTRY_CODE)
    ]
    with target.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([("prefix", "ru", "en"), *rows])
    return len(rows)


if __name__ == "__main__":
    print(take_out(Path(phone_regions.__file__).with_name(phone_regions.FILE_NAME)))
