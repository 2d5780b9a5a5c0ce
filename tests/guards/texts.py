#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Every text stands in every language, whole and well formed: the program's and the catalogue's."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKS = [["tools/texts", "--check"], ["tools/catalogue_texts", "--check", "texts/catalogue"]]

sys.exit(max(subprocess.run(check, cwd=ROOT).returncode for check in CHECKS))
