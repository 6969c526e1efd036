"""What the servers and relays of the tests do with a connection."""
import socket


def read_request(conn):
    """(method, target, [(name, value)]), the body read; None at the end."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = conn.recv(65536)
        if not more:
            return None
        data += more
    top, rest = data.split(b"\r\n\r\n", 1)
    lines = top.decode("latin-1").split("\r\n")
    fields = []
    for line in lines[1:]:
        name, _, value = line.partition(":")
        fields.append((name.strip(), value.strip()))
        if name.strip().lower() == "content-length":
            while len(rest) < int(value):
                more = conn.recv(65536)
                if not more:
                    return None
                rest += more
    words = lines[0].split(" ")
    return words[0], words[1] if len(words) > 1 else "/", fields


def pump(source, sink, see=None):
    """All that comes goes on; see looks at it first. Both are ended then."""
    try:
        while data := source.recv(65536):
            if see:
                see(data)
            sink.sendall(data)
    except OSError:
        pass
    for end in (source, sink):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
