"""The words of a report: its totals, its lists and its period, marked for translation. No figures are made here."""

from __future__ import annotations

from models.reports.report import Period, Report
from resources.formats import month_in_year, number
from resources.words import N_, ngettext, translate

TOTALS = {
    "appeals": N_("Appeals"),
    "help": N_("Help given"),
    "advice": N_("Advice only"),
    "forwarded": N_("Forwarded"),
    "declined": N_("Declined"),
    "open": N_("In progress"),
    "overdue": N_("Overdue"),
    "answered_late": N_("Answered late"),
    "repeated": N_("Repeated appeals"),
    "collective": N_("Collective appeals"),
    "written": N_("Written appeals"),
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
    "experts": N_("Who received"),
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


def base_of_shares(report: Report) -> str:
    """«Доли от 349 обращений.» and why they may pass a hundred."""
    appeals = int(report.totals["appeals"].now or 0)
    base = ngettext("Shares of {n} appeal.", "Shares of {n} appeals.", appeals).format(n=number(appeals))
    several = N_("An appeal with several questions counts on each level, so shares may add up to more than 100 %.")
    return f"{base} {translate(several)}"
