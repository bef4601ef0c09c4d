"""Invented people for the sample office: common names put together by chance, streets of no real house, phones of no one."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

_SURNAMES = """
Третьяков Садовников Носков Лаптев Ершов Зырянов Рожков Шилов Пономарёв Юшков Дьяконов Мальцев Каменских Белоусов Чазов
Попов Гилёв Вяткин Соловьёв Ефимов Лукин Борисов Комаров Щербаков Воронов Карпов Афанасьев Сорокин Виноградов Богданов
Осипов Петухов Мартынов Калинин Тарасов Устинов Ширяев Кудрявцев Баранов Куликов Алексеев Степанов Яковлев Сафонов
Рябов Поляков Цветков Данилов Жуков Фролов Журавлёв Николаев Крылов Максимов Сидоров Белов Федотов Дорофеев Егоров
Матвеев Бобров Дмитриев Анисимов Ситников Симонов Маслов Родионов Котов Трофимов Зайцев Ларионов Пестов Опарин Бурдин
Верхоланцев Субботин Плотников Катаев Мехоношин Патрушев Деменев Старцев Чудинов Бояршинов Ощепков Мокрушин Зубов
Сабиров Хузин Галимов Ахметзянов Гарипов Валеев Шевчук Коваленко Бондаренко Черных Седых Долгих Ким Кольцов-Мансуров
""".split()
_FIRST = {
    "f": """Мария Анна Елена Ольга Наталья Татьяна Ирина Светлана Галина Людмила Валентина Нина Надежда Вера Любовь Тамара
    Раиса Зинаида Екатерина Юлия Марина Лариса Оксана Алевтина Римма Дарья Анастасия Ксения Гульнара Роза""".split(),
    "m": """Александр Сергей Владимир Андрей Алексей Николай Иван Виктор Юрий Михаил Анатолий Василий Пётр Геннадий
    Вячеслав Евгений Дмитрий Константин Павел Олег Борис Леонид Станислав Валерий Ринат Марат Денис Илья Артём Фёдор""".split(),
}  # fmt: skip
_FATHERS = {
    "f": """Ивановна Петровна Николаевна Александровна Владимировна Сергеевна Михайловна Юрьевна Викторовна Васильевна
    Анатольевна Алексеевна Григорьевна Фёдоровна Павловна Семёновна Борисовна Ильинична Дмитриевна Геннадьевна""".split(),
    "m": """Иванович Петрович Николаевич Александрович Владимирович Сергеевич Михайлович Юрьевич Викторович Васильевич
    Анатольевич Алексеевич Григорьевич Фёдорович Павлович Семёнович Борисович Ильич Дмитриевич Геннадьевич""".split(),
}  # fmt: skip
_STREETS = {
    "Ленинский": ("Садовая", "Пристанская", "Речная", "Зелёная"),
    "Свердловский": ("Героев Труда", "Южная", "Заводская", "Солнечная"),
    "Индустриальный": ("Строителей", "Энергетиков", "Космонавтов", "Кленовая"),
    "Мотовилихинский": ("Рабочая", "Лядовская", "Крупская", "Вишнёвая"),
    "Орджоникидзевский": ("Гайвинская", "Лесная", "Сосновая", "Камская"),
    "Кировский": ("Закамская", "Липовая", "Судозаводская", "Береговая"),
    "Кунгурский": ("Центральная", "Школьная", "Полевая", "Молодёжная"),
}
DISTRICTS = tuple(_STREETS)
CATEGORIES = ("пенсионер", "ветеран труда", "инвалид", "многодетная семья", "участник боевых действий", "безработный")


@dataclass(frozen=True)
class Person:
    """An invented visitor."""

    name: str
    gender: str
    birth: date
    phone: str  # E.164
    typed_phone: str
    address: str
    district: str
    category: str


def person(chance: random.Random, today: date) -> Person:
    """Somebody who might come to a reception: rather older, rather women, as there."""
    gender = "f" if chance.random() < 0.64 else "m"
    surname = _feminine(chance.choice(_SURNAMES)) if gender == "f" else chance.choice(_SURNAMES)
    name = f"{surname} {chance.choice(_FIRST[gender])} {chance.choice(_FATHERS[gender])}"
    age = min(94, max(19, int(chance.gauss(58, 16))))
    birth = today - timedelta(days=age * 365 + chance.randrange(365))
    district = chance.choices(DISTRICTS, (18, 22, 17, 20, 14, 15, 9))[0]
    town = "Пермский край, г. Кунгур" if district == "Кунгурский" else "г. Пермь"
    index = 614000 + chance.randrange(3, 99) if district != "Кунгурский" else 617470
    address = f"ул. {chance.choice(_STREETS[district])}, д. {chance.randrange(1, 98)}, кв. {chance.randrange(1, 180)}, {town}, {index}"
    phone, typed = _phone(chance)
    return Person(name, gender, birth, phone, typed, address, district, _category(chance, age))


def _phone(chance: random.Random) -> tuple[str, str]:
    if chance.random() < 0.8:
        prefix, middle, tail = chance.choice((902, 904, 908, 912, 919, 922, 950, 951, 982)), chance.randrange(1000), chance.randrange(10000)
        return f"+7{prefix}{middle:03d}{tail:04d}", f"8 {prefix} {middle:03d}-{tail // 100:02d}-{tail % 100:02d}"
    middle, tail = chance.randrange(200, 299), chance.randrange(10000)
    return f"+7342{middle}{tail:04d}", f"8 (342) {middle}-{tail // 100:02d}-{tail % 100:02d}"


def _category(chance: random.Random, age: int) -> str:
    if age >= 62:
        return chance.choices(("пенсионер", "ветеран труда", "инвалид"), (6, 3, 1))[0]
    return chance.choices(("", *CATEGORIES[2:]), (9, 1, 1, 0.5, 0.5))[0]


def _feminine(surname: str) -> str:
    """The woman's form of a surname from the list above."""
    if surname.endswith(("ов", "ев", "ёв", "ин")) and "-" not in surname:
        return surname + "а"
    return {"Кольцов-Мансуров": "Кольцова-Мансурова"}.get(surname, surname)
