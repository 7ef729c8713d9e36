"""The order of answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from helpgen.search.analysis import Word
from helpgen.search.plan import Alternative, Plan, Wanted
from helpgen.search.ranking import rank


class Table:
    """Postings by hand: weight by answer by term; an answer's address is its number backwards.

    All terms are equally rare, but those of `rarities`.
    """

    def __init__(self, **weights):
        self._weights = weights
        self.rarities = {}

    def rarity(self, term):
        return self.rarities.get(term, 1.0) if term in self._weights else 0.0

    def weights(self, term):
        return self._weights.get(term, {})

    def address(self, number):
        return f"/{99 - number:02}/"


def wanted(*alternatives, weight=1.0, required=True):
    """A word with its alternatives, given as `("term", weight)` or `("two terms", weight)`."""
    word = Word(
        alternatives[0][0], alternatives[0][0], common=not required, paired=False, start=0, end=1
    )
    found = tuple(Alternative(tuple(terms.split()), weight) for terms, weight in alternatives)
    return Wanted(word, weight, required, found)


def order(plan, table, **options):
    return [number for number, _ in rank(plan, table, **options).answers]


def test_scores_add_up_over_the_words():
    table = Table(a={1: 1.0, 2: 2.0}, b={1: 3.0})
    ranked = rank(Plan((wanted(("a", 1.0)), wanted(("b", 1.0)))), table)
    assert ranked.answers == ((1, 4.0), (2, 2.0))
    assert (ranked.complete, ranked.partial) == (1, False)


def test_a_word_counts_as_its_best_alternative():
    table = Table(a={1: 1.0, 2: 1.0}, b={2: 10.0})
    ranked = rank(Plan((wanted(("a", 1.0), ("b", 0.5)),)), table)
    assert ranked.answers == ((2, 5.0), (1, 1.0))


def test_of_few_words_answers_with_all_come_first():
    table = Table(a={1: 1.0, 2: 9.0}, b={1: 1.0})
    assert order(Plan((wanted(("a", 1.0)), wanted(("b", 1.0)))), table) == [1, 2]


def test_being_rare_doesnt_make_an_alternative_more_than_the_word():
    table = Table(a={1: 1.0}, b={2: 4.0})
    table.rarities = {"a": 1.0, "b": 4.0}
    assert rank(Plan((wanted(("a", 1.0), ("b", 0.8)),)), table).answers == ((1, 1.0), (2, 0.8))


def test_of_many_words_the_score_alone_counts():
    table = Table(a={1: 1.0, 2: 9.0}, b={1: 1.0}, c={1: 1.0}, d={1: 1.0})
    assert order(Plan(tuple(wanted((term, 1.0)) for term in "abcd")), table) == [2, 1]


def test_a_weak_alternative_doesnt_stand_for_the_word():
    table = Table(a={1: 1.0}, b={2: 4.0})
    ranked = rank(Plan((wanted(("a", 1.0), ("b", 0.4)),)), table)
    assert (ranked.answers, ranked.complete) == (((1, 1.0), (2, 1.6)), 1)


def test_common_words_neednt_be_there():
    table = Table(a={1: 1.0}, the={2: 8.0})
    ranked = rank(
        Plan((wanted(("the", 1.0), weight=0.2, required=False), wanted(("a", 1.0)))), table
    )
    assert ranked.answers[0] == (1, 1.0)
    assert ranked.complete == 1


def test_terms_that_must_be_together_count_their_mean():
    table = Table(gift={1: 2.0, 2: 2.0}, card={1: 4.0})
    assert rank(Plan((wanted(("gift card", 0.5)),)), table).answers == ((1, 1.5),)


def test_answers_far_behind_the_best_are_left_out_unless_they_hold_every_word():
    table = Table(a={1: 10.0, 2: 2.9, 3: 3.0}, b={1: 0.1})
    assert order(Plan((wanted(("a", 1.0)), wanted(("b", 1.0)))), table) == [1]
    assert order(Plan((wanted(("a", 1.0)),)), table) == [1, 3, 2]


def test_equal_scores_stand_in_the_order_of_their_addresses():
    table = Table(a={1: 0.1 + 0.2, 2: 0.3, 3: 0.3})
    assert order(Plan((wanted(("a", 1.0)),)), table) == [3, 2, 1]


def test_quoted_words_must_all_be_there():
    table = Table(a={1: 1.0, 2: 9.0}, b={1: 1.0}, the={3: 5.0})
    plan = Plan((wanted(("a", 1.0)), wanted(("b", 1.0))), exact=True)
    assert order(plan, table) == [1]


def test_nothing_wanted_finds_nothing():
    assert rank(Plan(()), Table()).answers == ()


def test_when_time_is_over_the_rest_is_left_out():
    times = iter([0.5, 2.0])
    table = Table(a={1: 1.0}, b={2: 2.0}, c={3: 5.0})
    plan = Plan((wanted(("a", 1.0), ("b", 1.0), ("c", 1.0)), wanted(("c", 1.0))))
    ranked = rank(plan, table, deadline=1.0, clock=lambda: next(times, 3.0))
    assert ranked.partial
    assert sorted(number for number, _ in ranked.answers) == [1, 2]


def test_the_first_is_looked_at_however_late_it_is():
    plan = Plan((wanted(("a", 1.0), ("b", 1.0)), wanted(("c", 1.0))))
    ranked = rank(plan, Table(a={1: 1.0}, b={2: 1.0}), deadline=1.0, clock=lambda: 9.0)
    assert (ranked.answers, ranked.partial) == (((1, 1.0),), True)


def test_what_was_planned_in_a_hurry_is_partial():
    assert rank(Plan((wanted(("a", 1.0)),), partial=True), Table(a={1: 1.0})).partial


weights = st.dictionaries(st.integers(0, 9), st.integers(1, 400).map(lambda n: n / 8), max_size=8)


@given(st.fixed_dictionaries(dict.fromkeys("abcd", weights)), st.permutations("abcd"))
def test_the_order_in_which_words_and_answers_come_changes_nothing(table, terms):
    def ranked(order, shuffled):
        return rank(Plan(tuple(wanted((t, 1.0)) for t in order)), Table(**shuffled)).answers

    backwards = {term: dict(reversed(found.items())) for term, found in table.items()}
    assert ranked(terms, backwards) == ranked("abcd", table)
