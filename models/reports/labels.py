"""The words of a report: its totals, its lists and its period, marked for translation. No numbers here."""

from __future__ import annotations

from models.reports.report import Period
from resources.formats import month_in_year
from resources.words import N_, translate

TOTALS = {
    "appeals": N_("Appeals"),
    "help": N_("Help given"),
    "advice": N_("Advice only"),
    "forwarded": N_("Forwarded"),
    "declined": N_("Declined"),
    "open": N_("In progress"),
    "overdue": N_("Overdue"),
    "answered_late": N_("Answered late"),
    "repeated": N_("Repeated"),
    "collective": N_("Collective"),
    "written": N_("Written"),
    "receptions": N_("Personal receptions"),
    "outreach_events": N_("Outreach events"),
    "visitors_received": N_("Visitors received"),
    "no_shows": N_("Did not come"),
    "mean_days_to_answer": N_("Mean time to answer, days"),
    "amount_recovered": N_("Recovered, roubles"),
    "calls": N_("Calls with a question only"),
}

# In the order of the paper; what was achieved comes first.
LISTS = {
    "topics": N_("Topics"),
    "outcomes": N_("Outcomes"),
    "channels": N_("How they came"),
    "kinds": N_("Kinds of appeals"),
    "districts": N_("Districts"),
    "experts": N_("Experts"),
    "categories": N_("Categories of visitors"),
}

_QUARTERS = (
    N_("the first quarter of {year}"),
    N_("the second quarter of {year}"),
    N_("the third quarter of {year}"),
    N_("the fourth quarter of {year}"),
)
_HALVES = (N_("the first half of {year}"), N_("the second half of {year}"))


def period_words(period: Period) -> str:
    """«ноябрь 2026 года», «четвёртый квартал 2026 года»: fits after «за» and after "for"."""
    year, _, part = period.name.partition("-")
    if not part:
        return translate(N_("the year {year}")).format(year=year)
    if part.startswith("Q"):
        return translate(_QUARTERS[int(part[1:]) - 1]).format(year=year)
    if part.startswith("H"):
        return translate(_HALVES[int(part[1:]) - 1]).format(year=year)
    return month_in_year(int(year), int(part))


def report_title(period: Period) -> str:
    """«Отчёт за ноябрь 2026 года»."""
    return translate(N_("Report for {period}")).format(period=period_words(period))
