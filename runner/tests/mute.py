"""A server that never answers the MKCOL of a case: mute.py dead|alive

The first MKCOL makes the run's collection and is answered. After one that is
not, `dead` says nothing to anybody; `alive` goes on answering all but MKCOL.
Prints its URL and serves until it is killed. Loopback only, a free port.
"""
import os
import socket
import sys
import threading
import time

made = dead = False


def answer(conn, method):
    global made, dead
    if dead:
        time.sleep(600)
    if method == "MKCOL" and made:
        dead = sys.argv[1] == "dead"
        time.sleep(600)
    made = made or method == "MKCOL"
    status = {"OPTIONS": "200 OK", "MKCOL": "201 Created"}.get(
        method, "204 No Content")
    conn.sendall((
        "HTTP/1.1 %s\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
        "DAV: 1, 2\r\n%s\r\n" % (
            status, "" if status[:3] == "204" else "Content-Length: 0\r\n")
    ).encode())


def serve(conn):
    try:
        data = b""
        while more := conn.recv(65536):
            data += more
            while b"\r\n\r\n" in data:
                head, data = data.split(b"\r\n\r\n", 1)
                answer(conn, head.split(b" ")[0].decode())
    except OSError:
        pass


def main():
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    print("http://127.0.0.1:%d/" % listener.getsockname()[1], flush=True)
    while True:
        conn, _ = listener.accept()
        threading.Thread(target=serve, args=(conn,), daemon=True).start()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        os._exit(0)
