#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Runs the measurements one after the other and prints one report. A measurement is a module with
a function measure(ground) that yields lines; a new one is a new file and a name in MEASUREMENTS."""

import argparse
import importlib
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from ground import Ground

MEASUREMENTS = ["pages", "saving", "paper", "cv", "documents", "memory", "sign_ins", "slow_clients", "start", "growth", "names",
                "cases", "figures"]


def numbers(text):
    return [int(number) for number in text.split(",")]


def arguments():
    parser = argparse.ArgumentParser(prog="bench/run", description="Measures what MoBio promises.")
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--full", action="store_true", help="all sizes, up to 100,000 persons")
    parser.add_argument("--smoke", action="store_true", help="seconds: does it still run?")
    parser.add_argument("--sizes", type=numbers, help="persons in the county, such as 100,10000")
    parser.add_argument("--only", type=lambda text: text.split(","), default=MEASUREMENTS,
                        help="one or more of " + ",".join(MEASUREMENTS))
    parser.add_argument("--keep", type=Path, help="folder of counties to keep and use again")
    chosen = parser.parse_args()
    unknown = set(chosen.only) - set(MEASUREMENTS)
    if unknown:
        parser.error("no measurement " + ", ".join(sorted(unknown)))
    if not chosen.sizes:
        small = [100, 10_000]
        chosen.sizes = [80] if chosen.smoke else [*small, 100_000] if chosen.full else small
    return chosen


def load():
    return "load %.1f" % os.getloadavg()[0]


def report(ground, names):
    print(f"MoBio bench, {os.cpu_count()} cores, {load()} at the start. Medians of interleaved turns.")
    missed = 0
    for name in names:
        module = importlib.import_module(name)
        began = time.monotonic()
        print(f"\n{module.TITLE}")
        for line in module.measure(ground):
            missed += line.met is False
            print(line, flush=True)
        print(f"    ({time.monotonic() - began:.0f} s, {load()})")
    print(f"\n{missed} aims missed." if missed else "\nAll aims met.")


def main():
    chosen = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="mobio-bench-") as temporary:
        folder = chosen.keep or Path(temporary)
        with Ground(chosen, folder.resolve()) as ground:
            report(ground, chosen.only)


main()
