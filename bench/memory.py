# SPDX-License-Identifier: EUPL-1.2
"""Memory while ten thousand people are signed in and read. Sign-ins are left out: Argon2id takes
64 MiB for each of the two that run at once."""

from line import Line
from load import load

TITLE = "Memory"


def measure(ground):
    sessions = 300 if ground.smoke else 10_000
    county = ground.county()
    persons, offices = county.visitors(sessions, 20)
    with county.serve() as server:
        before = server.memory("VmRSS")
        read = 0
        while read < sessions:
            read += load(server, persons, 100, 2 if ground.smoke else 10).requests
        load(server, persons + offices * 50, 100, 1 if ground.smoke else 5, "br")
        now, peak = server.memory("VmRSS"), server.memory("VmHWM")
        yield Line(f"resident with {sessions} sessions under load", f"{now:.0f} MiB, peak {peak:.0f} MiB"
                   f" (at the start {before:.0f} MiB)", "<= 64 MiB", peak <= 64)
