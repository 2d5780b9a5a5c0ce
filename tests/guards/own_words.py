#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The project speaks of itself alone: no place where somebody worked on it, no host that packages
came from. The patterns are written so that they do not find themselves."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = re.compile(
    r"session[ ]of work"
    r"|(?<![\w}.)\]])/(?:work|root|tmp/bash_jobs[^/]*)[/]"
    r"|/home/[a-z]+[/]"
    r"|\b(?:registry[.]npmjs|registry[.]yarnpkg|npmjs[.]org|pypi[.]org|files[.]pythonhosted"
    r"|proxy[.]golang|deb[.]debian|crates[.]io|art[i]factory|nexus[.])",
    re.IGNORECASE,
)


def git(*arguments):
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True).stdout


def complaints():
    names = git("ls-files", "-z", "--cached", "--others", "--exclude-standard").decode().split("\0")
    for name in filter(None, names):
        path = ROOT / name
        data = path.read_bytes() if path.is_file() else b""
        if b"\0" in data[:8000]:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            if match := FOREIGN.search(line):
                yield f"{name}:{number}: {match[0]}"
    for line in git("log", "--format=%h %B").decode("utf-8", "replace").splitlines():
        if FOREIGN.search(line):
            yield f"a commit says: {line}"


found = list(complaints())
print("\n".join(found), end="\n" if found else "")
sys.exit(1 if found else 0)
