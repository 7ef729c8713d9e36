"""Editors in files and editors in Gladly, and what each of them has done that isn't shared yet.

`World` remembers every edit until the other side has taken it in, been shown it as a
conflict, or a person has decided against it. `check` fails if one is gone before.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from helpgen.answer_files import ManagedBody, load_answers
from helpgen.answers.bodies import published_html
from helpgen.answers.canonical import canonical
from helpgen.answers.journal import load_base
from helpgen.answers.merge import MIDDLE, OURS, THEIRS, has_markers
from helpgen.answers.operations import Request, Sending, run_apply, run_plan, run_pull
from helpgen.answers.plan import Decision
from helpgen.answers.state import Details
from helpgen.answers.writing import write_body, write_details
from helpgen.config_file import load_site
from helpgen.emulator import DEMO_CREDENTIALS, Organization, Seed
from helpgen.errors import GladlyError, GladlyNotFound
from helpgen.gladly import Credentials, GladlyClient, RateLimiter, RetryPolicy

ORG = "org"
LANGUAGES = ("en-us", "fr-ca")
AUDIENCES = {"aud-1": "One", "aud-2": "Two"}
QUICK = RetryPolicy(attempts=3, wait_initial=0, wait_max=0, wait_jitter=0)


class Crash(BaseException):
    """The process is gone at this point."""


class Transport(httpx.BaseTransport):
    """The network, with one crash or one edit of somebody else ahead.

    Attributes:
        countdown: Requests until it happens; None for never.
        after: Whether the request still takes effect.
        meanwhile: Is called in place of a crash, when the answer is lost.
    """

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self.inner = inner
        self.countdown: int | None = None
        self.after = False
        self.meanwhile = None
        self.writes_only = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.countdown is None or (self.writes_only and request.method == "GET"):
            return self.inner.handle_request(request)
        self.countdown -= 1
        if self.countdown >= 0:
            return self.inner.handle_request(request)
        self.countdown = None
        if self.after:
            self.inner.handle_request(request).read()
        if self.meanwhile is None:
            raise Crash
        self.meanwhile()
        raise httpx.ReadError("lost", request=request)


def seed() -> Seed:
    """An organization without answers."""
    return Seed(Organization(ORG, "Acme", AUDIENCES, LANGUAGES))


def site_toml(url: str) -> str:
    """A site with one brand in two languages."""
    return (
        f'[gladly]\nurl = "{url}"\norg_id = "{ORG}"\n[[brands]]\nslug = "one"\nname = "One"\n'
        'base_url = "https://one.example"\naudience_id = "aud-1"\n'
        f"languages = {list(LANGUAGES)}\n"
    )


Place = tuple[str, str]
"""Answer id, and a language, `en-us title`, `name`, `description`, or empty for the answer."""
PLACES = (
    "",
    "name",
    "description",
    *(f"{code}{part}" for code in LANGUAGES for part in ("", " title")),
)


class World:
    """One folder, one Gladly, and everybody's edits."""

    def __init__(self, root: Path, url: str, network: httpx.BaseTransport) -> None:
        self.root = root
        (root / "site.toml").write_text(site_toml(url), encoding="utf-8")
        self.site = load_site(root / "site.toml")
        self.folder = root / "content" / "answers"
        self.transport = Transport(network)
        options = {
            "org_id": ORG,
            "credentials": Credentials(*DEMO_CREDENTIALS),
            "limiter": RateLimiter(None),
            "retries": QUICK,
        }
        self.client = GladlyClient(url, transport=self.transport, **options)
        self.editor = GladlyClient(url, transport=network, **options)
        self.control = httpx.Client(base_url=url, transport=network)
        self.count = 0
        self.ahead: list[dict[str, Any]] = []
        self.countdown: int | None = None
        self.unseen: dict[Place, Any] = {}  # edits in Gladly that no file knows of
        self.fresh: dict[Place, set[str]] = {}  # the tokens of those edits
        self.unsent: dict[Place, Any] = {}  # edits in files that Gladly doesn't know of
        self.ids: set[str] = set()  # every id that was ever made
        self.plan = None
        self.conflicts_shown = 0

    # What both sides hold

    def files(self) -> dict[Place, str]:
        """Texts of all places in files."""
        found: dict[Place, str] = {}
        for answer in self.local().values():
            found[answer.id, ""] = ""
            found[answer.id, "name"] = answer.name
            found[answer.id, "description"] = answer.description
            for body in answer.bodies:
                marked = has_markers(body.source)
                html = body.source if marked else canonical(published_html(body))
                found[answer.id, body.language] = html
                found[answer.id, f"{body.language} title"] = body.title
        return found

    def gladly(self) -> dict[Place, str]:
        """Texts of all places in Gladly."""
        places = [self._gladly(answer_id).items() for answer_id in sorted(self.ids)]
        return dict(item for items in places for item in items)

    def _gladly(self, answer_id: str) -> dict[Place, str]:
        """Texts of all places of one answer."""
        found: dict[Place, str] = {}
        with contextlib.suppress(GladlyNotFound):
            record = self.editor.get_answer_record(answer_id)
            found[answer_id, ""] = ""
            found[answer_id, "name"] = record.name
            found[answer_id, "description"] = record.description
            for language in LANGUAGES:
                with contextlib.suppress(GladlyNotFound):
                    content = self.editor.get_content(answer_id, language)
                    found[answer_id, language] = canonical(content.body_html)
                    found[answer_id, f"{language} title"] = content.title
        return found

    def local(self) -> dict[str, Any]:
        return {one.id: one for one in load_answers(self.folder)} if self.folder.exists() else {}

    def token(self) -> str:
        self.count += 1
        return f"T{self.count}e"

    # Editors in files

    def local_new(self) -> None:
        token = self.token()
        answer_id = f"-{token}"
        self.ids.add(answer_id)
        folder = self.folder / token.lower()
        body = ManagedBody("en-us", f"Title {token}", f"One\n\nTwo {token}\n\nThree\n", ".md")
        write_body(folder, body, None)
        write_details(folder, answer_id, Details(f"Name {token}"), {})
        self._mine(answer_id, "")
        for part in ("name", "en-us", "en-us title"):
            self._mine(answer_id, part, token)

    def local_body(self, answer: Any, language: str, part: int) -> None:
        old = next((b for b in answer.bodies if b.language == language), None)
        if old is not None and has_markers(old.source):
            self.resolve(answer, old, part)
            return
        blocks = re.split(r"\n+", old.source.strip()) if old else ["One", "Two", "Three"]
        at = part % len(blocks)
        tag = re.match(r"(<\w+>)?", blocks[at])[0]
        token = self.token()
        blocks[at] = f"{tag}{token}{tag.replace('<', '</')}"
        suffix = old.suffix if old else ".md"
        title = old.title if old else f"Title {token}"
        write_body(answer.folder, ManagedBody(language, title, "\n\n".join(blocks), suffix), old)
        self._mine(answer.id, language, token)
        if old is None:
            self._mine(answer.id, f"{language} title", token)

    def local_title(self, answer: Any, language: str) -> None:
        old = next((b for b in answer.bodies if b.language == language), None)
        if old is None or has_markers(old.source):
            return
        token = self.token()
        body = ManagedBody(language, f"Title {token}", old.source, old.suffix)
        write_body(answer.folder, body, old)
        self._mine(answer.id, f"{language} title", token)

    def resolve(self, answer: Any, body: ManagedBody, choice: int) -> None:
        """Keep one side's lines, or both."""
        kept, side = [], ""
        for line in body.source.split("\n"):
            if line in {OURS, MIDDLE, THEIRS}:
                side = {OURS: "ours", MIDDLE: "theirs", THEIRS: ""}[line]
                kept.append("")
            elif choice == 2 or side in {"", ("ours", "theirs")[choice % 2]}:
                kept.append(line)
        write_body(
            answer.folder,
            ManagedBody(body.language, body.title, "\n".join(kept), body.suffix),
            body,
        )
        self._mine(answer.id, body.language)

    def local_detail(self, answer: Any, part: str) -> None:
        path = answer.folder / "answer.toml"
        values = {"name": answer.name, "description": answer.description}
        token = self.token()
        values[part] = f"New {token}"
        text = f'id = "{answer.id}"\n' + "".join(f'{k} = "{v}"\n' for k, v in values.items())
        path.write_text(text, encoding="utf-8")
        self._mine(answer.id, part, token)

    def local_delete(self, answer: Any, language: str | None) -> None:
        if language is None:
            shutil.rmtree(answer.folder)
            for part in PLACES:
                self._mine(answer.id, part)
            return
        for body in answer.bodies:
            if body.language == language:
                (answer.folder / f"{language}{body.suffix}").unlink()
                self._mine(answer.id, language)
                self._mine(answer.id, f"{language} title")

    def _mine(self, answer_id: str, part: str, token: str = "") -> None:
        """An edit in a file: what it wrote, or that it's gone."""
        place = answer_id, part
        now = self.files().get(place)
        if now is None and not self.in_step(place):
            self.unsent.pop(place, None)
        elif now is None:
            self.unsent[place] = None
        else:
            pending = (self.unsent.get(place) or set()) | ({token} if token else set())
            self.unsent[place] = pending & tokens(now)

    # Editors in Gladly

    def gladly_new(self) -> None:
        token = self.token()
        answer_id = f"g-{token}"
        self.ids.add(answer_id)
        self.editor.add_answer(f"Name {token}", answer_id=answer_id, audience_ids=["aud-2"])
        html = f"<p>One</p><p>Two {token}</p><p>Three</p>"
        self.editor.put_content(answer_id, "en-us", body_html=html, title=f"Title {token}")
        self._theirs(answer_id, "name", "en-us", "en-us title")

    def gladly_body(self, answer_id: str, language: str, part: int) -> None:
        seen: set[str] = set()
        try:
            old = self.editor.get_content(answer_id, language)
            title, html, parts = old.title, old.body_html, (language,)
            seen = tokens(html)
        except GladlyNotFound:
            parts = (language, f"{language} title")
            title, html = f"Title {self.count}", "<p>One</p>\n<p>Two</p>\n<p>Three</p>"
        blocks = re.findall(r"<p>.*?</p>", html, flags=re.DOTALL) or ["<p>x</p>"]
        blocks[part % len(blocks)] = f"<p>{self.token()}</p>"
        with contextlib.suppress(GladlyNotFound):
            self.editor.put_content(answer_id, language, body_html="".join(blocks), title=title)
            # What was sent, and seen by who wrote over it, has arrived.
            if pending := self.unsent.get((answer_id, language)):
                self.unsent[answer_id, language] = pending - (seen - tokens("".join(blocks)))
            self._theirs(answer_id, *parts)

    def gladly_title(self, answer_id: str, language: str) -> None:
        with contextlib.suppress(GladlyNotFound):
            old = self.editor.get_content(answer_id, language)
            title = f"Title {self.token()}"
            self.editor.put_content(answer_id, language, body_html=old.body_html, title=title)
            self._theirs(answer_id, f"{language} title")

    def gladly_detail(self, answer_id: str, part: str) -> None:
        with contextlib.suppress(GladlyNotFound):
            self.editor.update_answer(answer_id, **{part: f"New {self.token()}"})
            self._theirs(answer_id, part)

    def gladly_delete(self, answer_id: str, language: str | None) -> None:
        with contextlib.suppress(GladlyNotFound):
            if language is None:
                self.editor.delete_answer(answer_id)
                self._theirs(answer_id, *PLACES)
            else:
                self.editor.delete_content(answer_id, language)
                self._theirs(answer_id, language, f"{language} title")

    def _theirs(self, answer_id: str, *parts: str) -> None:
        """What stands in Gladly now is somebody's edit; the newest token is its own."""
        there = self._gladly(answer_id)
        for part in parts:
            place = answer_id, part
            now = there.get(place)
            if now is None and not self.in_step(place):
                self.unseen.pop(place, None)
                continue
            newest = {f"T{self.count}e"} & tokens(now or "")
            self.fresh[place] = (self.fresh.get(place, set()) | newest) & tokens(now or "")
            self.unseen[place] = now

    def in_step(self, place: Place) -> bool:
        """Whether files and Gladly ever shared the place, as far as helpgen learnt.

        Who deletes a text that the other side never saw takes nothing from it.
        """
        known = load_base(self.folder).base.get(place[0])
        code = place[1].removesuffix(" title")
        return known is not None and (code not in LANGUAGES or code in known.contents)

    # helpgen

    @contextlib.contextmanager
    def faults(self) -> Iterator[None]:
        """What was ahead happens now, to helpgen alone."""
        if self.countdown is not None and self.transport.meanwhile is not None:
            self.ahead.clear()  # or somebody's edit itself would meet a fault
        for fault in self.ahead:
            self.control.post("/__emulator__/faults", json=fault).raise_for_status()
        self.transport.countdown = self.countdown
        try:
            with contextlib.suppress(GladlyError, Crash):
                yield
        finally:
            self.calm()

    def calm(self) -> None:
        """Nothing is ahead."""
        self.control.delete("/__emulator__/faults").raise_for_status()
        self.ahead.clear()
        self.countdown = self.transport.countdown = None

    def pull(self, side: str | None = None, *, prune: bool = False) -> None:
        """Pull, and check that no edit of either side is gone."""
        decision = Decision(side) if side else None
        done = None
        with self.faults():
            done, problems = run_pull(self.site, self.client, Request((), decision, prune))
        if done is None:
            self._check_files(None)
            return
        assert problems == ()
        self._check_files(side)
        waiting = {(one.answer_id, one.part) for one in done if one.what in {"conflict", "kept"}}
        self.conflicts_shown += sum(one.what == "conflict" for one in done)
        here, there = self.files(), self.gladly()
        for place, value in list(self.unseen.items()):
            answer_id, part = place
            listed = any((answer_id, code) in there for code in LANGUAGES)
            if value is not None and not listed and (answer_id, "") not in here:
                continue  # an answer without any content is in no list
            language = part.removesuffix(" title")
            marked = has_markers(here.get((answer_id, language), ""))
            if marked or not {(answer_id, ""), (answer_id, language)} & waiting:
                if side != "local":
                    told = f"{place}: {value} of Gladly isn't in the file: {here.get(place)}"
                    assert value is None or self.fresh[place] <= tokens(here.get(place, "")), told
                    assert value is not None or place not in here, told
                del self.unseen[place]
                self.fresh.pop(place, None)

    def _check_files(self, side: str | None) -> None:
        """Every edit in a file is still there: as it was, merged, or between markers."""
        if side == "remote":  # whatever went was decided
            self.unsent.clear()
        now = self.files()
        for place, pending in self.unsent.items():
            if pending is None:
                assert place not in now, f"{place} was deleted here and came back"
            else:
                assert pending <= tokens(now.get(place, "")), f"{place}: {pending} is gone"

    def make_plan(self, side: str | None = None, *, prune: bool = False) -> None:
        decision = Decision(side) if side else None
        with self.faults():
            plan, _ = run_plan(self.site, self.client, Request((), decision, prune))
            self.plan = plan, side, dict(self.unseen)

    def apply(self, *, saved: bool, prune: bool = False) -> None:
        """Apply, and check that no edit in Gladly that nobody saw is gone."""
        plan, side, shown = self.plan if saved and self.plan else (None, None, {})
        with self.faults():
            run_apply(self.site, self.client, Request((), None, prune), Sending(999), saved=plan)
        self.check_gladly(shown if side == "local" else {})
        there = self.gladly()
        for place, pending in list(self.unsent.items()):
            gone = pending is None and place not in there
            if gone or (pending is not None and pending <= tokens(there.get(place, ""))):
                del self.unsent[place]
        self.plan = None

    def check_gladly(self, decided: dict[Place, Any]) -> None:
        """Every edit in Gladly that no file knows of is still there."""
        there = self.gladly()
        for place, value in list(self.unseen.items()):
            if place in decided and decided[place] == value and there.get(place) != value:
                del self.unseen[place]
                self.fresh.pop(place, None)
                continue
            assert there.get(place) == value, f"{place}: {value} became {there.get(place)}"

    def settle(self) -> None:
        """Nobody edits any more: what's undecided is decided, and both sides become equal."""
        self.calm()
        self.pull()
        for answer in self.local().values():
            for body in answer.bodies:
                if has_markers(body.source):
                    self.resolve(answer, body, 2)
        self.pull("local")
        run_apply(self.site, self.client, Request(prune=True), Sending(999))
        self.pull(prune=True)
        plan, _ = run_plan(self.site, self.client, Request())
        left = [(c.kind, c.answer_id, c.part, c.language, c.why) for c in plan.changes]
        assert left == []
        # An answer without any content is in no public list: nobody can know of it.
        here, there = self.files(), self.gladly()
        known = {key for key, part in there if part in LANGUAGES} | {key for key, _ in here}
        differ = {place for place, _ in here.items() ^ there.items() if place[0] in known}
        assert differ == set()


def tokens(text: str) -> set[str]:
    """The edits that a text holds."""
    return set(re.findall(r"T\d+e", text))
