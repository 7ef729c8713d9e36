"""Every language: titles find their answers, two characters and parts of compounds find words."""

from __future__ import annotations

import pytest
from small_editions import make_document

TITLES = {
    "ja": (
        "商品を返品するには",
        "注文の変更方法",
        "返金はいつですか",
        "領収書の発行",
        "ギフトカードの残高",
    ),
    "zh-cn": ("如何退货", "如何更改订单", "何时收到退款", "开具发票", "查询礼品卡余额"),
    "zh-tw": ("如何退貨", "如何更改訂單", "何時收到退款", "開立發票", "查詢禮品卡餘額"),
    "ko": (
        "반품하는 방법",
        "주문을 변경하려면",
        "환불은 언제 되나요",
        "영수증 발급",
        "기프트카드 잔액 확인",
    ),
    "ar": (
        "كيف أعيد منتجا؟",
        "تغيير الطلب",
        "متى أسترد أموالي؟",
        "الحصول على فاتورة",
        "رصيد بطاقة الهدايا",
    ),
    "de": (
        "Wie sende ich etwas zurück?",
        "Bestellung ändern",
        "Wann kommt die Rückerstattung?",
        "Rechnung herunterladen",
        "Geschenkkartenguthaben prüfen",
    ),
    "es": (
        "¿Cómo devuelvo un artículo?",
        "Cambiar el pedido",
        "¿Cuándo llega mi reembolso?",
        "Descargar la factura",
        "Saldo de la tarjeta regalo",
    ),
}


def answers(language):
    """One for each title, whose text is that of the next one, so that it leads astray."""
    titles = TITLES[language]
    return [
        make_document(str(number), title, titles[(number + 1) % len(titles)] + "。 …")
        for number, title in enumerate(titles)
    ]


@pytest.mark.parametrize("language", TITLES)
def test_every_title_finds_its_answer_first(found, language):
    firsts = [found(title, answers(language), language)[0] for title in TITLES[language]]
    assert firsts == [str(number) for number in range(len(firsts))]


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("ja", "返品", "0"),
        ("ja", "変更", "1"),
        ("ja", "残高", "4"),
        ("ja", "ギフト", "4"),
        ("ja", "金", "2"),
        ("zh-cn", "退货", "0"),
        ("zh-cn", "余额", "4"),
        ("zh-tw", "發票", "3"),
        ("ko", "환불", "2"),
        ("ko", "주문", "1"),
        ("ko", "잔액", "4"),
        ("ar", "الطلب", "1"),
        ("ar", "طلب", "1"),
        ("ar", "طلبي", "1"),
        ("ar", "بطاقتي", "4"),
        ("ar", "والهدايا", "4"),
        ("de", "zurueck", "0"),
        ("de", "bestellungen", "1"),
        ("de", "geschenkkarte", "4"),
        ("de", "guthaben", "4"),
        ("de", "rückerstatung", "2"),
        ("es", "articulos", "0"),
        ("es", "pedidos", "1"),
        ("es", "facutra", "3"),
    ],
)
def test_a_piece_or_a_form_of_a_word_finds_it(found, language, query, first):
    assert found(query, answers(language), language)[:1] == [first]
