"""A server that counts the requests it has answered: something to measure per request.

Usage: serve.py [PORT]. Each request takes some tens of milliseconds of work. Below `wattle run`, each one is a unit.
"""

import http.server
import subprocess
import sys


def marks():
    """The file to which a line `unit 1` is added for each request; None outside `wattle run`."""
    try:
        asked = subprocess.run(["wattle", "mark", "--path"], capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return open(asked.stdout.strip(), "a", buffering=1) if asked.returncode == 0 else None


class Answer(http.server.BaseHTTPRequestHandler):
    file = None

    def do_GET(self):
        body = f"{sum(i * i for i in range(300_000))}\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if Answer.file:
            Answer.file.write("unit 1\n")

    def log_message(self, *ignored):
        pass


if __name__ == "__main__":
    Answer.file = marks()
    http.server.HTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8099), Answer).serve_forever()
