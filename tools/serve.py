"""Serve finished sites on loopback, one port a brand: `python tools/serve.py dist`.

A plain static server to look at what was built.
"""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    """Static files; a missing page gets the site's own 404 page; no log of each request."""

    def log_message(self, *_: object) -> None:
        """Keep the terminal for the addresses."""

    def send_error(self, code: int, *arguments: str | None, **named: str | None) -> None:
        """Answer 404 with the site's own page."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():  # noqa: PLR2004 - the status
            super().send_error(code, *arguments, **named)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def main(folder: Path) -> None:
    """Serve every brand's folder until Ctrl-C."""
    for site in sorted(path for path in folder.iterdir() if (path / "index.html").is_file()):
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"{site.name}: http://127.0.0.1:{server.server_port}/")
    print("Ctrl-C ends it.")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist"))
