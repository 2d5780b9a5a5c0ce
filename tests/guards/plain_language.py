#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Sentences stay short and German stays easy: 12 words on average, none beyond 15, and 60 points of
Flesch's ease of reading as Amstad fitted it to German (180 - words per sentence - 58.5 syllables
per word). Labels are no sentences and do not count."""

import re
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
read_po = runpy.run_path(str(ROOT / "tools/check_texts"))["read"]
END = re.compile(r"[.!?:…][“”»\")]?(?:\s|$)")
WORD = re.compile(r"[^\W\d_][\w\-’']*")
SYLLABLE = re.compile(r"aa|ee|oo|ei|ai|au|äu|eu|ie|[aeiouyäöü]", re.IGNORECASE)
LONGEST, MEAN, EASE = 15, 12, 60


def sentences(path):
    _, entries = read_po(ROOT / path)
    for entry in entries.values():
        for key, text in entry.items():
            if key.startswith("msgstr") and END.search(text):
                plain = re.sub(r"\{[^}]*\}", "Wort", text)
                yield from filter(WORD.search, END.split(plain))


def complaints(path):
    found = [(sentence, WORD.findall(sentence)) for sentence in sentences(path)]
    for sentence, words in found:
        if len(words) > LONGEST:
            yield f"{path}: {len(words)} words: {sentence}"
    words = [word for _, all_words in found for word in all_words]
    mean = len(words) / len(found)
    if mean > MEAN:
        yield f"{path}: {mean:.1f} words a sentence"
    syllables = sum(max(1, len(SYLLABLE.findall(word))) for word in words)
    ease = 180 - mean - 58.5 * syllables / len(words)
    if ease < EASE:
        yield f"{path}: German as easy to read as {ease:.0f} of 100"


found = [*complaints("texts/de.po"), *complaints("texts/catalogue/de.po")]
print("\n".join(found), end="\n" if found else "")
sys.exit(1 if found else 0)
