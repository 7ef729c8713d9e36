"""Answers, editions and queries for the tests of search, some of them wild."""

from __future__ import annotations

from hypothesis import strategies as st

from helpgen.search.results import Document

WORDS = (
    "order orders ordering reorder refund refunds money back track tracking gift card giftcard "
    "e-mail email password resettable reset café cafe naïve the of to with 3-in-1 SKU12345 iPhone"
).split()
TEXTS = (
    "返品の方法",
    "注文",
    "ギフトカード",
    "환불 정책",
    "والبطاقات",
    "Größe",
    "l'ordine",
    "½ ⒈ 🄁 ﷺ",
    "𝐁𝐨𝐥𝐝",
)


def make_document(
    answer_id: str, name: str, text: str = "", section: str = "Orders", headings: tuple = ()
) -> Document:
    """An answer; its address ends in its id."""
    return Document(
        answer_id, name, f"/en-us/answers/{answer_id}/", section, headings, text, text[:60]
    )


def texts(words: int = 12) -> st.SearchStrategy[str]:
    """Words of a small vocabulary, so that answers share some."""
    return st.lists(st.sampled_from((*WORDS, *TEXTS)), max_size=words).map(" ".join)


def editions(most: int = 12) -> st.SearchStrategy[list[Document]]:
    """Answers of a small edition, each id once."""
    one = st.builds(
        make_document,
        st.integers(0, 30).map(str),
        texts(5),
        texts(),
        st.sampled_from(["Orders", "Returns", ""]),
        st.lists(texts(3), max_size=2).map(tuple),
    )
    return st.lists(one, max_size=most, unique_by=lambda document: document.id)


def queries() -> st.SearchStrategy[str]:
    """What people type, and what nobody should."""
    pieces = st.sampled_from([*WORDS, *TEXTS, "ordre", "refnud", "gif", "o", '"', "“", "*", " "])
    typed = st.lists(pieces, max_size=6).map(" ".join)
    return typed | any_text()


def any_text() -> st.SearchStrategy[str]:
    """Any string: control characters and lone surrogates too, and very long runs."""
    wild = st.text(st.characters(), max_size=80)
    mixed = st.text(
        st.sampled_from("aé\u0301ßİΣ'’-–返ーが한ไทยسُـ\u200d\ud83d😀👩½⒈0٣ \n\t\"«*?~:^[]")
    )
    long = st.tuples(st.sampled_from(["a", "a-", "a'", "返", "ab ", "\u0301", "1,"])).map(
        lambda piece: piece[0] * 3_000
    )
    return st.one_of(wild, mixed, long)
