"""The sheet of a day on paper: whom each expert receives and when, with room to tick and to write. A4 upright."""

from __future__ import annotations

from datetime import time

from models.reception.day_sheet import DayLine, DaySheet, ExpertSheet
from models.reception.rules import STATE_WORDS
from models.reception.tables import BOOKED
from printing.fonts import BOLD, SANS
from printing.ledger import SMALL, STRONG, TEXT, Cell, Head, Ledger, cell
from printing.page import MM, RIGHT, Column, Margins, Paper
from printing.running import run_through
from printing.text import Style, lines_of, one_line
from resources.formats import clock_time, day, number, time_range, weekday
from resources.words import N_, language, ngettext, translate

_TITLE = Style(SANS + BOLD, 17, 21)
_OFFICE = Style(SANS, 9, 11.5, "muted")
_NAME = Style(SANS + BOLD, 11.5, 14)
_POSITION = Style(SANS, 9, 11.5, "muted")
_HOURS = Style(SANS, 9, 11.5)
_TIME = Style(SANS + BOLD, 10, 12)
_NOTE = Style(SANS, 8.6, 10.6, "muted")
_EMPTY = Style(SANS, 10.5, 14)
_MARGINS = Margins(left=18 * MM, right=12 * MM, top=15 * MM, bottom=14 * MM)
_WIDTHS = (25 * MM, 58 * MM, 73 * MM)  # the mark takes the rest
LONGEST_QUESTION = 240  # letters: the sheet says what it is about, the screen says it all


def day_sheet_pdf(sheet: DaySheet) -> bytes:
    """The sheet in the current language; the same facts give the same bytes."""
    paper = Paper(f"Day sheet {sheet.day}", language(), SANS, _MARGINS)
    main = Column(paper, _MARGINS.left, _MARGINS.width, paper.new_page(), _MARGINS.top)
    _heading(main, sheet)
    if not sheet.experts:
        _nobody(main, sheet)
    for expert in sheet.experts:
        _expert(main, expert)
    run_through(paper, _title(sheet))
    return paper.save()


def _title(sheet: DaySheet) -> str:
    return f"{weekday(sheet.day)}, {day(sheet.day)}"


def _heading(main: Column, sheet: DaySheet) -> None:
    text, style = one_line(_title(sheet), _TITLE, main.width)
    main.page.text(main.x, main.y + 15, text, style)
    main.y += 21
    counted = " · ".join(_counts(sheet)) if sheet.lines or sheet.cancelled else ""
    offices = lines_of(sheet.office_name, _OFFICE, main.width - 80 * MM)
    main.page.text(main.x + main.width, main.y + 8.6, *one_line(counted, _HOURS, 78 * MM), RIGHT)
    main.lines(offices, _OFFICE)
    main.y += 5
    main.page.rule(main.x, main.y, main.x + main.width, main.y, "muted", 0.8)


def _counts(sheet: DaySheet) -> list[str]:
    """«14 записей · 2 без записи · 1 отмена»."""
    walk_ins = sum(line.is_walk_in for line in sheet.lines)
    booked = len(sheet.lines) - walk_ins
    found = [ngettext("{n} booked", "{n} booked", booked).format(n=number(booked))]
    if walk_ins:
        found.append(ngettext("{n} without booking", "{n} without booking", walk_ins).format(n=number(walk_ins)))
    if sheet.cancelled:
        count = len(sheet.cancelled)
        found.append(ngettext("{n} cancelled", "{n} cancelled", count).format(n=number(count)))
    return found


def _nobody(main: Column, sheet: DaySheet) -> None:
    if sheet.closed_because:
        words = translate(N_("No reception on this day: {why}.")).format(why=sheet.closed_because.rstrip("."))
    else:
        words = translate(N_("No reception on this day."))
    main.y += 16
    main.lines(lines_of(words, _EMPTY, main.width), _EMPTY)


