#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""An SMTP relay for tests: python3-aiosmtpd, STARTTLS with a certificate of its own, AUTH.

smtp_server.py FOLDER [required | direct | plain]
    required  STARTTLS, and AUTH after it as "mobio" with "pässwort" (the default)
    direct    TLS from the first byte, no AUTH
    plain     neither
Prints its port and then waits until standard input ends. FOLDER gets ca.pem and, for each message
taken, N.eml as it came and N.json as Python's email package reads it.

The recipient's mailbox decides what happens: refused 550; tomorrow 451 the first time; busy 451 always;
lost: the message is taken and the connection cut before the answer, the first time; spam 554 after
the message.
"""
import email
import email.policy
import hashlib
import json
import logging
import pathlib
import ssl
import subprocess
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


def parsed(envelope):
    message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
    attachments = [
        {
            "name": part.get_filename(),
            "type": part.get_content_type(),
            "sha256": hashlib.sha256(part.get_content()).hexdigest(),
        }
        for part in message.iter_attachments()
    ]
    return {
        "from": envelope.mail_from,
        "to": envelope.rcpt_tos,
        "headers": [[name, str(value)] for name, value in message.items()],
        "text": message.get_body(("plain",)).get_content().replace("\r\n", "\n"),
        "html": message.get_body(("html",)).get_content().replace("\r\n", "\n"),
        "attachments": attachments,
        "defects": [str(d) for part in message.walk() for d in part.defects],
    }


class Relay:
    def __init__(self, folder):
        self.folder = folder
        self.taken = 0
        self.seen = set()

    def first(self, mailbox):
        fresh = mailbox not in self.seen
        self.seen.add(mailbox)
        return fresh

    async def handle_RCPT(self, server, session, envelope, address, options):
        mailbox = address.split("@")[0]
        if mailbox == "refused":
            return f"550 5.1.1 <{address}>: mailbox unknown"
        if mailbox == "busy" or (mailbox == "tomorrow" and self.first(mailbox)):
            return "451 4.3.0 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mailbox = envelope.rcpt_tos[0].split("@")[0]
        if mailbox == "spam":
            return f"554 5.7.1 no mail for {envelope.rcpt_tos[0]}"
        self.taken += 1
        (self.folder / f"{self.taken}.eml").write_bytes(envelope.original_content)
        text = json.dumps(parsed(envelope), ensure_ascii=False)
        (self.folder / f"{self.taken}.json").write_text(text, "utf-8")
        if mailbox == "lost" and self.first(mailbox):
            server.transport.abort()
        return "250 2.0.0 taken"


def sign_in(server, session, envelope, mechanism, data):
    right = data.login == b"mobio" and data.password == "pässwort".encode()
    return AuthResult(success=right, handled=right)


def context(folder):
    # fmt: off
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", folder / "key.pem", "-out", folder / "ca.pem", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True)
    # fmt: on
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    return made


def main():
    logging.disable()  # clients that hang up are part of the tests
    folder = pathlib.Path(sys.argv[1])
    mode = sys.argv[2] if len(sys.argv) > 2 else "required"
    options = {"hostname": "127.0.0.1", "port": 0}
    tls = context(folder)
    if mode == "required":
        options |= {
            "tls_context": tls,
            "require_starttls": True,
            "auth_required": True,
            "authenticator": sign_in,
        }
    if mode == "direct":
        options |= {"ssl_context": tls}
    controller = TestController(Relay(folder), **options)
    controller.start()
    print(controller.server.sockets[0].getsockname()[1], flush=True)
    sys.stdin.read()
    controller.stop()


class TestController(Controller):
    """The port is chosen by the system, so there is none to knock at before it is known."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


main()
