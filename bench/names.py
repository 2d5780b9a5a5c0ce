# SPDX-License-Identifier: EUPL-1.2
"""Finding persons by name and joining two records, as the county grows."""

from line import Line, milli

TITLE = "Names: search by the caseworker with most persons, merge of records of 5 revisions"
AIM = 0.05  # seconds


def measure(ground):
    rounds = 3 if ground.smoke else 15
    for size in sorted(ground.sizes):
        said = ground.county(size).bench("names", "--rounds", rounds)
        for kind, one in said["search"]:
            yield Line(f"{size} persons, {kind}", f"{milli(one['seconds'])}, {one['found']} found",
                       "<= 50 ms", one["seconds"] <= AIM)
        yield Line(f"{size} persons, merge", milli(said["merge"]))
        yield Line(f"{size} persons, undo of a merge", milli(said["undo"]))
