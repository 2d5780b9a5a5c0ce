#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes every text 40 % longer, as another language might have it, by saying some letters twice:
longer_texts.py CATALOGUE.mo TARGET.mo"""

import re
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
read_po = runpy.run_path(str(ROOT / "tools/check_texts"))["read"]
TWICE = str.maketrans({one: one + other for one, other in zip("aeiouyAEIOUns", "áéíóúýáéíóúñş")})


def longer(text):
    parts = re.split(r"(\{[^}]*\}|%\w)", text)
    return "".join(part if at % 2 else part.translate(TWICE) for at, part in enumerate(parts))


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def lines_of(entry):
    for key in ("msgctxt", "msgid", "msgid_plural"):
        if key in entry:
            yield f"{key} {quoted(entry[key])}"
    if "msgid_plural" in entry:
        yield f"msgstr[0] {quoted(longer(entry['msgid']))}"
        yield f"msgstr[1] {quoted(longer(entry['msgid_plural']))}"
    else:
        yield f"msgstr {quoted(longer(entry['msgid']))}"


def main():
    source, target = sys.argv[1:]
    with tempfile.NamedTemporaryFile("w", suffix=".po", encoding="utf-8") as po:
        subprocess.run(["msgunfmt", "--no-wrap", "-o", po.name, source], check=True)
        _, entries = read_po(po.name)
        header = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
        blocks = [f'msgid ""\nmsgstr {quoted(header)}']
        blocks += ["\n".join(lines_of(entry)) for entry in entries.values()]
        Path(po.name).write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
        subprocess.run(["msgfmt", "--output-file", target, po.name], check=True)


main()
