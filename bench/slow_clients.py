# SPDX-License-Identifier: EUPL-1.2
"""A thousand clients that send their request's head a byte a second."""

import selectors
import socket
import time
from statistics import median

from line import Line, milli
from load import Wrk

TITLE = "Slow clients"
HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "


class Drips:
    def __init__(self, server, count):
        host, port = server.host.split(":")
        self.open = {}
        self.selector = selectors.DefaultSelector()
        for _ in range(count):
            client = socket.create_connection((host, int(port)), timeout=5)
            client.setblocking(False)
            client.send(HEAD)
            self.open[client] = time.monotonic()
            self.selector.register(client, selectors.EVENT_READ)
        self.lived = []

    def drip(self):
        """A byte from each, and a second in which to notice who was closed."""
        for client in list(self.open):
            try:
                client.send(b"x")
            except OSError:
                self.close(client)
        end = time.monotonic() + 1
        while (left := end - time.monotonic()) > 0:
            for key, _ in self.selector.select(left):
                try:
                    gone = not key.fileobj.recv(4096)
                except OSError:
                    gone = True
                if gone:
                    self.close(key.fileobj)

    def close(self, client):
        self.selector.unregister(client)
        client.close()
        self.lived.append(time.monotonic() - self.open.pop(client))


def measure(ground):
    count, limit = (20, 20) if ground.smoke else (1000, 35)
    county = ground.county()
    pages, _ = county.visitors(100)
    with county.serve() as server:
        quiet = median(Wrk(server, pages, 8, 2).finish().p95
                       for _ in range(1 if ground.smoke else 5))
        drips = Drips(server, count)
        busy = []
        end = time.monotonic() + limit
        while drips.open and time.monotonic() < end:
            others = Wrk(server, pages, 8, 2)
            drips.drip()
            drips.drip()
            busy.append(others.finish().p95)
        left, longest = len(drips.open), max(drips.lived, default=limit)
        for client in drips.open:
            client.close()
    busy = median(busy)
    yield Line(f"{count} slow clients: the last one is closed after",
               f"{longest:.0f} s" if not left else f"{left} still open after {limit} s",
               "<= 30 s", not left and longest <= 30)
    yield Line("others' p95, quiet to then", f"{milli(quiet)} to {milli(busy)},"
               f" {busy / quiet:.2f} times", "<= 2 times", busy <= 2 * quiet)
