"""A server that dies of a word: dying.py PORT WORD FILE COMMAND...

Starts COMMAND, which prints its base URL, and stands before it on PORT. A
request that holds WORD kills both, if FILE is - or was not there (it is made).
"""
import os
import socket
import subprocess
import sys
import threading
from urllib.parse import urlsplit

import wires

port, word, once = int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3]
server = subprocess.Popen(sys.argv[4:], stdout=subprocess.PIPE, text=True)
inner = urlsplit(server.stdout.readline().strip())


def dies_of(data):
    if word not in data:
        return
    if once != "-":
        if os.path.exists(once):
            return
        open(once, "w").close()
    server.kill()
    os._exit(1)


listener = socket.create_server(("127.0.0.1", port), backlog=64)
print(f"http://127.0.0.1:{port}{inner.path}", flush=True)
while True:
    client, _ = listener.accept()
    behind = socket.create_connection((inner.hostname, inner.port))
    for pair in ((client, behind, dies_of), (behind, client)):
        threading.Thread(target=wires.pump, args=pair, daemon=True).start()
