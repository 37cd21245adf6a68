"""Say whether what stands over sub-headings asks for a text of its own, or tells of the whole part.

The tables are made to be read and changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from formwright.template.body import Body, hint_text
from formwright.template.vocabulary import words_of
from formwright.template.words import has_placeholder, key_value
from formwright.text.markdown import COMMENT, BlockKind

_STARTS = r"(?:\A|[.!?:;。！？：]\s+|\n[\W\d_]*(?=(?-i:[A-Z]))|\n\s*\n)[\W\d_]*"
"""Where a sentence begins."""

_BEGINS = _STARTS + (
    r"(?:(?:please|bitte|por favor|briefly|clearly|shortly|also|first|then|next|here|below|optionally|"
    r"(?:in|for) this (?:section|part)|(?:you|we|it) (?:should|must|can|may|could)|"
    r"(?:be sure|try|remember|make sure) to)"
    r"\W+){0,3}"
)
"""Where a sentence begins, with the polite words before its verb."""

_WRITE = (
    r"describe|explain|elaborate|list|outline|summari[sz]e|discuss|detail|give|tell|write|state|name|specify|mention|"
    r"provide|define|identify|justify|put|enter|type|fill|insert|paste|add|include|compare|clarify|"
    r"introduce|sketch|illustrate|answer|capture|propose|highlight|motivate|share|talk about|lay out|set out|"
    r"beschreibe?|beschreiben sie|erkläre?|erklären sie|nenne|nennen sie|liste|gib|geben sie|begründe|"
    r"décri(?:vez|re|s)|explique[rz]?|donne[rz]?|précise[rz]?|indique[rz]?|liste[rz]|énumére[rz]|"
    r"describ[ae]|expli(?:ca|que)|indi(?:ca|que)|proporcion[ae]|escrib[ae]|enumer[ae]|detall[ae]|"
    r"descreva|informe|escreva|forneça|descrivi|descrivere|spiega|spiegare|elenca|indicare|"
    r"beschrijf|geef|opisz|wyjaśnij|podaj|wymień|"
    r"опишите|укажите|объясните|перечислите|напишите|расскажите|приведите"
)
"""Verbs of requests to write something."""

_REQUEST = re.compile(rf"{_BEGINS}(?:{_WRITE})\b(?!\W*:|\s+(?:of|is|are|was|for)\b)", re.IGNORECASE)
_REQUEST_WITHIN = re.compile(
    r"请(?:您|你)?(?:在(?:此|这里|下面|下方))?(?:简要|简单|详细|清晰|清楚)?(?:地)?"
    r"(?:描述|说明|填写|提供|简述|列出|写|解释|介绍|阐述|概述)"
    r"|請(?:您|你)?(?:在此)?(?:簡要|詳細)?(?:地)?(?:描述|說明|填寫|提供|簡述|列出|寫|解釋|介紹)"
    r"|(?:記載|記入|説明|入力|記述|列挙|書いて|教えて|挙げて|お書き)(?:して)?(?:下さい|ください|お願いします)"
    r"|(?:설명|작성|기술|입력|기재)해 ?주(?:세요|십시오)|(?:적어|알려) ?주(?:세요|십시오)"
)
_DUE = words_of(
    r"(?:this(?: section| part)?|the (?:section|part)) (?:should|must|shall|needs? to|has to) "
    r"(?:also |at least |briefly |clearly )?"
    r"(?:contain|describe|explain|include|list|give|provide|have|detail|discuss|summari[sz]e|answer|state|specify)"
)
"""What is said of a section's text is a request for it."""

_QUESTION = re.compile(
    rf"{_BEGINS}(?!do you (?:want|need|have|like)\b)"
    r"(?:what|why|how|which|where|when|whom?|whose|is|are|was|were|do|does|did|can|could|will|would|should|"
    r"was|warum|wie|welche[rsnm]?|wer|wo|wann|que|qué|quel(?:le)?s?|pourquoi|comment|por qu[eêé]|cómo|como|cuál|qual|"
    r"perch[eé]|cosa|waarom|wat|hoe|dlaczego|jak|co|что|почему|зачем|как|какие|какой|какая)\b[^.?!。？！]*[?？]"
    r"|[^\x00-\u024f][?？]",
    re.IGNORECASE,
)

