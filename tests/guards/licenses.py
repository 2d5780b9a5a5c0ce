#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Every source names its licence near its top, and `reuse lint` finds one for every other file."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {".cc", ".h", ".inc", ".sql", ".js", ".mjs", ".css", ".cmake", ".py", ".sh", ".po", ".toml"}


def committed():
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def is_source(path):
    if path.suffix in SOURCES or path.name == "CMakeLists.txt":
        return True
    return not path.suffix and path.read_bytes()[:2] == b"#!"


def complaints():
    for path in committed():
        if is_source(path) and b"SPDX-License-Identifier: " not in path.read_bytes()[:400]:
            yield f"{path.relative_to(ROOT)}: no SPDX line"
    if not (ROOT / "LICENSE").is_file():
        yield "no LICENSE at the top"
    lint = subprocess.run(["reuse", "lint"], cwd=ROOT, capture_output=True, text=True)
    if lint.returncode:
        yield lint.stdout + lint.stderr


found = list(complaints())
print("\n".join(found), end="\n" if found else "")
sys.exit(1 if found else 0)
