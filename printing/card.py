"""The reception card on paper (карточка личного приёма, 59-ФЗ, art. 13): one form on A4, longer texts go on overleaf.

What the office does not keep (identity document, order, executor) has a rule to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.appeals.card import CardSheet, CardStep
from models.appeals.course import step_text
from models.appeals.labels import CHANNELS, KINDS, OUTCOMES
from models.visitors.names import signature
from printing.fonts import BOLD, SANS, SERIF
from printing.ledger import SMALL, TEXT, Head, Ledger, cell
from printing.page import CENTRE, MM, RIGHT, Column, Margins, Paper
from printing.running import run_through
from printing.text import Line, Style, lines_of, one_line, paragraphs
from resources.formats import clock_time, date_time, day, joined, money, number, short_date
from resources.words import N_, language, translate

_TITLE = Style(SERIF + BOLD, 16, 20, "black")
_OFFICE = Style(SERIF, 10, 12.5, "black")
_SECTION = Style(SANS + BOLD, 9, 12, "black")
_LABEL = Style(SANS, 7.4, 9, "muted")
_VALUE = Style(SERIF, 10.5, 13, "black")
_STRONG = Style(SERIF + BOLD, 10.5, 13, "black")
_WARNING = Style(SERIF + BOLD, 10.5, 13, "red")
_MARGINS = Margins(left=20 * MM, right=12 * MM, top=14 * MM, bottom=14 * MM)
_GUTTER = 9
_NAME = 46 * MM  # of the signer, beside the rule for the signature
_RULE = 42 * MM


@dataclass(frozen=True)
class _Field:
    """A labelled place of the form; `share` is its part of the width."""

    label: str
    value: str
    share: float
    style: Style = _VALUE


def card_pdf(sheet: CardSheet) -> bytes:
    """The card in the current language; the same facts give the same bytes."""
    paper = Paper(f"Reception card {sheet.number}", language(), SERIF, _MARGINS)
    _CardPaper(paper, sheet).draw()
    run_through(paper, _title(sheet))
    return paper.save()


def _title(sheet: CardSheet) -> str:
    return translate(N_("Reception card No. {number}")).format(number=sheet.number)


class _CardPaper:
    """Sets the parts of one card one under another."""

    def __init__(self, paper: Paper, sheet: CardSheet) -> None:
        self._sheet = sheet
        self._free_lines = 1 if sheet.outcome else 2  # for the pen: more while the work goes on
        self._main = Column(paper, _MARGINS.left, _MARGINS.width, paper.new_page(), _MARGINS.top)

    def draw(self) -> None:
        self._heading()
        self._reception()
        self._applicant()
        self._appeal()
        self._order()
        self._course()
        self._outcome()
        self._signatures()

    # -- parts ---------------------------------------------------------------------------------------------------

    def _heading(self) -> None:
        main, sheet = self._main, self._sheet
        for text in (sheet.office_name, sheet.office_address):
            main.lines(lines_of(text, _OFFICE, main.width) if text.strip() else (), _OFFICE, CENTRE)
        main.y += 6
        text, style = one_line(_title(sheet), _TITLE, main.width)
        main.page.text(main.x + main.width / 2, main.y + 15, text, style, CENTRE)
        main.y += 22
        if sheet.is_annulled:
            words = translate(N_("The registration is annulled; the number stays used."))
            main.lines(lines_of(words, _WARNING, main.width), _WARNING, CENTRE)

    def _reception(self) -> None:
        sheet = self._sheet
        self._section(translate(N_("Reception")))
        how = _capital(translate(CHANNELS.get(sheet.channel, sheet.channel)))
        if sheet.is_walk_in:
            unbooked = translate(N_("without booking"))
            how = f"{how}, {unbooked}"
        self._fields(
            _Field(translate(N_("Registered")), day(sheet.received_on), 0.25),
            _Field(translate(N_("Date and time of the reception")), _held(sheet), 0.3),
            _Field(translate(N_("How it came")), how, 0.45),
        )
        self._fields(_Field(translate(N_("Place")), sheet.place, 1))
        self._fields(
            _Field(translate(N_("Received by")), sheet.expert, 0.55),
            _Field(translate(N_("Position")), sheet.expert_position, 0.45),
        )

    def _applicant(self) -> None:
        sheet = self._sheet
        self._section(translate(N_("Applicant")))
        name = sheet.visitor or translate(N_("No name given"))
        born = day(sheet.birth_date) if sheet.birth_date else str(sheet.birth_year or "")
        self._fields(
            _Field(translate(N_("Surname, name, patronymic")), name, 0.7, _STRONG),
            _Field(translate(N_("Date of birth")), born, 0.3),
        )
        self._fields(
            _Field(translate(N_("Address")), sheet.address, 0.7),
            _Field(translate(N_("District")), sheet.district, 0.3),
        )
        self._fields(
            _Field(translate(N_("Phone")), ", ".join(sheet.phones), 0.55),
            _Field(translate(N_("E-mail")), sheet.email, 0.45),
        )
        self._fields(
            _Field(translate(N_("Identity document")), "", 0.55),
            _Field(translate(N_("Social position, benefit category")), sheet.category, 0.45),
        )

    def _appeal(self) -> None:
        sheet = self._sheet
        self._section(translate(N_("Appeal")))
        self._fields(
            _Field(translate(N_("Kind of appeal")), _capital(translate(KINDS.get(sheet.kind, sheet.kind))), 0.3),
            _Field(translate(N_("Repeated appeal")), _repeated(sheet), 0.45),
            _Field(translate(N_("Signers")), number(sheet.collective), 0.25),
        )
        path = f"{sheet.topic_path} · {sheet.topic}" if sheet.topic_path else sheet.topic
        self._fields(_Field(translate(N_("Topic")), f"{sheet.topic_code}  {path}", 1))
        self._text(translate(N_("Content")), sheet.summary, 1 if sheet.written else self._free_lines)
        if sheet.written:
            self._text(translate(N_("Text of the written appeal")), sheet.written, 1)
        accepted = translate(N_("No. {number} of {date}")).format(
            number=sheet.number, date=short_date(sheet.received_on)
        )
        agreed = translate(N_("Yes")) if sheet.is_oral_answer_accepted else translate(N_("No"))
        self._fields(
            _Field(translate(N_("Written appeal taken")), accepted if sheet.is_written else translate(N_("No")), 0.3),
            _Field(translate(N_("Agrees to an oral answer")), agreed, 0.25),
            _Field(translate(N_("Applicant's signature")), "", 0.45),
        )

    def _order(self) -> None:
        self._section(translate(N_("Order and control")))
        self._text(translate(N_("Order")), "", self._free_lines)
        self._fields(
            _Field(translate(N_("Executor")), "", 0.7),
            _Field(translate(N_("Due")), day(self._sheet.due_on), 0.3),
        )

    def _course(self) -> None:
        """What was done, in the order of time; the registration alone is no course."""
        main, steps = self._main, self._sheet.steps
        if all(step.kind == "registered" for step in steps):
            return
        when, who = 31 * MM, 44 * MM
        ledger = Ledger(
            [
                Head(translate(N_("Date and time")), when),
                Head(translate(N_("Who")), who),
                Head(translate(N_("What was done or said")), main.width - when - who),
            ],
            hyphens=language(),
        )
        rows = [(cell((date_time(s.at), SMALL)), cell((s.who, SMALL)), cell((_said(s), TEXT))) for s in steps]
        self._section(translate(N_("Course of work")), ledger.head_height + ledger.height_of(rows[0]))
        ledger.begin(main)
        for row in rows:
            ledger.row(main, row)
        main.gap(3)

    def _outcome(self) -> None:
        sheet = self._sheet
        lines = len(_broken(sheet.result, _VALUE, self._main.width, language()))
        with_all = 2 * _LABEL.leading + (min(max(lines, 2), 8) + 2) * _VALUE.leading + sum(self._signing_heights())
        self._section(translate(N_("Result of the consideration")), with_all)
        amount = money(sheet.amount) if sheet.amount is not None else ""
        answers = joined(
            translate(N_("No. {number} of {date}")).format(number=own, date=short_date(on)) for own, on in sheet.answers
        )
        self._fields(
            _Field(translate(N_("Outcome")), _capital(translate(OUTCOMES[sheet.outcome or "open"])), 0.3, _STRONG),
            _Field(translate(N_("Reply")), answers, 0.4),
            _Field(translate(N_("Returned to the applicant")), amount, 0.3),
        )
        self._text(translate(N_("What was done")), sheet.result, self._free_lines)

    def _signatures(self) -> None:
        sheet, main = self._sheet, self._main
        closed = day(sheet.closed_on) if sheet.closed_on else ""
        main.need(sum(self._signing_heights()) + 6)
        main.gap(6)
        self._signature(translate(N_("Received by")), sheet.expert_position, sheet.expert)
        self._signature(
            translate(N_("Taken off control {date}")).format(date=closed or "_" * 14), sheet.head_position, sheet.head
        )

    def _signing_heights(self) -> list[float]:
        """Of the two signatures: they never stand on a sheet of their own."""
        room = self._main.width - _RULE - _NAME - 2 * _GUTTER
        return [
            _LABEL.leading + max(1, len(_broken(position, _VALUE, room)[:3])) * _VALUE.leading + 8
            for position in (self._sheet.expert_position, self._sheet.head_position)
        ]

    # -- pieces --------------------------------------------------------------------------------------------------

    def _section(self, title: str, after: float = 2 * 13) -> None:
        """A heading that never stands alone at the foot of a page."""
        main = self._main
        main.gap(6)
        main.need(_SECTION.leading + 4 + after + _LABEL.leading)
        main.page.text(main.x, main.y + 10, title, _SECTION)
        main.y += _SECTION.leading + 2
        main.page.rule(main.x, main.y, main.x + main.width, main.y, "black", 0.8)
        main.y += 2

    def _fields(self, *fields: _Field) -> None:
        """Labelled places in one row; an empty one is left free for the pen. A text of many lines flows."""
        main = self._main
        laid_out = []
        for field in fields:
            width = main.width * field.share - (0 if field is fields[-1] else _GUTTER)
            laid_out.append((field, width, _broken(field.value, field.style, width)))
        most = max(len(lines) for _field, _width, lines in laid_out)
        main.need(_LABEL.leading + min(most, 12) * _VALUE.leading + 5)
        x, start, ends = main.x, main.place, []
        for field, width, lines in laid_out:
            place = Column(main.paper, x, width, *start)
            label, style = one_line(field.label, _LABEL, width)
            place.page.text(x, place.y + 8, label, style)
            place.y += _LABEL.leading
            place.lines(lines, field.style)
            place.y += 0 if lines else _VALUE.leading
            ends.append(place.place)
            x += width + _GUTTER
        main.index, main.y = max(ends)
        main.y += 2
        x = main.x
        for _one, width, _lines in laid_out:
            main.page.rule(x, main.y, x + width, main.y, "muted", 0.4)
            x += width + _GUTTER
        main.y += 2.5

    def _text(self, label: str, text: str, least: int) -> None:
        """A text over the whole width, page after page; rules for at least so many lines."""
        main = self._main
        lines = _broken(text, _VALUE, main.width, language())
        main.need(_LABEL.leading + min(2, max(1, len(lines))) * _VALUE.leading + 4)
        main.page.text(main.x, main.y + 8, label, _LABEL)
        main.y += _LABEL.leading
        main.lines(lines, _VALUE)
        for _blank in range(max(0, least - len(lines))):
            main.need(_VALUE.leading + 5)
            main.y += _VALUE.leading + 3
            main.page.rule(main.x, main.y, main.x + main.width, main.y, "muted", 0.4)
        if len(lines) >= least:
            main.y += 2
            main.page.rule(main.x, main.y, main.x + main.width, main.y, "muted", 0.4)
        main.y += 2.5

    def _signature(self, what: str, position: str, name: str) -> None:
        """Who signs, a rule to sign on, the name in full initials."""
        main = self._main
        room = main.width - _RULE - _NAME - 2 * _GUTTER
        lines = [*lines_of(what, _LABEL, room)]
        words = _broken(position, _VALUE, room)[:3]
        height = len(lines) * _LABEL.leading + max(1, len(words)) * _VALUE.leading
        main.need(height + 8)
        main.lines(lines, _LABEL)
        main.lines(words, _VALUE)
        main.y += 0 if words else _VALUE.leading
        baseline = main.y - 3.5
        start = main.x + room + _GUTTER
        main.page.rule(start, baseline + 2, start + _RULE, baseline + 2, "black", 0.5)
        text, style = one_line(signature(name) if name else "", _VALUE, _NAME)
        main.page.text(main.x + main.width, baseline, text, style, RIGHT)
        main.y += 8


def _broken(text: str, style: Style, width: float, hyphens: str = "") -> list[Line]:
    parts: Sequence[str] = paragraphs(text) if text.strip() else ()
    return [line for part in parts for line in lines_of(part, style, width, hyphens=hyphens)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _held(sheet: CardSheet) -> str:
    if sheet.held_at is None:
        return ""
    return f"{day(sheet.held_at.date())}, {clock_time(sheet.held_at)}"


def _repeated(sheet: CardSheet) -> str:
    if not sheet.is_repeated:
        return translate(N_("No"))
    if sheet.repeats is None:
        return translate(N_("Yes"))
    own, on = sheet.repeats
    return translate(N_("Yes, No. {number} of {date}")).format(number=own, date=short_date(on))


def _said(step: CardStep) -> str:
    """The step in words; a closing says its outcome first."""
    text = step_text(step.kind, step.text)
    if step.kind == "closed" and step.outcome:
        outcome = _capital(translate(OUTCOMES[step.outcome]))
        return f"{outcome}. {text}" if step.text else f"{outcome}."
    return text
