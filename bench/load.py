# SPDX-License-Identifier: EUPL-1.2
"""wrk on loopback: keep-alive connections that ask again as soon as they have their answer."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("wrk.lua")


@dataclass
class Load:
    per_second: float
    cpu: float  # seconds of the server per request
    p50: float
    p95: float  # seconds from the request to the last byte of its answer
    requests: int


class Wrk:
    """Runs in the background from the moment it is made, until `finish`."""

    def __init__(self, server, targets, connections, seconds, encoding="identity"):
        self.server = server
        self.file = tempfile.NamedTemporaryFile("w", suffix=".targets")
        for path, cookie in targets:
            self.file.write(f"{path}\t{cookie}\n")
        self.file.flush()
        self.cpu = server.cpu_seconds()
        self.process = subprocess.Popen(
            ["wrk", "-t1", f"-c{connections}", f"-d{max(1, seconds)}s", "--timeout", "30s",
             "-H", f"Accept-Encoding: {encoding}", "-s", SCRIPT, server.address, "--", self.file.name],
            text=True, stdout=subprocess.PIPE)

    def finish(self):
        output = self.process.communicate(timeout=600)[0]
        cpu = self.server.cpu_seconds() - self.cpu
        self.file.close()
        said = json.loads(output.strip().splitlines()[-1])
        if said["errors"] or not said["requests"]:
            raise RuntimeError(f"wrk: {said}")
        return Load(said["requests"] / said["seconds"], cpu / said["requests"], said["p50"],
                    said["p95"], said["requests"])


def load(server, targets, connections=16, seconds=1, encoding="identity"):
    return Wrk(server, targets, connections, seconds, encoding).finish()
