# SPDX-License-Identifier: EUPL-1.2
"""One line of the report: what was measured, what came out, what we aim at."""

from dataclasses import dataclass
from statistics import median


@dataclass
class Line:
    what: str
    measured: str
    aim: str = ""
    met: bool | None = None  # None: nothing is promised, or too little was measured

    def __str__(self):
        sign = {True: "✓", False: "✗", None: " "}[self.met]
        aim = f"  aim {self.aim}" if self.aim else ""
        return f"  {sign} {self.what:<58} {self.measured}{aim}"


def ratio(a, b):
    """The median of what each turn gave, both measured in the same turn."""
    return median(x / y for x, y in zip(a, b))


def percent(share):
    return f"{100 * share:.0f} %"


def micro(seconds):
    return f"{1e6 * seconds:.0f} µs"


def milli(seconds):
    return f"{1e3 * seconds:.1f} ms"


def kilobytes(size):
    return f"{size / 1024:.1f} KiB"
