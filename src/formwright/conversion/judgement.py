"""What a careful maintainer would decide where the template does not say.

One line or many, one of them or several, required or not. The tables below are made to be read and changed. A row is
a pattern over the label (plain text, any case) and what follows from it; the first row that matches decides.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from formwright.template import Slot, SlotKind, Template
from formwright.template.offers import is_degree, says_one
from formwright.template.vocabulary import SAYS_SEVERAL
from formwright.template.words import asks_short


def _row(pattern: str, required: bool) -> tuple[re.Pattern[str], bool]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), required


def _row_within(pattern: str, required: bool) -> tuple[re.Pattern[str], bool]:
    """Return a row for languages without blanks between their words."""
    return re.compile(pattern), required


REQUIRED_BY_LABEL: tuple[tuple[re.Pattern[str], bool], ...] = (
    _row(r"is (?:your|this) (?:feature )?(?:request|issue|proposal) related to", required=True),
    _row(
        r"additional|further|anything else|(?:any )?other (?:information|info|details|comments)|notes?", required=False
    ),
    _row(r"(?:further |more )?(?:comments|comment(?=\W*$)|context|remarks|details)", required=False),
    _row(r"screen ?shots?|screencasts?|videos?|images?|attachments?|samples?", required=False),
    _row(r"logs|log output|error(?: messages?)?|stack ?traces?|traceback", required=False),
    _row(r"alternatives?|workarounds?|prior art|related|references?|see also|appendix|glossary", required=False),
    _row(r"solution you'd like|solution you would like|possible solution|drawbacks", required=False),
    _row(
        r"(?:possible|suggested|potential) (?:fix|implementation|assignee)s?|implementation (?:ideas|notes)",
        required=False,
    ),
    _row(r"unresolved|open (?:issues|questions)|future|maintainers?|cc", required=False),
    # Nobody has to be found, and few ideas have a day.
    _row(
        r"(?:contact(?: (?:e-?mail|details|info(?:rmation)?|data|person|address))?|e-?mails?(?: address)?|"
        r"phone(?: number)?|(?:discord|slack|twitter|telegram|github) (?:handle|id|name|user(?:name)?)|"
        r"deadlines?|due dates?|target dates?|kontakt\w*|telefon\w*|contacto|contato|courriel|контакты?)"
        r"(?=\W*$|\s*[(\[])",
        required=False,
    ),
    _row_within(r"联系方式|聯絡方式|联系人|邮箱|連絡先|メールアドレス|연락처|이메일", required=False),
    _row(r"browsers?|name|databases?|willing(?: to)?|contribut(?:e|ion)|documentation", required=False),
    _row(r"problem(?: statement)?|motivation|(?:executive )?summary|abstract|overview|what happened", required=True),
    _row(r"describe|description|steps|reproduc(?:e|tion|ing)|expected|actual|current behaviou?r", required=True),
    _row(r"proposal|(?:proposed|desired) (?:solution|change|behaviou?r)", required=True),
    _row(r"versions?", required=True),
    _row(
        r"zusätzlich\w*|weitere\w*|sonstige\w*|anmerkung\w*|bildschirmfotos?|protokoll\w*|alternativ\w*|hintergrund|"
        r"complémentaires?|supplémentaires?|captures? d'écran|journaux|remarques?|autres?|"
        r"adicional\w*|capturas?|registros|otros?|otras?|comentarios|adiciona\w*|outr[oa]s?|observações|anexos?|"
        r"aggiuntiv\w*|schermate|altro|дополнительн\w*|скриншот\w*|логи|альтернатив\w*|прочее|примечани\w*",
        required=False,
    ),
    _row_within(
        r"其他|其它|补充|補充|附加|截图|截圖|日志|日誌|备注|備註|替代方案|参考|相关|"
        r"その他|補足|備考|スクリーンショット|ログ|代替案|関連|参考|追加情報|추가|스크린샷|로그|기타|대안|참고",
        required=False,
    ),
)
"""Whether an answer is required, by the label."""


def is_required(slot: Slot, context: Context) -> bool:
    """Decide whether a field is required: by the template's own text, else by its label's meaning.

    People who turned an issue template into a form required two of three answers; of many sections, as a document's
    template has them, a writer leaves out what does not apply.
    """
    if slot.required is not None:
        return slot.required
    if slot.section in context.repeated or (slot.kind is SlotKind.TASKS and not is_one_of(slot)):
        return False
    if slot.choices:
        return context.asks_little
    said = required_by_label(slot.label)
    return (context.asks_little and slot.section not in context.long) if said is None else said


@lru_cache(maxsize=1024)
def required_by_label(label: str) -> bool | None:
    """Return what a label's meaning says of whether an answer is required; None where no row of the table fits."""
    return next((required for pattern, required in REQUIRED_BY_LABEL if pattern.search(label)), None)


