# SPDX-License-Identifier: EUPL-1.2
"""Photos and scans over HTTP, from the first byte sent to the document that can be opened, against
the libraries alone; and many people who upload at once."""

import http.client
import re
import subprocess
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from line import Line, milli
from load import Wrk, load

TITLE = "Documents"
HIDDEN = re.compile(rb'name="(form_token|form_key)" value="([^"]+)"')


def pdf_of(contents, images=()):
    """A PDF of A4 pages: words, or one JPEG (bytes, width, height) to a page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    pages = []
    def add(head, stream=None):
        objects.append(head if stream is None else (head, stream))
        return len(objects)
    font = add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for image in images or [None]:
        drawn = contents if image is None else b"q 595 0 0 842 0 0 cm /I Do Q"
        stream = add(f"<< /Length {len(drawn)} >>", drawn)
        shown = ""
        if image is not None:
            jpeg, width, height = image
            number = add(f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace "
                         f"/DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length {len(jpeg)} >>", jpeg)
            shown = f"/XObject << /I {number} 0 R >>"
        pages.append(add(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R "
                         f"/Resources << /Font << /F {font} 0 R >> {shown} >> >>"))
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{p} 0 R' for p in pages)}] >>"
    file, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(file))
        head, stream = one if isinstance(one, tuple) else (one, None)
        body = head.encode() + (b"" if stream is None else b"\nstream\n" + stream + b"\nendstream")
        file += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    return file + (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size "
                   f"{len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n").encode()


def letter():
    lines = b"".join(f"(Zeile {i}: Bestätigung über die Teilnahme am Kurs.) Tj 0 -14 Td ".encode("latin-1")
                    for i in range(50))
    return pdf_of(b"BT /F 11 Tf 60 780 Td " + lines + b"ET")


def photographed(folder, dots_per_inch):
    """The letter as a JPEG of that sharpness, with its size in dots."""
    (folder / "letter.pdf").write_bytes(letter())
    subprocess.run(["pdftoppm", "-jpeg", "-r", str(dots_per_inch), "-singlefile", "letter.pdf", "photo"],
                   cwd=folder, check=True)
    jpeg = (folder / "photo.jpg").read_bytes()
    at = 2
    while jpeg[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int.from_bytes(jpeg[at + 2:at + 4], "big")
    height, width = (int.from_bytes(jpeg[at + k:at + k + 2], "big") for k in (5, 7))
    return jpeg, width, height


class Person:
    """A browser that is signed in, with the form for documents before it."""

    def __init__(self, server, cookie):
        self.server, self.cookie = server, cookie

    def form(self):
        return dict(HIDDEN.findall(self.server.get("/documents/new", self.cookie)[2]))

    def upload(self, name, content):
        """Seconds from the first byte sent to the page that shows the document."""
        fields, mark = self.form(), uuid.uuid4().hex
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{key.decode()}"\r\n\r\n{value.decode()}\r\n'
                 for key, value in fields.items()]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = ("".join(parts) + head).encode() + content + f"\r\n--{mark}--\r\n".encode()
        began = time.perf_counter()
        connection = http.client.HTTPConnection(self.server.host, timeout=300)
        connection.request("POST", "/documents", body, {
            "Cookie": self.cookie, "Origin": self.server.address,
            "Content-Type": f"multipart/form-data; boundary={mark}"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 303, answer.status
        status, _, page = self.server.get(answer.headers["Location"], self.cookie)
        assert status == 200 and b'class="sheet"' in page
        return time.perf_counter() - began


def against_library(ground, person, what, file, turns):
    """Both take turns; the library is warm, the program starts its converter anew each time."""
    ours, bare = [], []
    for turn in range(turns):
        # No two files are the same: the end of a JPEG may hold anything.
        ours.append(person.upload(file.name, file.read_bytes()))
        bare += ground.bench("papers", file, "--times", 2)["seconds"][1:]
    own, alone = median(ours), median(bare)
    yield Line(what, f"{milli(own)}, {own / alone:.1f} times the library's {milli(alone)}")


def crowd(server, people, pages, photo):
    """All of them send it at once, while others read."""
    began = time.monotonic()
    with ThreadPoolExecutor(len(people)) as at_once:
        sent = [at_once.submit(person.upload, "photo.jpg", photo) for person in people]
        waited = []
        while not all(one.done() for one in sent):
            waited.append(Wrk(server, pages, 8, 1).finish().p95)
    took = time.monotonic() - began
    return took, median(one.result() for one in sent), median(waited)


def measure(ground):
    county = ground.county()
    turns, at_once = (1, 3) if ground.smoke else (5, 20)
    persons, _ = county.visitors(100)
    pages = [target for target in persons[at_once + 1:]]
    with ground.scratch("documents") as folder, county.serve() as server:
        people = [Person(server, cookie) for _, cookie in persons[:at_once + 1]]
        photo = photographed(folder, 120 if ground.smoke else 355)
        (folder / "photo.jpg").write_bytes(photo[0])
        scanned = photographed(folder, 100 if ground.smoke else 200)
        (folder / "scan.pdf").write_bytes(pdf_of(b"", [scanned] * (3 if ground.smoke else 50)))
        million = photo[1] * photo[2] / 1e6
        yield from against_library(ground, people[0], f"a photo of {million:.0f} megapixels to its page",
                                   folder / "photo.jpg", turns)
        yield from against_library(ground, people[0], f"a scan of {3 if ground.smoke else 50} pages to its page",
                                   folder / "scan.pdf", turns)
        quiet = load(server, pages, 8, 1 if ground.smoke else 5).p95
        took, each, busy = crowd(server, people[1:], pages, photo[0])
        yield Line(f"{at_once} people upload a photo at once", f"all there in {took:.1f} s, each in {milli(each)}")
        yield Line("others' p95 meanwhile, quiet to busy",
                   f"{milli(quiet)} to {milli(busy)}, {busy / quiet:.2f} times", "<= 2 times",
                   busy <= 2 * quiet)
