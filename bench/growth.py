# SPDX-License-Identifier: EUPL-1.2
"""What a page and a save cost as the county grows. The servers of all sizes take turns."""

import contextlib
from statistics import median

from line import Line, micro
from load import load
from saving import turns

TITLE = "Growth"

# As many read in a small county as in a large one: the county grows, not its use.
READERS = 100


def measure(ground):
    counties = [ground.county(size) for size in sorted(ground.sizes)]
    for county in counties:
        if hasattr(county, "made"):
            yield Line(f"{county.persons} persons made", f"{county.made['seconds']:.0f} s")
    with contextlib.ExitStack() as running:
        places = [(county, running.enter_context(county.serve()), *county.visitors(READERS, 50))
                  for county in counties]
        costs = {"biography": {}, "packet": {}}
        rates = {}
        for _ in range(1 if ground.smoke else 5):
            for county, server, persons, offices in places:
                for name, targets in (("biography", persons), ("packet", offices)):
                    cost = load(server, targets, 16, 2).cpu
                    costs[name].setdefault(county.persons, []).append(cost)
                store = turns(county, (1,), 2, 0.3)[0][1][0]
                rates.setdefault(county.persons, []).extend(store)
    for name, by_size in costs.items():
        yield line(f"{name}: CPU per page", {size: median(of) for size, of in by_size.items()}, micro)
    yield line("saving an answer, one writer",
               {size: 1 / median(of) for size, of in rates.items()}, micro)


def line(what, by_size, unit):
    smallest, largest = by_size[min(by_size)], by_size[max(by_size)]
    growth = largest / smallest
    measured = ", ".join(f"{size}: {unit(cost)}" for size, cost in by_size.items())
    if len(by_size) == 1:
        return Line(what, measured)
    return Line(what, f"{measured}; {growth:.2f} times", "flat (<= 1.3 times)", growth <= 1.3)
