"""A bucket of S3 or of a store that speaks its protocol, through obstore."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from obstore.exceptions import BaseError
from obstore.store import S3Store

from helpgen.config import DeploySettings
from helpgen.config_values import is_loopback
from helpgen.deploy.place import File, OnSent, Record, Records
from helpgen.errors import DeployError
from helpgen.files import digest, read_bytes

if TYPE_CHECKING:
    from obstore.store import S3Config

Given = TypeVar("Given")
Made = TypeVar("Made")
_TIMEOUT = timedelta(seconds=60)
_LONGEST = timedelta(seconds=180)
_HINTS = {
    "NoSuchBucket": "make the bucket, or mend its name",
    "SignatureDoesNotMatch": "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "InvalidAccessKeyId": "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "AccessDenied": "the credentials need s3:ListBucket, s3:GetObject, s3:PutObject and "
    "s3:DeleteObject there",
    "CredentialsProvider": "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "169.254.169.254": "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
}
_AGAIN = "run it again: it goes on where it was"


class Bucket:
    """A bucket, or what lies below a prefix in it; its mark of a file is its ETag.

    A listing tells all ETags, so nothing is downloaded to compare. An ETag needn't be a
    hash of anything: it's compared with the one that came back when the file was sent.

    Args:
        bucket: Its name.
        prefix: Without a slash at either end; empty for the whole bucket.
        settings: Endpoint, region and how patient to be.
    """

    def __init__(self, bucket: str, prefix: str, settings: DeploySettings) -> None:
        self.name = "/".join(part for part in (f"s3://{bucket}", prefix) if part)
        self._store = _opened(bucket, prefix, settings)
        self._at_once = settings.concurrency

    def read(self, path: str) -> bytes | None:
        """An object's content; None if it isn't there."""
        with self._told():
            try:
                return bytes(self._store.get(path).bytes())
            except FileNotFoundError:
                return None

    def write(self, path: str, data: bytes) -> None:
        """Put a small object of ours, which no cache is to keep."""
        headers = (("Content-Type", "application/json"), ("Cache-Control", "no-store"))
        with self._told():
            self._put(path, data, headers)

    def changed(self, files: Sequence[File], known: Records) -> list[File]:
        """Those whose content, headers or ETag isn't what the ledger says."""
        marks = self.marks()
        return [
            file
            for file in files
            if known.get(file.path)
            != Record(file.digest, marks.get(file.path, "none"), _headers_hash(file.headers))
        ]

    def marks(self) -> dict[str, str]:
        """ETag of each object by its path."""
        with self._told():
            return {
                meta["path"]: meta["e_tag"] or ""
                for batch in self._store.list(chunk_size=1000)
                for meta in batch
            }

    def send(self, files: Sequence[File], on_sent: OnSent) -> None:
        """Put the objects, several at a time."""
        with (
            ThreadPoolExecutor(self._at_once) as pool,
            closing(_each(pool, self._sent, files, 2 * self._at_once)) as arriving,
        ):
            for path, record in arriving:
                on_sent(path, record)

    def delete(self, paths: Sequence[str], _emptied: Sequence[str], /) -> None:
        """Delete objects, many with one request."""
        with self._told():
            self._store.delete(paths)

    def _sent(self, file: File) -> tuple[str, Record]:
        data = read_bytes(file.source)
        with self._told(file.path):
            mark = self._put(file.path, data, file.headers)
        sent = hashlib.sha256(data).hexdigest()
        return file.path, Record(sent, mark, _headers_hash(file.headers))

    def _put(self, path: str, data: bytes, headers: Sequence[tuple[str, str]]) -> str:
        # One request, and so one step: an object is the old one or the new one.
        result = self._store.put(path, data, attributes=dict(headers), use_multipart=False)
        return result["e_tag"] or ""

    @contextmanager
    def _told(self, path: str = "") -> Iterator[None]:
        """Tell a person what the library says."""
        try:
            yield
        except (BaseError, OSError, ValueError) as error:
            where = f"{self.name}/{path}" if path else self.name
            raise DeployError(f"{where}: {_said(str(error))}") from error


def _opened(bucket: str, prefix: str, settings: DeploySettings) -> S3Store:
    config: S3Config = {}
    if settings.region:
        config["region"] = settings.region
    if settings.endpoint:
        config["endpoint"] = settings.endpoint
    plain = is_loopback(settings.endpoint or "")
    return S3Store(
        bucket,
        prefix=prefix or None,
        config=config,
        client_options={"allow_http": plain, "timeout": _TIMEOUT},
        retry_config={"max_retries": settings.attempts - 1, "retry_timeout": _LONGEST},
    )


def _each(
    pool: ThreadPoolExecutor, work: Callable[[Given], Made], given: Iterable[Given], ahead: int
) -> Generator[Made, None, None]:
    """What the work makes of each, as it's done; after a failure nothing more is begun."""
    rest = iter(given)
    running: set[Future[Made]] = {pool.submit(work, one) for one in islice(rest, ahead)}
    try:
        while running:
            ended, running = wait(running, return_when=FIRST_COMPLETED)
            running |= {pool.submit(work, one) for one in islice(rest, len(ended))}
            for future in ended:
                yield future.result()
    finally:
        for future in running:
            future.cancel()


def _headers_hash(headers: Sequence[tuple[str, str]]) -> str:
    return digest(*(part.encode() for header in headers for part in header))[:16]


def _said(text: str) -> str:
    """The library's first line, and what to do."""
    line = text.partition("\n\nDebug source")[0].partition("<?xml")[0]
    hint = next((told for sign, told in _HINTS.items() if sign in text), _AGAIN)
    code = text.partition("<Code>")[2].partition("</Code>")[0]
    return f"{' '.join(line.split()).rstrip(': ')}{f' ({code})' if code else ''}: {hint}"
