"""The way back passes over what is done."""

from __future__ import annotations

from ui.shell.navigation import Navigation


def test_after_registering_esc_leads_to_where_the_appeal_was_begun(navigation: Navigation) -> None:
    navigation.open_today()
    navigation.open_new_appeal(appointment_id=5)
    navigation.open_appeal(7, instead=True)
    assert (navigation.here.name, navigation.here.parameters) == ("appeal", {"appeal_id": 7})
    navigation.back()
    assert navigation.here.name == "today"
