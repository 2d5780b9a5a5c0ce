#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""A server for tests that speaks LibreTranslate's POST /translate: it puts "[de] " before a text.

translation_server.py
Prints its port and then waits until standard input ends. GET /asked gives every question so far as a
list. The first part of a path decides what happens: /kind/translate translates; /slow waits for a
second and a half first; /busy answers 429, /refusing 403; /babbling, /empty and /endless answer what
is no translation.
"""
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ASKED = []
ANSWERS = {
    "busy": (429, '{"error": "slow down"}'),
    "refusing": (403, '{"error": "no key"}'),
    "babbling": (200, "<html>hello</html>"),
    "empty": (200, '{"translatedText": ""}'),
    "endless": (200, "a" * 1024 * 1024),
}


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, body):
        body = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(200, json.dumps(ASKED))

    def do_POST(self):
        _, mood, action = self.path.split("/")
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        ASKED.append(question)
        if mood == "slow":
            time.sleep(1.5)
        if action != "translate":
            self.answer(404, "{}")
        elif mood in ANSWERS:
            self.answer(*ANSWERS[mood])
        else:
            self.answer(200, json.dumps({"translatedText": "[de] " + question["q"]}))

    def log_message(self, *arguments):
        pass


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


main()
