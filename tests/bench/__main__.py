"""`make bench`: how quick the program is on the sample office of a fixed day, in one run, beside the bare limits.

A goal that is not met is printed as short; the exit code is 0 all the same, for the computer may be busy.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import papers, processes, queries, writing
from tests.bench.measure import Line, Table, pace
from tests.bench.sample import SAMPLE, Scale, made, opened


def run(scale: Scale) -> None:
    """Everything that is measured on an office of this size, printed as it comes."""
    folder, took = made(scale)
    desk = opened(folder)
    print(f"Office “{scale.name}”: {queries.size(folder, desk)}. Times in ms; bare and ratio by medians of one run.")
    print(f"The computer now: {pace()}.\n")
    table = Table()
    table.head()
    try:
        for lines in (queries.all_of(scale, desk), papers.all_of(scale, desk)):
            for line in lines:
                table.add(line)
    finally:
        desk.db.close()
    for line in writing.all_of(scale, folder):
        table.add(line)
    table.add(*processes.windows(scale, folder))
    table.add(*processes.memories(scale, folder))
    table.add(*processes.commands(folder))
    if took:
        table.add(Line("making the office", took, scale.goals.get("demo")))
    table.foot()
    print(f"The computer now: {pace()}.")


if __name__ == "__main__":
    run(SAMPLE)
    sys.exit(0)
