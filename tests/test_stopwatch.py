"""Times are added up by stage and template; of answers the slowest are kept."""

from __future__ import annotations

from helpgen.stopwatch import SLOWEST, Stopwatch


def test_a_stage_that_comes_twice_is_added_up():
    watch = Stopwatch()
    for _ in range(2):
        with watch.stage("read"):
            pass
    first = watch.stages["read"]
    with watch.stage("read"):
        pass
    assert list(watch.stages) == ["read"]
    assert watch.stages["read"] > first > 0


def test_pages_count_for_their_template():
    watch = Stopwatch()
    for seconds in (0.25, 0.5):
        watch.page("answer.html", seconds)
    watch.page("home.html", 1.0)
    assert watch.templates == {"answer.html": 0.75, "home.html": 1.0}
    assert watch.pages == {"answer.html": 2, "home.html": 1}


def test_the_slowest_answers_are_kept():
    watch = Stopwatch(answers={str(number): float(number) for number in range(SLOWEST + 5)})
    watch.keep_slowest()
    assert list(watch.answers) == [str(number) for number in range(SLOWEST + 4, 4, -1)]
