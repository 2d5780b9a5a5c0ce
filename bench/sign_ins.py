# SPDX-License-Identifier: EUPL-1.2
"""Two hundred people sign in at the same moment, all from one address: how long others wait, that
everybody gets in, and that a wrong number answers like a wrong PIN."""

import http.client
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from urllib.parse import urlencode

from line import Line, milli
from load import Wrk, load

TITLE = "Sign-ins"
TOKEN = re.compile(rb'name="form_token" value="([^"]+)"')


class Entrance:
    """The first page as a browser of its own has it: a cookie of the visit and the form's token."""

    def __init__(self, server):
        self.server = server
        _, headers, body = server.get("/")
        self.cookie = "; ".join(c.split(";")[0] for c in headers.get_all("Set-Cookie", []))
        self.token = TOKEN.search(body)[1].decode()

    def sign_in(self, number, secret):
        """The answer's status, and how long it took."""
        form = urlencode({"form_token": self.token, "number": number, "secret": secret})
        connection = http.client.HTTPConnection(self.server.host, timeout=120)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        began = time.perf_counter()
        connection.request("POST", "/sessions", form, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, time.perf_counter() - began


def others_p95(server, pages, seconds, turns):
    return median(load(server, pages, 8, seconds).p95 for _ in range(turns))


def crowd(server, pages, accounts, at_once):
    """All of `accounts` sign in, `at_once` of them waiting at any time, while others read."""
    entrances = [Entrance(server) for _ in accounts["numbers"]]
    began = time.monotonic()
    p95 = []
    with ThreadPoolExecutor(at_once) as people:
        answers = [people.submit(entrance.sign_in, number, accounts["secret"])
                   for entrance, number in zip(entrances, accounts["numbers"])]
        while not all(answer.done() for answer in answers[:-at_once // 4 or None]):
            p95.append(Wrk(server, pages, 8, 2).finish().p95)
    took = time.monotonic() - began
    return median(p95), [answer.result()[0] for answer in answers], took


def unlike(server, numbers, pairs):
    """Seconds by which a known number's refusal takes longer than an unknown one's."""
    differences = []
    for number in numbers[:pairs]:
        unknown = str(random.randrange(10**9, 10**10))
        times = {}
        for tried in random.sample([number, unknown], 2):
            status, times[tried] = Entrance(server).sign_in(tried, "wrong horse battery")
            assert status == 422, status
        differences.append(times[number] - times[unknown])
    return median(differences)


def measure(ground):
    county = ground.county()
    count, at_once, pairs = (6, 4, 2) if ground.smoke else (300, 200, 40)
    accounts = county.bench("accounts", "--count", count)
    pages, _ = county.visitors(100)
    with county.serve() as server:
        quiet = others_p95(server, pages, 2, 1 if ground.smoke else 5)
        busy, statuses, took = crowd(server, pages, accounts, at_once)
        yield Line(f"{at_once} sign-ins at once: others' p95, quiet to busy",
                   f"{milli(quiet)} to {milli(busy)}, {busy / quiet:.2f} times", "<= 2 times",
                   busy <= 2 * quiet)
        right = statuses.count(303)
        yield Line(f"{len(statuses)} right sign-ins from one address in {took:.0f} s",
                   f"{right} passed", "all in 300 s", right == len(statuses) and took <= 300)
        difference = unlike(server, accounts["numbers"], pairs)
        yield Line(f"a known number's refusal is slower by (median of {pairs} pairs)",
                   milli(difference), "< 5 ms either way", abs(difference) < 5e-3)
