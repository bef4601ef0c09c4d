"""Which columns a file may have, by their English and Russian headers. One table for each kind of record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.exchange.labels import COLUMN_NAMES, Quoted, Titles
from models.problems import Problem, Refused
from models.storage.keys import search_key
from resources.words import N_


@dataclass(frozen=True)
class Column:
    """A column: its name in the contract, and further headers under which it is read."""

    name: str
    headers: tuple[str, ...] = ()
    is_required: bool = False
    is_only_read: bool = False  # an export has it within another column: the day of `start`


LINE, REASON = "line", "reason"  # stand in a file of rejected rows, which may be mended and given again
_OF_REJECTS = (Column(LINE, ("строка",)), Column(REASON, ("причина",)))

# The same things are in the files of several kinds.
_NAMES = (
    "посетитель", "заявитель", "гражданин", "фио", "ф.и.о.", "фамилия, имя, отчество", "фио посетителя",
    "ф.и.о. посетителя", "фио заявителя", "ф.и.о. заявителя", "фио гражданина", "ф.и.о. гражданина", "full name",
    "name", "applicant", "applicant name", "visitor name",
)  # fmt: skip
_PHONES = (
    "телефон", "телефоны", "тел.", "номер телефона", "контактный телефон", "мобильный",
    "мобильный телефон", "моб.", "моб. тел.", "моб. телефон", "сотовый", "сотовый телефон", "phones", "phone number",
    "tel", "telephone", "telephone number", "mobile", "mobile phone",
)  # fmt: skip
_ADDRESSES = (
    "адрес", "почтовый адрес", "адрес проживания", "адрес места жительства", "место жительства", "адрес заявителя",
    "postal address",
)  # fmt: skip
_DISTRICTS = ("район", "территория", "район проживания", "муниципальное образование")
_TOPICS = ("тема", "тематика", "код темы", "тема (тематика)", "тема обращения", "тематика обращения", "topic code")
_SUMMARIES = (
    "суть", "краткое содержание", "содержание", "вопрос", "суть вопроса", "содержание вопроса", "суть обращения",
    "содержание обращения", "краткое содержание обращения", "content", "subject",
)  # fmt: skip
_EXPERTS = (
    "ведёт приём", "приём ведёт", "кто ведёт приём", "эксперт", "специалист", "сотрудник", "принял", "кто принял",
    "кто принимал", "specialist", "received by",
)  # fmt: skip

APPEALS = (
    Column(
        "received_on",
        ("received", "дата поступления", "дата регистрации", "дата обращения", "дата приёма", "дата", "date received",
         "date of receipt", "registration date", "date"),
        True,
    ),
    Column("visitor", _NAMES, True),
    Column("topic", _TOPICS, True),
    Column("birth_year", ("год рождения", "год рожд.", "г.р.", "year of birth")),
    Column("phone", _PHONES),
    Column("address", _ADDRESSES),
    Column("district", _DISTRICTS),
    Column("channel", ("как поступило", "канал", "канал поступления", "способ поступления", "способ обращения")),
    Column("kind", ("вид", "вид обращения", "тип обращения")),
    Column("summary", _SUMMARIES),
    Column("written", ("текст", "текст обращения", "письменное обращение")),
    Column("expert", _EXPERTS),
    Column("outcome", ("результат", "итог", "результат рассмотрения", "исход")),
    Column("closed_on", ("closed", "закрыто", "дата закрытия", "дата ответа")),
    Column("result", ("что сделано", "ход и результат", "принятые меры")),
    Column("amount", ("сумма",)),
    Column("due", ("срок", "срок ответа", "срок исполнения", "контрольный срок", "due on", "due date")),
    Column("collective", ("число подписей", "количество подписей", "подписей", "коллективное", "signers")),
    Column(
        "number",
        ("номер", "№", "номер обращения", "№ обращения", "регистрационный номер", "рег. номер", "рег. №",
         "входящий номер", "входящий №", "вх. номер", "вх. №", "no."),
    ),
    Column("uuid", ("uuid обращения",)),
    Column("visitor_uuid", ("uuid посетителя",)),
)  # fmt: skip

VISITORS = (
    Column("visitor", _NAMES, True),
    Column("birth_date", ("дата рождения", "дата рожд.", "день рождения", "д.р.", "date of birth", "born on", "dob")),
    Column("birth_year", ("год рождения", "год рожд.", "г.р.", "year of birth")),
    Column("gender", ("пол", "пол (м/ж)", "м/ж", "sex")),
    Column("name_dative", ("дательный падеж", "имя в дательном падеже", "фио в дательном падеже", "кому")),
    Column("phone", _PHONES),
    Column(
        "email",
        ("e-mail", "e-mail address", "email address", "mail", "эл. почта", "электронная почта", "адрес эл. почты",
         "адрес электронной почты", "электронный адрес", "эл. адрес", "почта"),
    ),
    Column("address", _ADDRESSES),
    Column("district", _DISTRICTS),
    Column("category", ("категория", "льготная категория", "социальное положение")),
    Column("note", ("примечание", "примечания", "заметка", "заметки", "комментарий", "комментарии", "notes", "comment",
                    "comments")),
    Column("uuid", ("visitor_uuid", "uuid посетителя")),
)  # fmt: skip

APPOINTMENTS = (
    Column(
        "start",
        ("начало", "время", "время приёма", "дата и время", "дата и время приёма", "день и время", "начало приёма",
         "время начала", "starts at", "start time", "time", "date and time"),
        True,
    ),
    Column("start_day", ("дата", "дата приёма", "день", "день приёма", "date"), is_only_read=True),
    Column("expert", (*_EXPERTS, "кто принимает", "к кому"), True),
    Column("visitor", _NAMES, True),
    Column("minutes", ("минут", "минуты", "длительность", "продолжительность")),
    Column("phone", _PHONES),
    Column("topic", _TOPICS),
    Column("summary", _SUMMARIES),
    Column("state", ("состояние", "статус", "status")),
    Column("outreach", ("выездной приём", "место выездного приёма", "выезд", "outreach event")),
    Column("ticket", ("талон", "номер талона")),
    Column("walk_in", ("без записи",)),
    Column("uuid", ("uuid записи",)),
    Column("visitor_uuid", ("uuid посетителя",)),
)  # fmt: skip

KINDS = {"visitors": VISITORS, "appeals": APPEALS, "appointments": APPOINTMENTS}


def kind_of(header: Sequence[str]) -> str | None:
    """The kind of records that a file with this header holds: the one of which it names the most columns.

    Of several, one whose required columns are all there. None where nothing is known.
    """
    texts = {_key(text) for text in header}

    def fitting(kind: str) -> tuple[int, bool]:
        named = [one for one in KINDS[kind] if texts & {_key(text) for text in _headers(one)}]
        return len(named), all(one in named for one in KINDS[kind] if one.is_required)

    best = max(KINDS, key=fitting)
    return best if fitting(best)[0] else None


_UNKNOWN = N_(
    "Unknown columns: {column}. Known ones: {known}. The headers must stand in the first row, with no title above them."
)
_TWICE = N_("The column {column} stands twice in the file.")
_ALIKE = N_("The columns {column} and {other} mean the same; leave one of them.")
_MISSING = N_("Columns that are needed are missing: {column}.")


def matched(header: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """The name of each column of the file. Raises Refused: some are unknown, twice, or a required one is missing."""
    known = {_key(text): column.name for column in (*columns, *_OF_REJECTS) for text in _headers(column)}
    names = [known.get(_key(text), "") for text in header]
    if unknown := tuple(text for text, name in zip(header, names, strict=True) if not name):
        raise _refused("unknown-column", _UNKNOWN, Quoted(unknown), known=Titles(tuple(one.name for one in columns)))
    for place, name in enumerate(names):
        first = names.index(name)
        if first < place:
            is_same = _key(header[first]) == _key(header[place])
            one, other = Quoted((header[first],)), Quoted((header[place],))
            raise _refused("column-twice", _TWICE if is_same else _ALIKE, one, other=other)
    if missing := tuple(column.name for column in columns if column.is_required and column.name not in names):
        raise _refused("no-column", _MISSING, Titles(missing))
    return names


def _refused(code: str, sentence: str, column: Quoted | Titles, **further: object) -> Refused:
    return Refused(Problem(code, sentence, "", {"column": column, **further}))


def _headers(column: Column) -> tuple[str, ...]:
    """All headers under which a column is read; what the screen calls it in English is one, in Russian among them."""
    return column.name, *column.headers, COLUMN_NAMES[column.name]


def _key(header: str) -> str:
    text = header.casefold().strip()
    return "№" if text == "№" else search_key(text.replace("_", " "))
