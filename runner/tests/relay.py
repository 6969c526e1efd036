"""Hands the connections or requests of others on to a server on loopback.

    relay.py PORT pipe                  as they are: also a proxy
    relay.py PORT tls CERT KEY [CA]     without TLS; with CA, of clients it knows
    relay.py PORT unix PATH             from a socket in the file system
    relay.py PORT busy STATUS FIELD     every second request is refused so
    relay.py PORT lossy LOG METHOD END  a request with this method, and a target
                                        that ends so, is carried out, and its
                                        connection closed in silence if kept

Prints where it listens: a port, or the path.
"""
import http.client
import http.server
import socket
import ssl
import sys
import threading

import wires

server = ("127.0.0.1", int(sys.argv[1]))
kind, options = sys.argv[2], sys.argv[3:]


def relay(conn, context):
    try:
        if context:
            conn = context.wrap_socket(conn, server_side=True)
        beyond = socket.create_connection(server)
    except OSError:
        conn.close()
        return
    threading.Thread(target=wires.pump, args=(conn, beyond), daemon=True).start()
    wires.pump(beyond, conn)


def tls(cert, key, ca=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    if ca:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(ca)
    return context


class Requests(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def ask(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        beyond = http.client.HTTPConnection(*server)
        beyond.putrequest(
            self.command,
            self.path,
            skip_host=True,
            skip_accept_encoding=True,
        )
        for field in self.headers.items():
            beyond.putheader(*field)
        beyond.endheaders(body)
        answer = beyond.getresponse()
        return answer, answer.read()

    def hand_on(self):
        answer, data = self.ask()
        self.send_response_only(answer.status, answer.reason)
        for field in answer.getheaders():
            self.send_header(*field)
        self.end_headers()
        self.wfile.write(data)

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)


class Busy(Requests):
    seen = 0

    def handle_any(self):
        Busy.seen += 1
        if Busy.seen % 2 == 0:
            self.hand_on()
            return
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(int(options[0]))
        self.send_header(*options[1].split(": "))
        self.send_header("Content-Length", "0")
        self.end_headers()


class Lossy(Requests):
    kept = False

    def handle_any(self):
        path, method, end = options
        with open(path, "a", encoding="ascii") as log:
            print(self.command, self.headers["X-Request-Id"], file=log)
        wanted = self.command == method and self.path.endswith(end)
        if wanted and self.kept:
            self.ask()
            self.close_connection = True
            return
        self.kept = True
        self.hand_on()


if kind in ("busy", "lossy"):
    handler = Busy if kind == "busy" else Lossy
    listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    print(listener.server_address[1], flush=True)
    listener.serve_forever()
if kind == "unix":
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(options[0])
    listener.listen(64)
else:
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
context = tls(*options) if kind == "tls" else None
print(options[0] if kind == "unix" else listener.getsockname()[1], flush=True)
while True:
    conn, _ = listener.accept()
    threading.Thread(target=relay, args=(conn, context), daemon=True).start()
