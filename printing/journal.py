"""The reception journal on paper (журнал учёта личного приёма): a title page, then the appeals of some days, across A4.

Rows are laid out as they come and finished pages are packed: a year of thousands of rows needs little memory.
"""

from __future__ import annotations

from models.appeals.journal import JournalRow, JournalSheet
from models.appeals.labels import CHANNELS, OUTCOMES
from models.visitors.names import signature
from printing.fonts import BOLD, SERIF
from printing.ledger import SMALL, STRONG, TEXT, Cell, Head, Ledger, cell
from printing.page import ACROSS, CENTRE, MM, Column, Margins, Paper
from printing.running import run_through
from printing.text import Style, balanced, lines_of, one_line, paragraphs
from resources.formats import day, number, short_date
from resources.words import N_, language, ngettext, translate

_OFFICE = Style(SERIF, 14, 19, "black")
_ADDRESS = Style(SERIF, 11, 15, "muted")
_TITLE = Style(SERIF + BOLD, 27, 34, "black")
_UNDER = Style(SERIF, 14, 19, "black")
_FACT = Style(SERIF, 13, 17, "black")
_PLAIN = Style(SERIF, 10.5, 13.5, "black")
_MARGINS = Margins(left=20 * MM, right=12 * MM, top=16 * MM, bottom=15 * MM, sheet=ACROSS)
_WIDTHS = (25 * MM, 24 * MM, 42 * MM, 46 * MM, 70 * MM)  # the decision takes the rest
LONGEST_CONTENT = 1_000  # letters: as long as a summary may be
LONGEST_DECISION = 400  # the card has the whole result


def journal_pdf(sheet: JournalSheet) -> bytes:
    """The journal in the current language; the same facts give the same bytes. Reads the rows once."""
    paper = Paper(f"Reception journal {sheet.first} {sheet.last}", language(), SERIF, _MARGINS)
    paper.new_page()
    main = Column(paper, _MARGINS.left, _MARGINS.width, paper.new_page(), _MARGINS.top)
    count = _rows(main, sheet)
    _closing(main, sheet, count)
    _title_page(paper, sheet)
    run_through(paper, f"{_title()} · {_days(sheet)}")
    return paper.save()


def _title() -> str:
    return translate(N_("Reception journal"))


def _days(sheet: JournalSheet) -> str:
    if sheet.first == sheet.last:
        return day(sheet.first)
    return f"{short_date(sheet.first)} – {short_date(sheet.last)}"


def _title_page(paper: Paper, sheet: JournalSheet) -> None:
    """Drawn last: it says how many sheets there are."""
    column = Column(paper, _MARGINS.left + 20 * MM, _MARGINS.width - 40 * MM, 0, _MARGINS.top + 12 * MM)
    for text, style in ((sheet.office_name, _OFFICE), (sheet.office_address, _ADDRESS)):
        for part in paragraphs(text):
            column.lines(balanced(part, style, column.width)[:4] if part.strip() else (), style, CENTRE)
    column.y = max(column.y + 10 * MM, 68 * MM)
    column.lines(balanced(_title(), _TITLE, column.width), _TITLE, CENTRE)
    column.y += 8
    channel = translate(CHANNELS[sheet.channel]) if sheet.channel else ""
    about = translate(N_("Receptions and appeals registered from {first} to {last}")).format(
        first=day(sheet.first), last=day(sheet.last)
    )
    if channel:
        about = f"{about}, {channel}"
    column.lines(balanced(about, _UNDER, column.width), _UNDER, CENTRE)
    column.y = max(column.y + 12 * MM, 122 * MM)
    facts = (
        (translate(N_("Volume")), ""),
        (translate(N_("Begun")), day(sheet.first)),
        (translate(N_("Ended")), day(sheet.last)),
        (translate(N_("Sheets")), number(len(paper.pages))),
    )
    page, left = column.page, column.x + column.width / 2 - 52 * MM
    for label, value in facts:
        text, style = one_line(label, _FACT, 48 * MM)
        page.text(left, column.y, text, style)
        page.text(left + 78 * MM, column.y, value, _FACT, CENTRE)
        page.rule(left + 52 * MM, column.y + 3, left + 104 * MM, column.y + 3, "black", 0.5)
        column.y += 11 * MM
    page.pack()


def _rows(main: Column, sheet: JournalSheet) -> int:
    """Sets the table and counts its rows."""
    titles = (N_("No."), N_("Date"), N_("Surname, name, patronymic"), N_("Address"), N_("Short content"))
    heads = [Head(translate(title), width) for title, width in zip(titles, _WIDTHS, strict=True)]
    heads.append(Head(translate(N_("Decision")), main.width - sum(_WIDTHS)))
    ledger = Ledger(heads, hyphens=language(), is_packing=True)
    words = _Words()
    ledger.begin(main)
    count = 0
    for row in sheet.rows:
        ledger.row(main, words.cells(row))
        count += 1
    return count


class _Words:
    """The words that every row repeats, translated once."""

    def __init__(self) -> None:
        self._nameless = translate(N_("No name given"))
        self._channels = {code: translate(text) for code, text in CHANNELS.items()}
        self._outcomes = {code: _capital(translate(text)) for code, text in OUTCOMES.items()}
        self._due = translate(N_("due {date}"))

    def cells(self, row: JournalRow) -> tuple[Cell, ...]:
        """What stands in the columns."""
        decided = short_date(row.closed_on) if row.closed_on else self._due.format(date=short_date(row.due_on))
        outcome = self._outcomes[row.outcome or "open"]
        return (
            cell((row.number, STRONG)),
            cell((short_date(row.received_on), TEXT), (self._came(row.channel), SMALL)),
            cell((row.visitor or self._nameless, TEXT)),
            cell((row.address, TEXT)),
            cell((row.topic, SMALL), (row.content, TEXT), most=LONGEST_CONTENT),
            cell((outcome, STRONG), (decided, SMALL), (row.result, TEXT), most=LONGEST_DECISION),
        )

    def _came(self, channel: str) -> str:
        """Only what did not come at a personal reception says so: the journal is one of receptions."""
        return "" if channel == "personal" else self._channels.get(channel, channel)


def _closing(main: Column, sheet: JournalSheet, count: int) -> None:
    """How many rows there were, and who answers for them."""
    words = ngettext("{n} entry in all.", "{n} entries in all.", count).format(n=number(count))
    if not count:
        words = translate(N_("No receptions and no appeals were registered in these days."))
    main.need(30 * MM)
    main.y += 5 * MM
    main.lines(lines_of(words, _PLAIN, main.width), _PLAIN)
    main.y += 9 * MM
    label = translate(N_("Kept by"))
    who = f"{label}: {sheet.keeper_position}" if sheet.keeper_position.strip() else label
    text, style = one_line(who, _PLAIN, 110 * MM)
    main.page.text(main.x, main.y, text, style)
    main.page.rule(main.x + 115 * MM, main.y + 2, main.x + 170 * MM, main.y + 2, "black", 0.5)
    text, style = one_line(signature(sheet.keeper) if sheet.keeper else "", _PLAIN, 60 * MM)
    main.page.text(main.x + 175 * MM, main.y, text, style)
    main.page.pack()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
