"""The letter as it would be printed now: the sheet from what is typed, and its PDF. No widgets, no database."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.letters.queries import LetterView
from models.letters.rules import LetterDraft
from models.letters.sheet import LetterSheet
from models.office.queries import OfficeFacts
from models.visitors.names import signature
from ui.widgets import pdf_pages


@dataclass(frozen=True)
class Rendered:
    """A letter on paper, and the characters that the paper's typeface does not have."""

    sheet: LetterSheet
    pdf: bytes
    missing: tuple[str, ...]


def typed_sheet(view: LetterView, draft: LetterDraft, facts: OfficeFacts) -> LetterSheet:
    """The sheet of a letter being written. Whoever has left the staff since stands on it as before."""
    signer, executor = facts.person(draft.signer_id), facts.person(draft.executor_id)
    sheet = replace(
        view.sheet,
        addressee=draft.addressee,
        address=draft.address,
        heading=draft.heading,
        salutation=draft.salutation,
        body=draft.body,
        enclosure=draft.enclosure,
    )
    if signer is not None:
        sheet = replace(sheet, signer_position=signer.position, signer=signature(signer.name))
    elif draft.signer_id != view.draft.signer_id:
        sheet = replace(sheet, signer_position="", signer="")
    if executor is not None:
        phone = executor.phone or (facts.phones[0] if facts.phones else "")
        sheet = replace(sheet, executor=executor.name, executor_phone=phone)
    elif draft.executor_id != view.draft.executor_id:
        sheet = replace(sheet, executor="", executor_phone="")
    return sheet


def rendered(sheet: LetterSheet) -> Rendered:
    """The PDF; made off the window's thread."""
    from printing.letter import letter_pdf
    from printing.text import missing_glyphs

    pdf_pages.load()  # the window shows it next
    texts = (
        sheet.office_name, sheet.office_address, sheet.addressee, sheet.address, sheet.heading, sheet.salutation,
        sheet.body, sheet.enclosure, sheet.signer_position, sheet.signer, sheet.executor,
    )  # fmt: skip
    missing = missing_glyphs("\n".join(texts) + sheet.office_name.upper())
    return Rendered(sheet, letter_pdf(sheet), tuple(sorted(missing)))