_OF_THE_PARTS = words_of(
    r"(?:the |these |all |each |every |both |any )?(?:sub-?)?(?:sections|headings|chapters|questions|points|items|"
    r"fields|considerations|criteria|topics|categories|aspects|prompts|parts) (?:below|that follow|marked)|"
    r"(?:the following|each|every|all(?: of)?(?: the)?|these|following) "
    r"(?:\w+ ){0,2}?(?:sub-?)?(?:sections?|headings?|questions?|points?|items?|fields?|considerations|criteria|topics|"
    r"categories|aspects|prompts|parts|templates?)|"
    r"the following\W*\Z"
)
"""Words that speak of what is below a heading, as a whole."""

_OF_THE_TEMPLATE = re.compile(
    rf"{_STARTS}(?:please )?(?:(?:do not|don't|never) )?"
    r"(?:delete|remove|edit|copy|duplicate|repeat|replace|make a copy)\b"
    r"|\b(?:in the|title) (?:title|above|field)\b|\b(?:this|these|the|your) (?:comment|template)s?\b",
    re.IGNORECASE,
)
"""Words that speak of the template, and are for whoever fills it in."""

_TELLS = re.compile(
    r"\W*(?:(?:in |for )?(?:this|the|these|that) (?:section|part|chapter|template|issue|form|document|heading)|"
    r"notes?\b|please (?!tell|give|write)|do not\b|don't\b|make\b|copy\b|repeat\b|if\b|use\b|see\b|read\b|thank|"
    r"for\b|we\b|before\b|after\b|only\b|optional\b|required\b|https?:)",
    re.IGNORECASE,
)
"""How a comment begins that names nothing to be written."""


_TEXTS = words_of(
    r"summary|abstract|overview|synopsis|tl;?dr|introduction|context|background|motivation|rationale|purpose|"
    r"problem(?: statement)?|zusammenfassung|überblick|einleitung|hintergrund|résumé|contexte|resumen|contexto|resumo|"
    r"sommario|contesto|samenvatting|podsumowanie|резюме|контекст|введение",
    r"概要|摘要|背景|概述|개요|배경|요약",
)
"""Names of sections that are texts, whatever parts they have besides."""


MOST_SIGNS = 4_000
"""What is said over sub-headings is read so far: in no template is it longer, and the patterns stay fast."""


def asks_for_text(text: str) -> bool:
    """Say whether a text has a question, or a request to write something, and speaks of no parts and no template."""
    if _OF_THE_PARTS.search(text) or _OF_THE_TEMPLATE.search(text) or text.rstrip().endswith((":", "：")):
        return False
    return any(pattern.search(text) for pattern in (_REQUEST, _REQUEST_WITHIN, _DUE, _QUESTION))


def _names_a_text(text: str, label: str) -> bool:
    """Say whether a comment names what is to be written in a text: "What the bug is, clear and concise".

    The label once more, beside its translation, names nothing.
    """
    if not _TEXTS.search(label) or any(
        part.strip().casefold() == label.casefold() for part in re.split("[/|\n]", text)
    ):
        return False
    return not (_TELLS.match(text) or _OF_THE_PARTS.search(text) or _OF_THE_TEMPLATE.search(text))


def asks_above(body: Body, parts: Sequence[str]) -> bool:
    """Say whether what stands over sub-sections, whose labels are `parts`, asks for a text of its own.

    A comment that only names a text speaks of all parts, unless the section itself is called a text.
    """
    if any(block.kind is not BlockKind.PARAGRAPH for block in body.content) or _is_divided(body.section.label, parts):
        return False
    comments = [block for block in body.hints if block.kind is BlockKind.COMMENT]
    if len(comments) < len(body.hints) or any(has_placeholder(block.text) for block in body.content):
        return True
    lines = [line for block in body.content for line in COMMENT.sub("", block.text).split("\n")]
    said = [hint_text(block, body.lines) for block in comments]
    prose = "\n".join(line for line in lines if key_value(line) is None)
    text = "\n\n".join(filter(None, [body.section.hint, *said, prose]))[:MOST_SIGNS]
    return bool(text) and (asks_for_text(text) or (bool(said) and _names_a_text(text, body.section.label)))


_LITTLE = frozenset("and or of the a an to in for with und et y e или и".split())
_WORD = re.compile(r"[^\W\d_]+")


def _is_divided(label: str, parts: Sequence[str]) -> bool:
    """Say whether the labels of a section's parts are all that its own names: "Goals and non-goals"."""
    own, *others = ({*_WORD.findall(each.casefold())} - _LITTLE for each in (label, *parts))
    within = [own & words for words in others]
    return bool(own) and own == set().union(*within) and own not in within
