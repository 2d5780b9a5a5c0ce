# SPDX-License-Identifier: EUPL-1.2
"""A packet as PDF, from the request to the last byte, against the same page printed by headless
Chromium: as a whole process, and warm, where it only loads the page and prints it."""

import base64
import contextlib
import json
import os
import re
import shutil
import subprocess
import time
from statistics import median

from line import Line, kilobytes, milli

TITLE = "A packet's PDF against Chromium"
OPTIONS = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]


def page_on_disk(ground, server, office, folder):
    """The packet's page with its styles beside it."""
    path, cookie = office
    html = server.get(path, cookie)[2].decode()
    style = re.search(r'href="(/static/look[^"]*)"', html)[1]
    (folder / "look.css").write_bytes(server.get(style)[2])
    file = folder / "packet.html"
    file.write_text(html.replace(style, "look.css"))
    return file


def timed(action):
    began = time.perf_counter()
    result = action()
    return time.perf_counter() - began, result


def print_once(file, folder):
    """The whole process, from its start to its end."""
    subprocess.run([*OPTIONS, f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
                    f"--print-to-pdf={folder}/packet.pdf", f"file://{file}"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


class Browser:
    """Chromium that stays, told what to do over a pipe: JSON messages, each ended by a NUL."""

    def __init__(self, folder):
        (to_read, self.write), (self.read, to_write) = os.pipe(), os.pipe()
        # It reads from descriptor 3 and writes to 4.
        command = f'exec "$@" 3<&{to_read} 4>&{to_write}'
        self.process = subprocess.Popen(
            ["bash", "-c", command, "bash", *OPTIONS, "--remote-debugging-pipe",
             f"--user-data-dir={folder}/warm"],
            pass_fds=(to_read, to_write), stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.rest, self.count = b"", 0
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = None
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")

    def messages(self):
        while True:
            while b"\0" not in self.rest:
                piece = os.read(self.read, 1 << 20)
                if not piece:
                    raise RuntimeError("Chromium is gone")
                self.rest += piece
            message, self.rest = self.rest.split(b"\0", 1)
            yield json.loads(message)

    def ask(self, method, **params):
        self.count += 1
        order = {"id": self.count, "method": method, "params": params}
        if getattr(self, "session", None):
            order["sessionId"] = self.session
        os.write(self.write, json.dumps(order).encode() + b"\0")
        return next(m for m in self.messages() if m.get("id") == self.count)["result"]

    def print(self, file):
        self.ask("Page.navigate", url=f"file://{file}")
        next(m for m in self.messages() if m.get("method") == "Page.loadEventFired")
        return base64.b64decode(self.ask("Page.printToPDF", printBackground=True)["data"])

    def close(self):
        self.process.terminate()
        self.process.wait(10)
        os.close(self.read)
        os.close(self.write)


def against_chromium(ours, file, folder, turns, times):
    """Lines that hold a PDF of ours against that page, printed: so many times as long at least."""
    first, _ = timed(ours)
    if not shutil.which("chromium"):
        yield Line("Chromium", "not measured: it is not here")
        return
    took = {"ours": [], "whole": [], "warm": []}
    with contextlib.closing(Browser(folder)) as browser:
        browser.print(file)
        for _ in range(turns):
            seconds, pdf = timed(ours)
            took["ours"] += [seconds, *(timed(ours)[0] for _ in range(4))]
            took["whole"].append(timed(lambda: print_once(file, folder))[0])
            took["warm"].append(timed(lambda: browser.print(file))[0])
    own, whole, warm = (median(took[name]) for name in took)
    yield Line(f"ours, {kilobytes(len(pdf))}", f"{milli(own)} (the first one {milli(first)})")
    yield Line("Chromium --print-to-pdf, start of the process counted",
               f"{milli(whole)}, {whole / own:.0f} times as long", f">= {times} times",
               whole >= times * own)
    yield Line("Chromium warm, over DevTools", f"{milli(warm)}, {warm / own:.0f} times as long")


def measure(ground):
    county = ground.county()
    office = county.visitors(1, 1)[1][0]
    with ground.scratch("paper") as folder, county.serve() as server:
        file = page_on_disk(ground, server, office, folder)
        ours = lambda: server.get(office[0] + "/pdf", office[1])[2]
        yield from against_chromium(ours, file, folder, 1 if ground.smoke else 5, 50)
