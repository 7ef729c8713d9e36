"""What is put off while somebody saves one file after another."""

from __future__ import annotations

import gc

from helpgen.preview.rest import Rest, tidy


class Clock:
    """A clock that is set by hand."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


def looks(rest, count):
    for _ in range(count):
        rest.goes_on()


def test_all_managed_answers_are_looked_at_in_a_rest_now_and_then():
    clock = Clock()
    rest = Rest(clock)
    looks(rest, 5)
    assert not rest.wants_all(), "they have just been looked at"
    clock.seconds = 31
    assert rest.wants_all()
    assert not rest.wants_all(), "once is enough"
    clock.seconds = 62
    rest.end()
    looks(rest, 4)
    assert not rest.wants_all(), "somebody has saved a moment ago"
    looks(rest, 1)
    assert rest.wants_all()


def test_memory_is_tidied_soon_after_the_start_then_only_in_long_rests():
    rest = Rest(Clock())
    assert not rest.wants_tidying()
    looks(rest, 1)
    assert rest.wants_tidying()
    looks(rest, 13)
    assert not rest.wants_tidying()
    rest.end()
    looks(rest, 14)
    assert not rest.wants_tidying(), "who saves now and then is not held up"
    looks(rest, 1)
    assert rest.wants_tidying()
    looks(rest, 1)
    assert not rest.wants_tidying()


def test_what_edits_left_behind_is_freed_even_if_it_was_there_when_memory_was_tidied():
    class Left:
        pass

    one = Left()
    one.itself = one
    tidy()
    try:
        assert gc.get_freeze_count()
        del one
        tidy()
        assert not [found for found in gc.get_objects() if isinstance(found, Left)]
    finally:
        gc.unfreeze()
    assert not [found for found in gc.get_objects() if isinstance(found, Left)]
