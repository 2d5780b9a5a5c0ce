# SPDX-License-Identifier: EUPL-1.2
"""Saving an answer durably, against bare commits of the same rows and bytes."""

from statistics import median

from line import Line, percent, ratio

TITLE = "Saving an answer against raw commits of the same rows"
PERSONS = 80


def turns(county, writers, rounds, seconds=0.4):
    """Saves per second of store and raw database, by number of writers, and a row's bytes."""
    said = county.bench("saving", "--writers", ",".join(map(str, writers)), "--rounds", rounds,
                        "--seconds", seconds)
    by_writers = {count: ([], []) for count in writers}
    for turn in said["turns"]:
        for rates, of in zip(by_writers[turn["writers"]], ("store", "raw")):
            rates.append(turn[of])
    return by_writers, said["bytes"]


def measure(ground):
    yield from lines("SQLite", ground.county(), ground.smoke)
    county = ground.postgres_county(PERSONS)
    if county:
        yield from lines("PostgreSQL", county, ground.smoke)
    else:
        yield Line("PostgreSQL", "not measured: no server here")


def lines(engine, county, smoke):
    rates, size = turns(county, (1, 8, 32), 1 if smoke else 9, 0.1 if smoke else 0.4)
    alone = median(rates[1][0])
    for writers, (store, raw) in rates.items():
        share = ratio(store, raw)
        measured = f"{percent(share)} ({median(store):.0f}/s to {median(raw):.0f}/s)"
        what = f"{engine}, {writers} writer{'s' if writers > 1 else ''}, {size} bytes: of raw commits"
        if writers == 1:
            yield Line(what, measured, ">= 50 %", share >= 0.5)
        else:
            gain = median(store) / alone
            yield Line(what, f"{measured}, {gain:.1f} times one writer")
