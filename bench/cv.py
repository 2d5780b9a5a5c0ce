# SPDX-License-Identifier: EUPL-1.2
"""A curriculum vitae as PDF, from the request to the last byte, against headless Chromium that
prints a page with the same words."""

import html
import subprocess

from paper import against_chromium

TITLE = "A CV's PDF against Chromium"


def page_on_disk(pdf, folder):
    """What stands in the PDF, line by line, as a page."""
    words = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, check=True,
                           capture_output=True).stdout.decode()
    lines = (f"<p>{html.escape(line)}</p>" for line in words.splitlines() if line.strip())
    file = folder / "cv.html"
    file.write_text('<!doctype html><html lang="de"><meta charset="utf-8"><title>CV</title>'
                    + "".join(lines))
    return file


def measure(ground):
    county = ground.county()
    _, cookie = county.visitors(1)[0][0]
    with ground.scratch("cv") as folder, county.serve() as server:
        ours = lambda: server.get("/cv/pdf?layout=one&language=de", cookie)[2]
        file = page_on_disk(ours(), folder)
        # A bare page is soon printed: the start of the browser is most of it.
        yield from against_chromium(ours, file, folder, 1 if ground.smoke else 5, 20)
