# SPDX-License-Identifier: EUPL-1.2
"""From the start of the process to its first page."""

import time
from statistics import median

from line import Line

TITLE = "Start"


def first_page(serve):
    began = time.monotonic()
    with serve() as server:
        assert server.get("/")[0] == 200
        return time.monotonic() - began


def measure(ground):
    county = ground.county()
    ready = median(first_page(county.serve) for _ in range(1 if ground.smoke else 5))
    yield Line(f"mobio serve, {county.persons} persons: first page", f"{ready:.2f} s", "<= 1 s",
               ready <= 1)
    with ground.scratch("demo") as folder:
        demo = ["demo", "--data", folder, "--listen", "127.0.0.1:0", "--json"]
        fresh = first_page(lambda: ground.serve(*demo))
        again = first_page(lambda: ground.serve(*demo))
    yield Line("mobio demo, new with 200 persons: first page", f"{fresh:.1f} s"
               f" (second start {again:.2f} s)", "<= 5 s", fresh <= 5)
