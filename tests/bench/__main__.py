"""`make bench`: how quick the program is on the sample office of a fixed day, in one run, beside the bare limits.

A goal that is not met is printed as short; the exit code is 0 all the same, for the computer may be busy.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import bulk, hands, papers, processes, queries, writing
from tests.bench.measure import Line, Table, pace
from tests.bench.sample import FULL, KEPT, SAMPLE, Scale, made, opened, scratch


def run(scale: Scale) -> None:
    """Everything that is measured on an office of this size, printed as it comes."""
    folder, took = made(scale)
    desk = opened(folder)
    size = queries.size(folder, desk)
    print(f"\nOffice “{scale.name}”: {size}. Times in ms; bare and ratio by medians of one run.")
    print(f"The computer now: {pace()}.\n")
    table = Table()
    table.head()
    if took:
        table.add(Line("making the office", took, scale.goals.get("demo")))
    try:
        for lines in (queries.all_of(scale, desk), papers.all_of(scale, desk), papers.beside_peers(scale, desk)):
            for line in lines:
                table.add(line)
    finally:
        desk.db.close()
    copy = scratch(folder, "copy")
    table.add(*processes.windows(scale, copy))
    table.add(*processes.memories(scale, copy))
    table.add(*processes.commands(scale, copy))
    if "heartbeat" in scale.goals:
        table.add(*processes.heartbeat(scale, copy))
    for line in writing.all_of(scale, copy):
        table.add(line)
    if "writing stage" in scale.goals:
        for line in bulk.all_of(scale, copy):
            table.add(line)
        table.add(hands.line())
    table.foot()
    print(f"The computer now: {pace()}.")
    (KEPT / f"{scale.name}.md").write_text(f"{size}; {pace()}\n\n{table.markdown(scale.name)}", encoding="utf-8")


if __name__ == "__main__":
    asked = sys.argv[1:] or ["sample", "full"]
    for scale in (SAMPLE, FULL):
        if scale.name in asked:
            run(scale)
    sys.exit(0)