def _expert(main: Column, expert: ExpertSheet) -> None:
    """Name, hours and table; the heading never stands alone at the foot of a page."""
    ledger = Ledger(_heads(main.width), hyphens=language())
    rows = [_cells(line) for line in expert.lines]
    about = lines_of(_about(expert), _HOURS, main.width)
    after = ledger.head_height + sum(ledger.height_of(row) for row in rows[:2]) if rows else _NOTE.leading
    main.gap(15)
    main.need(min(_NAME.leading + len(about) * _HOURS.leading + after + 6, (main.bottom - main.top) / 2))
    _name(main, expert)
    main.lines(about if expert.hours or expert.absences else (), _HOURS)
    main.y += 3
    if rows:
        ledger.begin(main)
        for row in rows:
            ledger.row(main, row)
    else:
        nobody = translate(N_("Nobody is booked."))
        main.lines(lines_of(nobody, _NOTE, main.width), _NOTE)
    if expert.cancelled:
        main.y += 4
        main.lines(lines_of(_aside(expert), _NOTE, main.width, hyphens=language()), _NOTE)


def _name(main: Column, expert: ExpertSheet) -> None:
    names = lines_of(expert.name, _NAME, main.width * 0.6)
    position, style = one_line(expert.position, _POSITION, main.width * 0.38)
    main.page.text(main.x + main.width, main.y + 10.5, position, style, RIGHT)
    main.lines(names, _NAME)


def _heads(width: float) -> list[Head]:
    titles = (N_("Time"), N_("Visitor"), N_("Question"))
    heads = [Head(translate(title), own) for title, own in zip(titles, _WIDTHS, strict=True)]
    return [*heads, Head(translate(N_("Mark")), width - sum(_WIDTHS))]


def _cells(line: DayLine) -> tuple[Cell, ...]:
    marks = []
    if line.is_walk_in:
        marks.append(translate(N_("without booking")))
    if line.is_outreach:
        marks.append(translate(N_("outreach")))
    if line.ticket:
        marks.append(translate(N_("ticket {number}")).format(number=line.ticket))
    state = "" if line.state == BOOKED else _capital(translate(STATE_WORDS[line.state]))
    hours = clock_time(line.start) if line.is_walk_in else time_range(line.start, line.end)
    return (
        cell((hours, _TIME), *((mark, SMALL) for mark in marks)),
        cell((line.visitor or translate(N_("No name given")), STRONG), (line.phone, TEXT)),
        cell((line.topic, TEXT), (line.summary, SMALL), most=LONGEST_QUESTION),
        cell((state, SMALL)),
    )


def _about(expert: ExpertSheet) -> str:
    """«10:00–13:00, 14:00–18:00 · выездной приём 11:00–15:00: Дом культуры · нет с 15:00 до 16:00: отпуск»."""
    is_away = any(starts is None for starts, _ends, _why in expert.absences)
    office = "" if is_away else ", ".join(time_range(h.start, h.end) for h in expert.hours if not h.place)
    trip, away = translate(N_("outreach {hours}: {place}")), [_away(*absence) for absence in expert.absences]
    trips = [trip.format(hours=time_range(h.start, h.end), place=h.place) for h in expert.hours if h.place]
    return " · ".join(part for part in (office, *trips, *away) if part)


def _away(starts: time | None, ends: time | None, why: str) -> str:
    if starts is None or ends is None:
        words = translate(N_("away all day"))
    else:
        words = translate(N_("away {hours}")).format(hours=time_range(starts, ends))
    return f"{words}: {why}" if why else words


def _aside(expert: ExpertSheet) -> str:
    """Who was cancelled: time, name, phone, why."""
    entries = []
    for line in expert.cancelled:
        who = ", ".join(part for part in (line.visitor or translate(N_("No name given")), line.phone) if part)
        why = f" ({' '.join(line.cancel_reason.split())})" if line.cancel_reason.strip() else ""
        entries.append(f"{clock_time(line.start)} {who}{why}")
    return translate(N_("Cancelled: {list}.")).format(list="; ".join(entries))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
