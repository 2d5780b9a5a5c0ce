# SPDX-License-Identifier: EUPL-1.2
"""The ground that measurements stand on: programs, counties of a size, servers on loopback."""

import contextlib
import http.client
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

CONFIGURATION = """\
work = true
[listen]
port = 0
[[county]]
key = "musterland"
name = "Landkreis Musterland"
public_url = "http://127.0.0.1:8080"
database = "{database}"
key_store = "sqlite:{folder}/keys/keys.db"
files = "{folder}/files"
master_key_file = "{folder}/master.key"
session_idle_minutes = 60
[county.mail]
url = "maildir:{folder}/mail"
from = "mobio@example.org"
"""


class Server:
    """A running `mobio serve`, or `mobio demo`."""

    def __init__(self, process, address):
        self.process, self.address = process, address
        self.host = address.removeprefix("http://")

    def get(self, path, cookie="", encoding="identity"):
        """Status, headers and body as they come over the wire."""
        connection = http.client.HTTPConnection(self.host, timeout=30)
        headers = {"Cookie": cookie, "Accept-Encoding": encoding}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body

    def cpu_seconds(self):
        """What all its threads used so far, in user mode and in the kernel."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, what):
        """VmRSS or VmHWM in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split(what + ":")[1].split()[0]) / 1024


class County:
    """A folder with the data of a county, as the demo makes them."""

    def __init__(self, ground, folder, persons, database=None):
        self.ground, self.folder, self.persons = ground, folder, persons
        self.configuration = folder / "mobio.toml"
        if self.configuration.exists():
            return
        folder.mkdir(parents=True)
        (folder / "mail").mkdir()
        subprocess.run([ground.mobio, "master-key", folder / "master.key"], check=True)
        database = database or f"sqlite:{folder}/mobio.db"
        draft = folder / "mobio.toml.new"
        draft.write_text(CONFIGURATION.format(database=database, folder=folder))
        self.made = ground.bench("fill", draft, "--persons", persons)
        draft.rename(self.configuration)

    def bench(self, command, *options):
        return self.ground.bench(command, self.configuration, *options)

    def visitors(self, sessions, packets=0):
        """Targets (path, cookie) of signed-in persons and of recipients."""
        made = self.bench("visitors", "--sessions", sessions, "--packets", packets)
        persons = [("/biography", "session=" + token) for token in made["persons"]]
        offices = [(f"/packets/{p['id']}", f"packet-{p['id']}={p['token']}") for p in made["packets"]]
        return persons, offices

    def serve(self, share=None):
        return self.ground.serve("serve", "--config", self.configuration, share=share)


class Ground:
    def __init__(self, chosen, folder):
        self.smoke, self.sizes = chosen.smoke, chosen.sizes
        self.build, self.folder = chosen.build.resolve(), folder
        self.mobio = self.build / "mobio"
        self.share = self.build / "share"
        self.rest = contextlib.ExitStack()
        self.counties = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.rest.close()

    def bench(self, command, *options):
        """One command of mobio_bench and what it says."""
        done = subprocess.run([self.build / "mobio_bench", command, *map(str, options)], text=True,
                              env=self.environment(), check=True, stdout=subprocess.PIPE, timeout=1800)
        return json.loads(done.stdout)

    def county(self, persons=None):
        """Made once; without a size the largest there is."""
        persons = persons or max(self.sizes)
        if persons not in self.counties:
            self.counties[persons] = County(self, self.folder / f"county-{persons}", persons)
        return self.counties[persons]

    def postgres_county(self, persons):
        """On a private server of its own, for as long as the report runs; None where it cannot be."""
        folder = self.folder / "postgres"
        server = [ROOT / "tools/postgres"]
        self.folder.chmod(0o755)  # run by root, the server belongs to another user
        self.rest.callback(subprocess.run, [*server, "stop", folder], stderr=subprocess.DEVNULL)
        started = subprocess.run([*server, "start", folder], text=True, capture_output=True,
                                 env=os.environ | {"MOBIO_DURABLE": "yes"})
        if started.returncode:
            return None
        return County(self, self.folder / "county-postgres", persons, started.stdout.strip())

    def environment(self, share=None):
        return os.environ | {"MOBIO_SHARE": str(share or self.share)}

    @contextlib.contextmanager
    def serve(self, *command, share=None):
        process = subprocess.Popen([self.mobio, *command], env=self.environment(share), text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            line = process.stdout.readline()
            if not line:
                raise RuntimeError("the server does not start: " + " ".join(map(str, command)))
            address = json.loads(line)["address"] if line.startswith("{") else line.split()[-1]
            yield Server(process, address)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()

    @contextlib.contextmanager
    def scratch(self, name):
        """A folder that is empty at first and gone afterwards."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def until(condition, seconds):
    """Waits for it, and says whether it came."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.005)
    return False
