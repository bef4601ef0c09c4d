"""What the page of letters reads in one go; runs on a lane, knows no widget."""

from __future__ import annotations

from dataclasses import dataclass

from models.letters import queries
from models.letters.queries import LetterLine, LetterView
from models.office.desk import Desk


@dataclass(frozen=True)
class LetterReading:
    """The letter to show, and all letters of its appeal."""

    view: LetterView
    letters: tuple[LetterLine, ...]

    @property
    def is_annulled(self) -> bool:
        return any(line.is_annulled for line in self.letters if line.id == self.view.letter_id)

    @property
    def is_signed(self) -> bool:
        """Signed ones are never changed, annulled or not."""
        return self.view.signed_on is not None


def letter(desk: Desk, appeal_id: int, letter_id: int | None = None, is_new: bool = False) -> LetterReading:
    """The given letter of an appeal, else the one that is at hand; `is_new` proposes another."""
    view = queries.letter_for(desk, appeal_id, letter_id, is_new)
    return LetterReading(view, queries.letters_of(desk, appeal_id))
