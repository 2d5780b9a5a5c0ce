#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Runs a program at a terminal and answers each of its questions: tests/terminal.py ANSWERS PROGRAM…

ANSWERS is a list in JSON; null is Ctrl-D. Prints what the terminal showed and ends as the program did."""

import json
import os
import pty
import sys

answers = [b"\x04" if one is None else one.encode() + b"\n" for one in json.loads(sys.argv[1])]
process, terminal = pty.fork()
if process == 0:
    os.execv(sys.argv[2], sys.argv[2:])
shown = b""
while True:
    try:
        piece = os.read(terminal, 1024)
    except OSError:  # the program ended
        break
    if not piece:
        break
    shown += piece
    if piece.endswith(b": ") and answers:
        os.write(terminal, answers.pop(0))
sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