def is_one_of(slot: Slot) -> bool:
    """Decide whether one of the slot's choices is to be taken, or any number of them."""
    if slot.kind is SlotKind.CHOICE or slot.one_of:
        return True
    several_ticked = sum(choice.ticked for choice in slot.choices) > 1
    if len(slot.choices) < 2 or several_ticked or SAYS_SEVERAL.search(f"{slot.label}\n{slot.hint or ''}"):
        return False
    if all(is_degree(choice.plain) for choice in slot.choices):
        return True
    return says_one("" if _is_to_be_done(slot) else slot.label, slot.hint or "")


def _is_to_be_done(slot: Slot) -> bool:
    """Say whether a label that may ask for a name stands over tasks: "Release" over "Push the tag"."""
    return bool(_RELEASE.search(slot.label)) and any(len(each.plain.split()) > _MOST_OF_A_NAME for each in slot.choices)


_RELEASE = re.compile(r"(?<!target )\b(?:release|milestone)\W*$", re.IGNORECASE)
_MOST_OF_A_NAME = 3


MOST_FOR_LITTLE = 12
"""An issue template with more places to fill than this does not ask for little."""


MANY_KEYS = 4
"""Of a list of so many keys few people know all."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole template says of how much one answer matters.

    `asks_little`: it is an issue's, and short enough that people answer all of it. `repeated` are the sections whose
    keys stand in another one, too ("OS" of the desktop, "OS" of the phone): nobody has all of them. `long` are the
    sections of many keys.
    """

    asks_little: bool
    repeated: frozenset[int] = frozenset()
    long: frozenset[int] = frozenset()


def context_of(template: Template) -> Context:
    """Return what a template says of how much one answer matters."""
    keyed = [(slot.label.lower(), slot.section) for slot in template.slots if slot.kind is SlotKind.ENTRY]
    places: dict[str, set[int]] = {}
    for label, section in keyed:
        places.setdefault(label, set()).add(section)
    counts = Counter(section for _, section in keyed)
    return Context(
        asks_little=template.is_issue_template and len(template.slots) <= MOST_FOR_LITTLE,
        repeated=frozenset(section for sections in places.values() if len(sections) > 1 for section in sections),
        long=frozenset(section for section, count in counts.items() if count >= MANY_KEYS),
    )


_ASSURANCE = re.compile(
    r"\W*(?:I(?:'m|’m|'ve|’ve)?\s+(?:have|am|did|agree|understand|confirm|accept|checked|searched|read|verified|updated|"
    r"tested|looked|reviewed|tried|report|ask|know|use|follow|checked)|I(?:'m|’m|'ve|’ve)\b|by submitting\b"
    r"|ich (?:habe|bin|stimme)\b|j'ai\b|je (?:confirme|certifie|suis)\b|(?:yo )?(?:he|confirmo|acepto) \w"
    r"|eu (?:li|verifiquei|confirmo|concordo)\b|я \w+|我(?:已|确认|同意|確認|承诺)"
    r"|.{2,30}(?:確認|検索|同意)しました|.{2,30}(?:확인|검색|동의)했습니다)",
    re.IGNORECASE,
)


def is_assurance(option: str) -> bool:
    """Say whether an option is the writer's word for something ("I have searched …"), which nobody should skip."""
    return bool(_ASSURANCE.match(option))


_INSERT = re.compile(r"\b(?:insert|paste|add|include|replace)\b", re.IGNORECASE)
_OUTPUT = re.compile(r"\b(?:output|result) of\b", re.IGNORECASE)


def asks_for_output(hint: str) -> bool:
    """Say whether a sentence of a hint asks for what a command prints, which is seldom one line."""
    small = hint.lower()
    if "output of" not in small and "result of" not in small:
        return False
    sentences = ((sentence, _INSERT.search(sentence)) for sentence in re.split(r"[.\n]", hint))
    return any(found and _OUTPUT.search(sentence, found.end()) for sentence, found in sentences)


LONGEST_FOR_A_LINE = 100
"""What has a longer example than this, in characters, is not answered in a line."""


def is_short(slot: Slot) -> bool:
    """Decide whether one line is enough for the answer."""
    if "\n" in (slot.example or "") or len(slot.example or "") > LONGEST_FOR_A_LINE:
        return False
    if asks_for_output(slot.hint or ""):
        return False
    return slot.kind is SlotKind.ENTRY or asks_short(slot.label)
