"""Editors in files and in Gladly, pulls, plans, applies and faults in any order: no edit is lost.

The suite tries a few orders, the same each time; with `--hypothesis-profile=explore`,
`HELPGEN_ORDERS=5000` tries that many others.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import httpx
import pytest
from answers_world import LANGUAGES, World, seed
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from helpgen.emulator import create_app, running

pytestmark = [pytest.mark.slow, pytest.mark.hypothesis]

ORDERS = int(os.environ.get("HELPGEN_ORDERS", "12"))
NUMBER = st.integers(0, 5)
LANGUAGE = st.sampled_from(LANGUAGES)
PART = st.sampled_from(["name", "description"])
MAYBE_LANGUAGE = st.sampled_from([None, *LANGUAGES])
SIDE = st.sampled_from([None, None, "local", "remote"])
OPERATIONS = st.sampled_from(
    ["addAnswer", "updateAnswer", "putAnswerContent", "deleteAnswer", "deleteAnswerContent",
     "getAnswerById", "getAnswerContent", "listAnswers", "*"]
)  # fmt: skip


class Stage:
    """One server for all examples."""

    def __init__(self):
        self.app = None

    async def __call__(self, scope, receive, send):
        await self.app(scope, receive, send)


def machine(stage, url, network):
    """The state machine for one running server."""

    class Editors(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            stage.app = create_app(seed(), rate_limit=0)
            self.folder = tempfile.TemporaryDirectory()
            self.world = World(Path(self.folder.name), url, network)

        def teardown(self):
            try:
                self.world.settle()
            finally:
                self.folder.cleanup()

        def pick(self, number):
            answers = sorted(self.world.local().values(), key=lambda one: one.id)
            return answers[number % len(answers)] if answers else None

        def pick_id(self, number):
            ids = sorted(self.world.ids)
            return ids[number % len(ids)]

        @initialize()
        def begin(self):
            self.world.local_new()
            self.world.gladly_new()

        @rule()
        def write_a_new_answer(self):
            self.world.local_new()

        @rule(number=NUMBER, language=LANGUAGE, part=NUMBER)
        def edit_a_body_here(self, number, language, part):
            if answer := self.pick(number):
                self.world.local_body(answer, language, part)

        @rule(number=NUMBER, language=LANGUAGE)
        def retitle_here(self, number, language):
            if answer := self.pick(number):
                self.world.local_title(answer, language)

        @rule(number=NUMBER, part=PART)
        def change_a_detail_here(self, number, part):
            if answer := self.pick(number):
                self.world.local_detail(answer, part)

        @rule(number=NUMBER, language=MAYBE_LANGUAGE)
        def delete_here(self, number, language):
            if answer := self.pick(number):
                self.world.local_delete(answer, language)

        @rule()
        def add_an_answer_in_gladly(self):
            self.world.gladly_new()

        @rule(number=NUMBER, language=LANGUAGE, part=NUMBER)
        def edit_a_body_in_gladly(self, number, language, part):
            self.world.gladly_body(self.pick_id(number), language, part)

        @rule(number=NUMBER, language=LANGUAGE)
        def retitle_in_gladly(self, number, language):
            self.world.gladly_title(self.pick_id(number), language)

        @rule(number=NUMBER, part=PART)
        def change_a_detail_in_gladly(self, number, part):
            self.world.gladly_detail(self.pick_id(number), part)

        @rule(number=NUMBER, language=MAYBE_LANGUAGE)
        def delete_in_gladly(self, number, language):
            self.world.gladly_delete(self.pick_id(number), language)

        @rule(side=SIDE, prune=st.booleans())
        def pull(self, side, prune):
            self.world.pull(side, prune=prune)

        @rule(side=st.sampled_from([None, None, "local"]), prune=st.booleans())
        def plan(self, side, prune):
            self.world.make_plan(side, prune=prune)

        @rule(saved=st.booleans(), prune=st.booleans())
        def apply(self, saved, prune):
            self.world.apply(saved=saved, prune=prune)

        @rule(operation=OPERATIONS, status=st.sampled_from([429, 500, 503]), times=NUMBER)
        def gladly_answers_errors(self, operation, status, times):
            fault = {"operation": operation, "kind": "status", "status": status}
            self.world.ahead.append({**fault, "times": times + 1, "after": times})

        @rule(operation=OPERATIONS, effect=st.booleans(), after=NUMBER)
        def a_connection_breaks(self, operation, effect, after):
            fault = {"operation": operation, "kind": "drop"}
            self.world.ahead.append({**fault, "effect": effect, "after": after})

        # A crash ends what is running; nothing else is to happen before it.
        @rule(requests=st.integers(0, 12), after=st.booleans(), writes=st.booleans())
        def a_crash_is_ahead(self, requests, after, writes):
            transport = self.world.transport
            transport.meanwhile = None
            self.world.countdown, transport.after = requests, after
            transport.writes_only = writes

        @rule(requests=st.integers(0, 3), after=st.booleans(), number=NUMBER, part=NUMBER)
        def an_edit_comes_between(self, requests, after, number, part):
            world, transport = self.world, self.world.transport
            answer_id = self.pick_id(number)
            transport.meanwhile = lambda: world.gladly_body(answer_id, "en-us", part)
            world.countdown, transport.after = requests, after
            transport.writes_only = True

        @invariant()
        def every_answer_is_there_once(self):
            assert len(self.world.local()) <= len(self.world.ids)

    return Editors


@pytest.fixture(scope="module")
def network():
    with httpx.HTTPTransport(verify=httpx.create_ssl_context()) as transport:
        yield transport


def test_no_edit_is_lost_in_any_order(network):
    stage = Stage()
    with running(stage) as url:
        run_state_machine_as_test(
            machine(stage, url, network),
            settings=settings(
                max_examples=ORDERS,
                stateful_step_count=30,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.explicit, Phase.reuse, Phase.generate],
                report_multiple_bugs=False,
            ),
        )
