"""The main story by keyboard alone: the office is set up, a caller is booked, comes, is received and answered.

Every part is one act of a receptionist or an expert. The tour takes a picture after each; the tests ask what was kept.
Fields are found by walking with Tab until the one with the wanted label has the focus.
"""

from __future__ import annotations

from resources.words import _
from tests.stories.robot import Robot

OFFICE = "Общественная приёмная"
HEAD = "Белов Андрей Викторович"
PHONE = "8 912 884-17-05"
NAME = "Третьякова Мария Юрьевна"
QUESTION = "В квартире холодно, батареи еле тёплые"
WALK_IN = "Мальцев Фёдор Андреевич"
OUTREACH_VISITOR = "Носков Виктор Глебович"
ADDRESS = "ул. Революции, д. 24, кв. 61, г. Пермь, 614007"
DONE = "Проведены замеры, выдано предписание, отопление восстановлено."


def set_up_the_office(robot: Robot) -> None:
    """The welcome: name, address, phones; hours stand ready; who receives and on what."""
    robot.type(OFFICE)
    robot.go_to(_("Address"))
    robot.type("614000, г. Пермь, ул. Садовая, д. 12")
    robot.go_to(_("Phones"))
    robot.type("8 (342) 200-00-00")
    robot.go_to(_("Full name"))
    robot.type(HEAD)
    robot.go_to(_("Position"))
    robot.type("Руководитель приёмной")
    robot.press("Ctrl+Return")


def book_a_caller(robot: Robot) -> None:
    """F2, phone, name, question; the topic, the expert and the first free time are proposed; Enter books."""
    robot.press("F2")
    robot.enter(PHONE, "Return")
    robot.enter(NAME, "Return")
    robot.enter(QUESTION, "Return")
    robot.press("Return")


def receive(robot: Robot) -> None:
    """On the day's page: the booking is opened, the visitor has come, the consultation begins."""
    robot.press("Alt+1")
    robot.press("Return", "1", "2")


def note_address_and_consent(robot: Robot) -> None:
    """The visitor's card from the search line: the address for the reply."""
    robot.press("Ctrl+K")
    robot.enter("третьякова мария", "Return")
    robot.go_to(_("Address"))
    robot.type(ADDRESS)
    robot.press("Ctrl+S")


def record_the_appeal(robot: Robot) -> None:
    """From the visit: the question and its topic are there already; the consent is ticked; registered."""
    robot.press("Alt+1", "Ctrl+N")
    robot.go_to(_("Consent to data processing signed"))
    robot.press("Space")
    robot.press("Ctrl+Return")


def close_with_help(robot: Robot) -> None:
    """Help given: one key, what was done, one key."""
    robot.press("Ctrl+1")
    robot.type(DONE)
    robot.press("Ctrl+Return")


def write_and_sign(robot: Robot) -> None:
    """The reply is proposed with everything that is known; Ctrl+Enter signs it and gives the number."""
    robot.press("Ctrl+L")
    robot.press("Ctrl+Return")


def finish_the_visit(robot: Robot) -> None:
    """Back on the day's page: the reception is over."""
    robot.press("Alt+1", "3", "Esc")


def receive_without_a_booking(robot: Robot) -> None:
    """F3: no phone, a name, a question; the expert is proposed by the topic; into the queue, and called from it."""
    robot.press("F3", "Return")
    robot.enter(WALK_IN, "Return")
    robot.enter("Нет горячей воды вторую неделю", "Return")
    robot.press("Return", "F4")


def note_a_question(robot: Robot) -> None:
    """A call that was only a question: one line, counted apart."""
    robot.press("F6")
    robot.enter("Спрашивали часы приёма", "Return")


def plan_an_outreach_reception(robot: Robot) -> None:
    """A place, a date, hours and an expert; then a visitor is booked there."""
    robot.press("Alt+5", "Ctrl+N")
    robot.type("05.12.2026")
    robot.go_to(_("Place"))
    robot.type("Дом культуры, ул. Ленина, 5")
    robot.press("Ctrl+Return", "Ctrl+B")  # the only expert is chosen already
    robot.enter("8 902 111-22-33", "Return")
    robot.enter(OUTREACH_VISITOR, "Return")
    robot.enter("Течёт крыша", "Return")
    robot.press("Return")


def preview_the_reply(robot: Robot) -> None:
    """The signed reply again, in the program's own preview."""
    robot.press("Ctrl+K")
    robot.enter("2026-000001", "Return")
    robot.press("Ctrl+L", "Ctrl+P")


def open_the_report(robot: Robot) -> None:
    """The month on one screen."""
    robot.press("Alt+6")
