#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Reads the #include lines of src/: platform knows no capability, capabilities know each other only
along the edges of edges.txt, and these hold no cycle."""

import re
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
TEST = re.compile(r"_test\.cc$|_for_test\.h$|/test_[a-z_]+\.h$")


def written_edges():
    edges = {}
    for line in (ROOT / "tests/guards/edges.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            start, ends = line.split(":")
            edges[start] = ends.split()
    return edges


def allowed(start, header, edges):
    end = header.split("/")[0]
    return end in ("platform", start) or end in edges[start] or header in edges[start]


def sources():
    for path in sorted((ROOT / "src").rglob("*")):
        name = path.relative_to(ROOT / "src").as_posix()
        if path.suffix in (".cc", ".h", ".inc") and "/" in name and not TEST.search(name):
            yield name, INCLUDE.findall(path.read_text(encoding="utf-8"))


def complaints():
    edges = written_edges() | {"platform": []}
    for name, headers in sources():
        start = name.split("/")[0]
        if start not in edges:
            yield f"src/{name}: no line in edges.txt starts with {start}"
            continue
        for header in headers:
            if not allowed(start, header, edges):
                yield f"src/{name} includes {header}, which edges.txt does not allow"
    try:
        graph = {start: {end.split("/")[0] for end in ends} for start, ends in edges.items()}
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield "edges.txt has a cycle: " + " → ".join(error.args[1])


found = list(complaints())
print("\n".join(found), end="\n" if found else "")
sys.exit(1 if found else 0)
