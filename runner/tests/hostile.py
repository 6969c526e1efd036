"""A server that misbehaves in one way, chosen on the command line.

Prints its URL and serves until it is killed. Loopback only, a free port.
"""
import os
import socket
import sys
import threading
import time

import wires

LIMIT = 2 << 30


def head(status, fields=(), body=b""):
    lines = ["HTTP/1.1 " + status, "Date: Sun, 06 Nov 1994 08:49:37 GMT"]
    lines += fields
    lines.append("Content-Length: %d" % len(body))
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


OPTIONS = head("200 OK", ["DAV: 1, 2", "Allow: OPTIONS, MKCOL, PROPFIND"])
FILE = (
    b'<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"><D:response>'
    b"<D:href>/dav</D:href><D:propstat><D:prop><D:resourcetype/></D:prop>"
    b"<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
    b"</D:multistatus>"
)


def huge(conn):
    conn.sendall(
        b"HTTP/1.1 201 Created\r\nContent-Length: %d\r\n\r\n" % LIMIT
    )
    block = b"x" * (1 << 20)
    for _ in range(LIMIT // len(block)):
        conn.sendall(block)


def answer(mode, method, conn):
    if mode == "not-dav":
        conn.sendall(
            head("200 OK", ["Content-Type: text/html"], b"<html>hi</html>")
            if method in ("GET", "OPTIONS")
            else head("405 Method Not Allowed", ["Allow: GET, OPTIONS"])
        )
    elif method == "OPTIONS" and mode not in ("hang-at-once", "garbage"):
        conn.sendall(OPTIONS)
    elif mode in ("hang", "hang-at-once"):
        time.sleep(600)
    elif mode == "garbage":
        conn.sendall(b"\x00\x01\x02 this is no HTTP\r\n\r\n")
        return False
    elif mode == "cut":
        conn.sendall(
            b"HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\nhalf"
        )
        return False
    elif mode == "2gib":
        huge(conn)
    elif mode == "redirect":
        conn.sendall(
            head("301 Moved", ["Location: http://elsewhere.example/dav/"])
        )
    elif mode == "file":
        conn.sendall(
            head("207 Multi-Status", ["Content-Type: application/xml"], FILE)
            if method == "PROPFIND"
            else head("409 Conflict")
        )
    else:
        conn.sendall(head(mode + " Refused"))
    return True


def serve(mode, conn):
    try:
        while True:
            request = wires.read_request(conn)
            if request is None or not answer(mode, request[0], conn):
                break
    except OSError:
        pass
    conn.close()


def main():
    mode = sys.argv[1]
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    print("http://127.0.0.1:%d/dav/" % port, flush=True)
    if mode == "refuse":
        listener.close()
        time.sleep(600)
    listener.listen(64)
    while True:
        conn, _ = listener.accept()
        threading.Thread(target=serve, args=(mode, conn), daemon=True).start()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        os._exit(0)
