"""Texts of links make sense alone, as screen readers list them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "vague-link",
    Severity.NOTE,
    'The text of a link, such as "here", doesn\'t say where it leads.',
)
_WORDS: Final = {
    "en": "here|click here|this|this link|link|more|read more|learn more|this page|see here|"
    "this article|click this link|more info|more information|details",
    "ar": "هنا|اضغط هنا|انقر هنا|المزيد|اقرأ المزيد",
    "de": "hier|hier klicken|klicken sie hier|klick hier|mehr|mehr erfahren|weiterlesen|"
    "dieser link|diesen link|diese seite",
    "es": "aquí|aqui|haz clic aquí|haga clic aquí|pulsa aquí|más|leer más|más información|"
    "este enlace|esta página",
    "fr": "ici|cliquez ici|cliquer ici|en savoir plus|lire la suite|plus|ce lien|cette page|"
    "plus d'informations|plus d’informations",
    "it": "qui|clicca qui|fai clic qui|leggi di più|scopri di più|questo link|questa pagina",
    "ja": "こちら|ここ|ここをクリック|こちらをクリック|詳細|詳しくはこちら|もっと見る",
    "ko": "여기|여기를 클릭|더 보기|자세히 보기|자세히 알아보기",
    "nl": "hier|klik hier|lees meer|meer informatie|deze link|deze pagina",
    "pl": "tutaj|tu|kliknij tutaj|kliknij tu|więcej|czytaj więcej|ten link",
    "pt": "aqui|clique aqui|saiba mais|leia mais|mais|este link|esta página",
    "ru": "здесь|тут|нажмите здесь|подробнее|читать далее|эта ссылка",
    "sv": "här|klicka här|läs mer|mer|denna länk|den här länken",
    "tr": "burada|buraya|burayı|buraya tıklayın|tıklayın|daha fazla|bu bağlantı",
    "zh": "这里|此处|点击这里|点击此处|更多|了解更多|這裡|此處|點擊這裡|點擊此處|瞭解更多",
}
_AROUND: Final = " .,:;!?…»«›‹→>()[]\"'。、：！？（）「」"


def find(seen: Seen) -> Iterator[Problem]:
    """Links whose text says nothing, in the edition's language or in English."""
    language = seen.edition.language.partition("-")[0]
    vague = {*_WORDS["en"].split("|"), *_WORDS.get(language, "").split("|")} - {""}
    for one in seen.written:
        for link in one.links:
            if link.text.casefold().strip(_AROUND) in vague:
                what = (
                    f"the text of a link, {link.text!r}, doesn't say that it leads to {link.href}"
                )
                yield RULE.problem(one.where, what, "name in it what stands there")
