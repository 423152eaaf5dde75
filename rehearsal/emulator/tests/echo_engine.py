"""An engine that tells what it was sent; for the pipelines `missing` an error, for `environment` its own."""

from __future__ import annotations

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Echo(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, answer = (400, _NOT_FOUND) if body.get("name") == "missing" else (200, self._echo(body))
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _echo(self, body: dict[str, object]) -> dict[str, object]:
        seen = {name: value for name, value in self.headers.items() if name.startswith("X-")}
        environment = dict(os.environ) if body.get("name") == "environment" else {}
        told = {"headers": seen, "body": body, "environment": environment}
        return {"pipelineName": json.dumps(told), "pipeline": body.get("pipeline")}

    def log_message(self, *_: object) -> None:
        return


_NOT_FOUND = {"__type": "PipelineNotFoundException", "message": "no pipeline missing"}


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"port": server.server_address[1]}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
