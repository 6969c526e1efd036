"""A server that says again what it was told, or what harnesses listen for.

    parrot.py echo   the secrets of each request, in every spelling
    parrot.py deny   the same, and 401 for everything
    parrot.py forge  lines of TAP, escapes of terminals, odd line separators

Prints its URL and serves until it is killed; a proxy as well. Loopback only, a
free port.
"""
import base64
import html
import os
import socket
import sys
import threading
import urllib.parse

import wires

FORGED = (
    "x\nnot ok 1 - forged\r\nok 2 - forged\rnot ok 3 - forged"
    "\u2028not ok 4 - forged\u2029ok 5\x85not ok 6 - forged\n1..1\n"
    "Bail out! forged\n# SKIP forged # TODO forged\n  ---\n  ...\n"
    "\x1b[2J\x1b]0;forged\x07\x9b31m \u202e \x00 ]]> </script> -->"
    " ::error::forged\n::set-output name=x::forged\nTAP version 13\n"
)


def halves(text, joint):
    return text[: len(text) // 2] + joint + text[len(text) // 2 :]


def spellings(secret):
    """As many ways to write it as come to mind."""
    raw = secret.encode()
    coded = base64.b64encode(raw).decode()
    return [
        secret,
        coded,
        base64.b64encode(b"x" + raw).decode(),
        base64.urlsafe_b64encode(b"xy" + raw + b"z").decode(),
        urllib.parse.quote(secret, safe=""),
        "".join("%%%02x" % b for b in raw),
        "".join("\\u%04x" % ord(c) for c in secret),
        "".join("&#%d;" % ord(c) for c in secret),
        "".join("&#x%x;" % ord(c) for c in secret),
        html.escape(secret),
        halves(secret, "\n"),
        halves(secret, "\r\n  "),
        halves(coded, "\n"),
        halves(urllib.parse.quote(secret, safe=""), "\n"),
    ]


def secrets_of(fields):
    """What a header section gives away, and the values as they stand."""
    found = []
    for name, value in fields:
        if name.lower() in ("authorization", "proxy-authorization"):
            scheme, _, rest = value.partition(" ")
            found += [value, rest or scheme]
            if scheme.lower() == "basic":
                found.append(base64.b64decode(rest).decode().split(":", 1)[1])
        elif name.lower() == "cookie":
            found += [v.split("=", 1)[-1] for v in value.split("; ")]
        elif name.lower() == "x-api-key":
            found.append(value)
    return [s for s in found if s]


def xml_text(text):
    return "".join(
        c if c in "\n\t" or " " <= c < "\x7f" else "&#x%x;" % ord(c)
        if ord(c) >= 0x80 or c == "\r" else ""
        for c in html.escape(text)
    )


def multistatus(path, texts):
    said = xml_text(" ".join(texts))
    names = urllib.parse.quote(texts[0] if texts else "x", safe="")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<D:multistatus xmlns:D="DAV:">\n'
        "<D:response><D:href>%s</D:href><D:propstat><D:prop><D:getetag>%s"
        "</D:getetag><D:getlastmodified>%s</D:getlastmodified></D:prop>"
        "<D:status>HTTP/1.1 200 %s</D:status></D:propstat></D:response>\n"
        "<D:response><D:href>/%s</D:href><D:status>%s</D:status>"
        "<D:responsedescription>%s</D:responsedescription></D:response>\n"
        "</D:multistatus>\n"
    ) % (html.escape(path), said, said, said, names, said, said)


def one_line(text):
    return "".join(c if c >= " " and c != "\x7f" else " " for c in text)


def answer(mode, method, path, fields):
    texts = [FORGED] if mode == "forge" else [
        s for secret in secrets_of(fields) for s in spellings(secret)]
    said = one_line(" ".join(texts))[:2000]
    status = {"OPTIONS": 200, "MKCOL": 201, "PUT": 201, "GET": 200,
              "PROPPATCH": 500, "DELETE": 204}.get(method, 207)
    if mode == "deny":
        status = 401
    body = multistatus(path, texts) if status == 207 else " ".join(texts)
    # A line that is folded, and a CR where none belongs.
    lines = [
        "HTTP/1.1 %d %s" % (status, said),
        "Date: Sun, 06 Nov 1994 08:49:37 GMT",
        "DAV: 1, 2, 3",
        "Server: Parrot " + said[:200],
        "ETag: " + said[:300],
        "Lock-Token: <" + said[:300] + ">",
        "X-Said: " + (said[:40] + "\r\n " + said[40:300]
                      if mode != "forge" else said[:300] + "\rnot ok 9"),
        "Content-Type: text/xml",
    ]
    data = body.encode("utf-8", "replace")
    if method == "HEAD" or status == 204:
        data = b""
    else:
        lines.append("Content-Length: %d" % len(data))
    head = "\r\n".join(lines) + "\r\n\r\n"
    return head.encode("utf-8", "replace") + data


def serve(mode, conn):
    try:
        while True:
            request = wires.read_request(conn)
            if request is None:
                break
            method, target, fields = request
            path = urllib.parse.urlsplit(target).path or "/"
            conn.sendall(answer(mode, method, path, fields))
    except OSError:
        pass
    conn.close()


def main():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    print("http://127.0.0.1:%d/dav/" % listener.getsockname()[1], flush=True)
    while True:
        conn, _ = listener.accept()
        threading.Thread(
            target=serve, args=(sys.argv[1], conn), daemon=True).start()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        os._exit(0)
