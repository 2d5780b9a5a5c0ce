# SPDX-License-Identifier: EUPL-1.2
"""The pages that matter most against a static file of the same bytes, served by the same process
on the same kind of connections."""

import contextlib
import shutil
from statistics import median

from line import Line, kilobytes, micro, milli, percent, ratio
from load import load

TITLE = "Pages against a static file of the same bytes"
ENCODINGS = ["identity", "br"]


def pages_of(county):
    """The fullest life, and the packet made from it."""
    persons, offices = county.visitors(1, 1)
    return {"biography": persons[0], "packet": offices[0]}


@contextlib.contextmanager
def serve_with_copies(ground, county, pages):
    """The server with a copy of each page, plain and compressed as the page was, as static file."""
    with ground.scratch("share") as share:
        for entry in ground.share.iterdir():
            if entry.name != "static":
                (share / entry.name).symlink_to(entry)
        static = share / "static"
        shutil.copytree(ground.share / "static", static)
        with county.serve() as server, open(static / "manifest", "a") as manifest:
            for name, (path, cookie) in pages.items():
                for encoding, ending in (("identity", ""), ("br", ".br"), ("gzip", ".gz")):
                    status, _, body = server.get(path, cookie, encoding)
                    assert status == 200, f"{path}: {status}"
                    (static / f"{name}.html{ending}").write_bytes(body)
                manifest.write(f"{name}.html {name}.html\n")
        with county.serve(share) as server:
            yield server


def measure(ground):
    county = ground.county()
    pages = pages_of(county)
    turns = 1 if ground.smoke else 5
    with serve_with_copies(ground, county, pages) as server:
        for name, page in pages.items():
            copy = (f"/static/{name}.html", "")
            for encoding in ENCODINGS:
                took = {page: [], copy: []}
                for _ in range(turns):
                    for target in (page, copy):
                        took[target].append(load(server, [target], 16, 2, encoding))
                yield from lines(name, encoding, took[page], took[copy],
                                 len(server.get(*copy, encoding)[2]))
        for name, page in pages.items():
            p95 = load(server, [page], 100, 1 if ground.smoke else 4).p95
            yield Line(f"{name}: p95 with 100 connections, to the last byte", milli(p95),
                       "<= 100 ms", p95 <= 0.1)


def lines(name, encoding, page, copy, size):
    what = f"{name}, {kilobytes(size)} {'plain' if encoding == 'identity' else encoding}"
    share = ratio([turn.per_second for turn in page], [turn.per_second for turn in copy])
    speeds = [median(turn.per_second for turn in turns) for turns in (page, copy)]
    yield Line(f"{what}: requests/s of the static file's", f"{percent(share)}"
               f" ({speeds[0]:.0f} to {speeds[1]:.0f})", ">= 50 %", share >= 0.5)
    cpu = [median(turn.cpu for turn in turns) for turns in (page, copy)]
    yield Line(f"{what}: CPU per page", f"{micro(cpu[0])} (static {micro(cpu[1])})",
               "<= 200 µs", cpu[0] <= 200e-6)
