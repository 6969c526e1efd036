"""A server that dies of a word: dying.py PORT WORDS COMMAND...

Starts COMMAND, which prints its base URL, and stands before it on PORT. WORDS
has one on each line: a request that holds it kills both. What follows a tab is
a file: it kills them only if that was not there (it is made).
"""
import os
import socket
import subprocess
import sys
import threading
from urllib.parse import urlsplit

import wires

port = int(sys.argv[1])
words = [line.split("\t") for line in sys.argv[2].splitlines()]
server = subprocess.Popen(sys.argv[3:], stdout=subprocess.PIPE, text=True)
inner = urlsplit(server.stdout.readline().strip())


def dies_of(data):
    for word, *once in words:
        if word.encode() not in data or any(map(os.path.exists, once)):
            continue
        for file in once:
            open(file, "w").close()
        server.kill()
        os._exit(1)


listener = socket.create_server(("127.0.0.1", port), backlog=64)
print(f"http://127.0.0.1:{port}{inner.path}", flush=True)
while True:
    client, _ = listener.accept()
    behind = socket.create_connection((inner.hostname, inner.port))
    for pair in ((client, behind, dies_of), (behind, client)):
        threading.Thread(target=wires.pump, args=pair, daemon=True).start()
