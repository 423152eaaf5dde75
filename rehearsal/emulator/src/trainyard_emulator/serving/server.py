"""The HTTP server of one instance: GET /ping, POST /invocations. Runs on the image's interpreter.

It loads the model, listens on a free port of 127.0.0.1 and writes the port to a file descriptor. It ends when its
standard input does: when whoever started it is gone.
"""

from __future__ import annotations

import os
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from trainyard_emulator.serving import user_functions
from trainyard_emulator.serving.user_functions import JSON, TEXT_TYPES, Handler

LONGEST_BODY = min(int(os.environ.get("MAX_CONTENT_LENGTH", 6 * 1024**2)), 20 * 1024**2)
DEFAULT_ACCEPT = os.environ.get("SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT", JSON)
_PIECE = 64 * 1024
_PAGE = "<!doctype html>\n<html lang=en>\n<title>{0}</title>\n<h1>{1}</h1>\n"


class ModelHandler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    # Without these two, Nagle's algorithm and delayed acknowledgement hold each answer for 40 ms.
    disable_nagle_algorithm = True
    wbufsize = -1
    answer: Handler

    def do_GET(self) -> None:
        """Answer a ping."""
        if self.path == "/ping":
            self._reply(200, b"", JSON)
        else:
            self._refuse(405 if self.path == "/invocations" else 404)

    def do_POST(self) -> None:
        """Answer an invocation."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > LONGEST_BODY:
            self._discard(length)
            self._refuse(413)
            return
        body = self.rfile.read(length)
        if self.path != "/invocations":
            self._refuse(405 if self.path == "/ping" else 404)
            return
        content_type = self.headers.get("Content-Type") or JSON
        accept = self.headers.get("Accept") or DEFAULT_ACCEPT
        try:
            given: str | bytes = body.decode(errors="replace") if content_type in TEXT_TYPES else body
            self._reply(*type(self).answer(given, content_type, DEFAULT_ACCEPT if accept == "*/*" else accept))
        except Exception:
            traceback.print_exc()
            self._refuse(500)

    def _discard(self, length: int) -> None:
        """Read the body all the same: who is still sending when the connection ends does not see the answer."""
        while length > 0:
            read = len(self.rfile.read(min(length, _PIECE)))
            length = length - read if read else 0

    def log_message(self, format: str, *arguments: object) -> None:
        """Write no access log: the user's own lines would drown in it."""

    def _reply(self, status: int, body: str | bytes, content_type: str) -> None:
        content = body.encode() if isinstance(body, str) else body
        if content_type.startswith("text/") and "charset" not in content_type:
            content_type += "; charset=utf-8"
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _refuse(self, status: int) -> None:
        title = {500: "Internal Server Error", 413: "Request Entity Too Large"}.get(status, "Not Found")
        self._reply(status, _PAGE.format(f"{status} {title}", title), "text/html")


class Server(ThreadingHTTPServer):
    """One thread a connection; a full backlog is no reason to refuse."""

    daemon_threads = True
    request_queue_size = 128


def main(report: int) -> None:
    """Load, listen, report, serve."""
    program, code = os.environ.get("SAGEMAKER_PROGRAM"), os.environ.get("SAGEMAKER_SUBMIT_DIRECTORY")
    if not program or not code:
        raise SystemExit("SAGEMAKER_PROGRAM and SAGEMAKER_SUBMIT_DIRECTORY must be set in the model's environment")
    handler = user_functions.load(os.environ["SM_MODEL_DIR"], program, code)
    ModelHandler.answer = staticmethod(handler)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with Server(("127.0.0.1", 0), ModelHandler) as server:
        os.write(report, f"{server.server_address[1]}\n".encode())
        os.close(report)
        print(f"Listening at: http://127.0.0.1:{server.server_address[1]}", flush=True)
        server.serve_forever()


def _end_with_parent() -> None:
    while os.read(0, 1024):
        pass
    os._exit(0)
