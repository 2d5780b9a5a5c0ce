# SPDX-License-Identifier: EUPL-1.2
"""Reports counted over everybody: one, and all that the yearly report needs in one pass."""

from line import Line, milli

TITLE = "Figures: reports over sealed facts of three years of counselling"
AIM = 2  # seconds, over 100,000 persons


def measure(ground):
    rounds = 1 if ground.smoke else 5
    county = ground.county(50)  # of its own: many are added to it
    for size in [1_000] if ground.smoke else [10_000, 100_000]:
        said = county.bench("figures", "--persons", size, "--rounds", rounds)
        yield Line(f"{said['rows']} persons, one report", milli(said["one"]), f"<= {AIM} s", said["one"] <= AIM)
        yield Line(f"{said['rows']} persons, all {said['reports']} of the year", milli(said["all"]))
