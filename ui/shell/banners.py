"""The lines under the top line that say what kind of office this is: a sample, read-only, in an unsafe place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from resources.words import _
from ui.theme import sizes
from ui.widgets.cards import Banner


def fill_banners(
    place: QVBoxLayout, is_sample: bool, is_read_only: bool, network_kind: str, begin_real: Callable[[], object]
) -> list[Banner]:
    """Puts the banners that are due into `place`, in place of those that were there."""
    while place.count():
        item = place.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    made = []
    if is_read_only:
        text = _("This office can be read but not changed: its folder or file may not be written.")
        made.append(Banner(text, role="red"))
    if network_kind:
        text = _(
            "This office lies on a network path ({kind}), where its file may be damaged. Move it to a disk of this"
            " computer."
        )
        made.append(Banner(text.format(kind=network_kind), role="red"))
    if is_sample:
        text = _("Sample office: all people and appeals in it are invented.")
        sample = Banner(text, role="accent", button=_("Begin a real office"))
        sample.acted.connect(begin_real)
        made.append(sample)
    side, above = (sizes.PAGE, sizes.STEP) if made else (0, 0)
    place.setContentsMargins(side, above, side, 0)
    for banner in made:
        place.addWidget(banner)
        banner.show()
    return made
