"""Which columns a file may have, by their English and Russian headers. One table for each kind of record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.problems import Problem, Refused
from models.storage.keys import search_key
from resources.words import N_


@dataclass(frozen=True)
class Column:
    """A column: its name in the contract, and further headers under which it is read."""

    name: str
    headers: tuple[str, ...] = ()
    is_required: bool = False


LINE, REASON = "line", "reason"  # stand in a file of rejected rows, which may be mended and given again
_OF_REJECTS = (Column(LINE, ("строка",)), Column(REASON, ("причина",)))

# The same things are in the files of several kinds.
_NAMES = (
    "посетитель", "заявитель", "гражданин", "фио", "ф.и.о.", "фамилия, имя, отчество", "фио посетителя",
    "ф.и.о. посетителя", "фио заявителя", "ф.и.о. заявителя", "фио гражданина", "ф.и.о. гражданина", "full name",
    "name",
)  # fmt: skip
_PHONES = ("телефон", "телефоны", "тел.", "номер телефона", "контактный телефон", "phones", "phone number")
_ADDRESSES = (
    "адрес", "почтовый адрес", "адрес проживания", "адрес места жительства", "место жительства", "адрес заявителя",
    "postal address",
)  # fmt: skip
_DISTRICTS = ("район", "территория", "район проживания", "муниципальное образование")
_TOPICS = ("тема", "тематика", "код темы", "тема (тематика)", "тема обращения", "тематика обращения", "topic code")
_SUMMARIES = ("суть", "краткое содержание", "содержание", "вопрос", "суть вопроса", "содержание вопроса")
_EXPERTS = ("ведёт приём", "приём ведёт", "кто ведёт приём", "эксперт", "специалист", "specialist")

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
    Column("summary", (*_SUMMARIES, "суть обращения", "содержание обращения", "краткое содержание обращения")),
    Column("written", ("текст", "текст обращения", "письменное обращение")),
    Column("expert", (*_EXPERTS, "кто принял", "принял")),
    Column("outcome", ("результат", "итог", "результат рассмотрения", "исход")),
    Column("closed_on", ("closed", "закрыто", "дата закрытия", "дата ответа")),
    Column("result", ("что сделано", "ход и результат", "принятые меры")),
    Column("amount", ("сумма",)),
    Column("due", ("срок", "срок ответа", "срок исполнения", "контрольный срок", "due on", "due date")),
    Column("collective", ("число подписей", "количество подписей", "подписей", "коллективное", "signers")),
    Column(
        "number",
        ("номер", "№", "номер обращения", "№ обращения", "регистрационный номер", "рег. номер", "рег. №", "no."),
    ),
    Column("uuid", ("uuid обращения",)),
    Column("visitor_uuid", ("uuid посетителя",)),
)  # fmt: skip

VISITORS = (
    Column("visitor", _NAMES, True),
    Column("birth_date", ("дата рождения", "date of birth")),
    Column("birth_year", ("год рождения", "год рожд.", "г.р.", "year of birth")),
    Column("gender", ("пол", "sex")),
    Column("name_dative", ("дательный падеж", "имя в дательном падеже", "фио в дательном падеже", "кому")),
    Column("phone", _PHONES),
    Column("email", ("e-mail", "эл. почта", "электронная почта", "адрес электронной почты", "почта")),
    Column("address", _ADDRESSES),
    Column("district", _DISTRICTS),
    Column("category", ("категория", "льготная категория", "социальное положение")),
    Column("note", ("примечание", "примечания", "заметка", "заметки", "комментарий", "notes", "comment")),
    Column("uuid", ("visitor_uuid", "uuid посетителя")),
)  # fmt: skip

APPOINTMENTS = (
    Column(
        "start",
        ("начало", "время", "время приёма", "дата и время", "дата и время приёма", "начало приёма", "starts at",
         "start time"),
        True,
    ),
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
        named = [one for one in KINDS[kind] if texts & {_key(text) for text in (one.name, *one.headers)}]
        return len(named), all(one in named for one in KINDS[kind] if one.is_required)

    best = max(KINDS, key=fitting)
    return best if fitting(best)[0] else None


def matched(header: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """The name of each column of the file. Raises Refused: unknown, twice, or a required one is missing."""
    known = {_key(text): column.name for column in (*columns, *_OF_REJECTS) for text in (column.name, *column.headers)}
    names: list[str] = []
    for text in header:
        name = known.get(_key(text), "")
        if not name:
            raise _refused("unknown-column", N_("The file has an unknown column “{column}”."), text)
        if name in names:
            raise _refused("column-twice", N_("The column “{column}” stands twice in the file."), text)
        names.append(name)
    for column in columns:
        if column.is_required and column.name not in names:
            raise _refused("no-column", N_("The file has no column “{column}”."), column.name)
    return names


def _refused(code: str, sentence: str, column: str) -> Refused:
    return Refused(Problem(code, sentence, column, {"column": column}))


def _key(header: str) -> str:
    text = header.casefold().strip()
    return "№" if text == "№" else search_key(text.replace("_", " "))
