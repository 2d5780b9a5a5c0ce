#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of the migrations start at 1, rise without a gap and stand once each."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"(\d{4})_[a-z][a-z0-9_]*\.sql")


def complaints(folder):
    numbers = []
    for path in sorted(folder.glob("*.sql")):
        match = NAME.fullmatch(path.name)
        if not match:
            yield f"{path.relative_to(ROOT)}: is not named like 0001_people.sql"
        else:
            numbers.append(int(match[1]))
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"{folder.relative_to(ROOT)}: the numbers are {numbers}"


found = [*complaints(ROOT / "migrations"), *complaints(ROOT / "migrations/keys")]
print("\n".join(found), end="\n" if found else "")
sys.exit(1 if found else 0)
