"""Serve finished sites on loopback, one port a brand: `python tools/serve.py dist`.

A plain static server to look at what was built. It sends the headers of each brand's
`_headers` file, so that what the policy stops is seen here and not by customers.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

from helpgen.headers import HeaderRule, headers_of, read_headers_file

_LONGEST_FEEDBACK = 20_000  # bytes
_SITE_PATH = re.compile("/(?!/)")


class Handler(SimpleHTTPRequestHandler):
    """Static files; a missing page gets the site's own 404 page; no log of each request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for its second packet

    def __init__(self, *request: object, rules: tuple[HeaderRule, ...], directory: str) -> None:
        self._rules = rules
        self._status = HTTPStatus.OK
        super().__init__(*request, directory=directory)

    def log_message(self, *_: object) -> None:
        """Keep the terminal for the addresses."""

    def send_response(self, code: int, message: str | None = None) -> None:
        """Note the status, which decides about a header."""
        self._status = code
        super().send_response(code, message)

    def end_headers(self) -> None:
        """Add what the brand's rules say; a missing file isn't to be kept."""
        for name, value in headers_of(self._rules, urlsplit(self.path).path).items():
            found = self._status < HTTPStatus.BAD_REQUEST
            if name != "Content-Type" and (found or name != "Cache-Control"):
                self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: str) -> str:
        """The type that the rules have, else by the file's name."""
        site_path = "/" + Path(path).relative_to(self.directory).as_posix()
        return headers_of(self._rules, site_path).get("Content-Type") or super().guess_type(path)

    def do_POST(self) -> None:
        """Take what "Was this answer helpful?" sends, print it, and lead back to the page."""
        if urlsplit(self.path).path != "/feedback":
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        length = min(int(self.headers.get("Content-Length", "0")), _LONGEST_FEEDBACK)
        said = dict(parse_qsl(self.rfile.read(length).decode()))
        print("feedback:", said, flush=True)
        page = said.get("page", "")
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", quote(page, safe="/%") if _SITE_PATH.match(page) else "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_error(self, code: int, *arguments: str | None, **named: str | None) -> None:
        """Answer 404 with the site's own page."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, *arguments, **named)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


class Server(ThreadingHTTPServer):
    """Waits for its threads when it's closed."""

    daemon_threads = False


@contextmanager
def serving(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder on a free port of loopback; gives its address without a slash at its end."""
    file = folder / "_headers"
    rules = read_headers_file(file.read_text("utf-8")) if file.is_file() else ()
    server = Server(("127.0.0.1", 0), partial(handler, rules=rules, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def main(folder: Path) -> None:
    """Serve every brand's folder until Ctrl-C."""
    sites = sorted(path for path in folder.iterdir() if (path / "index.html").is_file())
    with ExitStack() as stack:
        for site in sites:
            print(f"{site.name}: {stack.enter_context(serving(site))}/")
        print("Ctrl-C ends it.")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist"))
