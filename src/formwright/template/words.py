"""What the words and signs of a template say: placeholders, examples, keys."""

from __future__ import annotations

import re

from formwright.text.markdown import COMMENT

# HTML elements that Markdown files use. Other words in angle brackets are places to fill: `<your name>`.
_TAGS = frozenset(
    "a abbr b big blockquote br center code dd del details div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i "
    "img ins kbd li mark ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup "
    "table tbody td tfoot th thead tr tt u ul var video".split()
)
_BRACKETS = re.compile(
    r"""
    (?<! \] ) \[ (?![\sxX]?\]) (?P<square> [^\[\]\n]+ ) \] (?![(\[:])   # not a box, not a link
  | (?<! \{ ) \{++ (?P<curly> (?: [^{}\n] | \{ [^{}\n]*+ \} )++ ) \}++   # one inside another; never read twice
  | < (?P<angle> [^<>\n]+ ) >
    """,
    re.VERBOSE,
)
_SOMEBODY = (
    r"@(?:your[-_]?)?(?:github[-_]?)?(?:handle|alias|user(?:[-_]?name)?|name|login|nick(?:name)?|someone|somebody|author|"
    r"sponsor|owner|reviewer|mention)[-_]?\d?"
)
"""Handles that nobody has."""
_TOKEN = re.compile(r"\b(?:YYYY(?:-MM-DD)?|X{3,}|N{3,})\b|_{3,}")
"""Signs that stand for what is to be written, anywhere."""
_ALONE = re.compile(
    r"\s*(?:\.{3}|…|x{3,}|TB[DA]|TODO|FIXME|NUMBER|TITLE|NAMES?|DATE|STATUS|AUTHORS?|DECIDERS|SUMMARY|DESCRIPTION|TEXT|"
    r"PLACEHOLDER|CHANGE[ _-]?ME|REPLACE[ _-]?ME|FILL[ _-]?(?:ME[ _-]?)?IN"
    rf"|{_SOMEBODY}(?:\s*,\s*{_SOMEBODY})*(?:\s*,?\s*(?:\.{{3}}|…))?|v?[\dYQHW./-]+\?+)\s*"
)
"""What stands for something else where it is all that is there: words, handles, dates such as `2026-Q?`."""
_MARKUP = re.compile(r"/?\s*([A-Za-z][A-Za-z0-9]*)(?:\s+[\w:-]+\s*=.*|\s+(?:open|hidden|checked)|\s*/?)$", re.DOTALL)
_ATTRIBUTE = re.compile(r"\s[\w:-]+\s*=\s*[\"']")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{1,30}:\S*|[^\s@]+@[^\s@]+)$", re.IGNORECASE)


def placeholders(text: str) -> list[re.Match[str]]:
    """Return the matches of `[…]`, `{…}` and `<…>` in `text` that a writer is meant to replace."""
    if not _opens(text):
        return []
    return [match for match in _BRACKETS.finditer(COMMENT.sub("", text)) if not _is_markup(match)]


def _opens(text: str) -> bool:
    """Say whether `text` has a sign with which a placeholder begins: to look for these takes less than the pattern."""
    return "[" in text or "{" in text or "<" in text


_WORD = re.compile(r"\w")


def _is_markup(match: re.Match[str]) -> bool:
    inside = match["angle"]
    if inside is None:
        return False
    tag = _MARKUP.match(inside)
    if inside.startswith("!") or _ATTRIBUTE.search(inside):
        return True
    return bool((tag and tag[1].lower() in _TAGS) or _ADDRESS.match(inside.strip()))


def has_placeholder(text: str) -> bool:
    """Say whether some part of `text` is to be replaced."""
    return bool(placeholders(text) or _has_token(text) or _ALONE.fullmatch(text))


def _has_token(text: str) -> bool:
    """Say whether signs stand for something; to look for these first takes less than the pattern."""
    return ("XXX" in text or "YYYY" in text or "NNN" in text or "___" in text) and bool(_TOKEN.search(text))


def is_placeholder(text: str) -> bool:
    """Say whether all of `text` is to be replaced: nothing but signs is left without its placeholders."""
    left = without_placeholders(text) if _opens(text) else text
    if left != text and not _WORD.search(left):
        return True
    return bool(_ALONE.fullmatch(text) or (_has_token(text) and _TOKEN.fullmatch(text.strip())))


def without_placeholders(text: str) -> str:
    """Return `text` without its placeholders; comments stay, at its end."""
    bare = COMMENT.sub("", text)
    out, at = [], 0
    for match in placeholders(text):
        out.append(bare[at : match.start()])
        at = match.end()
    return "".join([*out, bare[at:], *(match[0] for match in COMMENT.finditer(text))]) if at else text


_TITLE_WORDS = re.compile(
    r"\b(?:[A-Z]{2,5}[-_ ]?)?(?P<number>N{3,}|X{3,}|0{3,}|NUMBER)\b"
    r"|(?P<title>\bTITLE\b|\b(?:[Ff]eature|[Pp]roposal|[Pp]roject) [Nn]ame(?: [Hh]ere)?\b"
    r"|\b(?:(?:[Yy]our|[Ss]hort|[Dd]escriptive)[ ,]+)*(?:[Tt]itle)\b)"
)


def title_places(heading: str) -> list[re.Match[str]]:
    """Return the words that stand for a document's number and title in a heading: `ADR-NNNN: Title`.

    Group `number` or `title` is the part that is to be replaced.
    """
    return list(_TITLE_WORDS.finditer(heading))


def unwrap(text: str) -> str:
    """Return a placeholder without its brackets; a text with several of them, or none, as it is."""
    found = placeholders(text)
    if len(found) == 1 and found[0][0] == text.strip():
        return (found[0]["square"] or found[0]["curly"] or found[0]["angle"]).strip()
    return text.strip()


def is_blank(text: str) -> bool:
    """Say whether `text` holds nothing but blanks, signs, emoji and comments."""
    return not _WORD.search(COMMENT.sub("", text))


_KEY = re.compile(
    r"""
    (?P<lead> [^\w*_\[\]{}<>`]*+ )                       # what is possessive here is never read twice
    (?: (?P<mark> \*\*|__ ) (?P<bold> (?: (?! (?P=mark) ) [^*\n] )++ ) (?P=mark) \s*+
        (?: (?P<remark> [(（] [^()（）\n]*+ [)）] ) \s*+ (?= : ) )? (?P<outer> : )?
      | (?P<plain> [^:\[\]{}`<>\n]{1,60}+ ) \s*+ (?P<colon> : ) (?=\s|$) )
    [ \t]* (?P<value> .* )
    """,
    re.VERBOSE | re.DOTALL,
)


_IS_CHOICE = re.compile(r"[(\[]?\w+(?:\s*[/|]\s*\w+)+[)\]]?")


def key_value(text: str) -> tuple[str, str] | None:
    """Read `Key: value`, `**Key**: value`, `**Key** [placeholder]` and `**Key?** Yes/No`; None where `text` is none.

    A remark in brackets between what is bold and its colon belongs to the key.
    """
    match = _KEY.fullmatch(text.strip())
    if match is None:
        return None
    value = match["value"].strip()
    bold = (match["bold"] or "").rstrip()
    led = bold.endswith((":", "：")) or match["outer"] or (bold.endswith(("?", "？")) and _IS_CHOICE.fullmatch(value))
    if match["mark"] and not led and not (value and is_placeholder(value)):
        return None
    key = " ".join(filter(None, [bold.removesuffix(":") or match["plain"], match["remark"]])).strip()
    return (key, value) if _WORD.search(key) else None


def is_numbered_filler(text: str) -> bool:
    """Say whether `text` is a made-up name such as "Task 1", "Term N" or "Option X"."""
    return bool(re.fullmatch(r"\W*(?:[^\W\d]+\s+){1,2}#?(?:\d{1,2}|N|X)\W*", text.strip()))


_EXAMPLE = re.compile(
    r"\s*(?:(?:for example|for instance|examples?|par exemple|exemples?|zum beispiel|beispiele?|por ejemplo|ejemplos?|"
    r"por exemplo|exemplos?|per esempio|например|пример|例如|例えば|例|예시?)\s*(?:[:：,]\s*|$)"
    r"|e\.\s?g(?:\.|(?!\w))\s*[:,]?\s*|eg\s*[:,]\s*|ex\s?\.?\s?:\s*|ex\.\s+|z\.\s?b\.\s*:?\s*|p\.\s?ej\.\s*:?\s*)",
    re.IGNORECASE,
)


def _bracketed(line: str) -> str:
    """Return a line without the brackets around all of it, where it is an example: `[e.g. iOS]`."""
    text = line.strip()
    if f"{text[:1]}{text[-1:]}" not in ("[]", "()"):
        return line
    inside = text[1:-1].strip()
    return inside if not re.search(r"[\[\]()]", inside) and _EXAMPLE.match(inside) else line


def split_example(text: str) -> tuple[str, str]:
    """Split a hint at the line that begins its example: what stands before it, and the example without that word."""
    lines = [_bracketed(line) for line in text.split("\n")]
    for number, line in enumerate(lines):
        match = _EXAMPLE.match(line)
        if match:
            rest = [line[match.end() :], *lines[number + 1 :]]
            return "\n".join(lines[:number]).strip(), "\n".join(rest).strip("\n").rstrip()
    return text.strip(), ""


def is_open(value: str) -> bool:
    """Say whether a key's value is still to be written.

    It is nothing, a placeholder, a remark in brackets, an example, or a sentence that begins with empty quotes.
    """
    in_brackets = value.startswith("(") and value.endswith(")")
    begun = value.startswith(_EMPTY_QUOTES)
    return is_blank(value) or has_placeholder(value) or in_brackets or begun or bool(split_example(value)[1])


_EMPTY_QUOTES = ('""', "''", "“”", "„“", "«»", "「」")


_SHORT = re.compile(
    r"\b(?:os|operating systems?|platform|browsers?|devices?|model|hardware|cpu|gpu|arch(?:itecture)?|distro|kernel|"
    r"shell|terminal|editor|ide|compiler|(?:\w+ )?versions?|release|build|commit|branch|tag|name|title|url|link|"
    r"e-?mail|contact|handle|username|company|organi[sz]ation|author|date|deadline|package|module|component|library|license|"
    r"language|locale|region|repository|node|npm|yarn|python|java|ruby|php|go|rust|docker|chrome|firefox|"
    r"safari|betriebssystem|navigateur|système d'exploitation|sistema operativo|sistema operacional|navegador|"
    r"версия|операционная система|браузер)\b"
    r"|版本|操作系统|作業系統|浏览器|瀏覽器|机型|设备型号|バージョン|ブラウザ|機種|端末名?|버전|운영 ?체제|브라우저",
    re.IGNORECASE,
)
_LONGEST_UNSPACED = 14
"""A label of a language without blanks that has more characters than this asks for more than a name."""


_LONG = re.compile(
    r"\b(?:descri\w*|explain|why|how|steps?|notes?|details?|changes?|info(?:rmation)?|file|logs|errors|output|beschreib\w*|informationen|"
    r"décri\w*|informations|información|informações|описание|информация)\b"
    r"|描述|说明|說明|步骤|步驟|原因|信息|資訊|情况|详细|内容|説明|手順|理由|情報|詳細|설명|방법|정보|내용",
    re.IGNORECASE,
)


_ASKS_WHICH = re.compile(
    r"\W*(?:in |on )?(?:which|what(?:'s| is| was)?)\b(?: the)?(?: \w+){0,2}"
    r" (?:version|browser|operating system|os|platform)\b",
    re.IGNORECASE,
)
_LONGEST_QUESTION = 7
"""A question of more words than this asks for more than a version."""


def asks_short(label: str) -> bool:
    """Say whether a label asks for one short thing, so that a line of input is enough: a version, a name, a URL."""
    words = re.findall(r"\w+", label)
    if _ASKS_WHICH.match(label) and len(words) <= _LONGEST_QUESTION:
        return True
    few = len(words) <= 5 and (label.isascii() or all(len(word) <= _LONGEST_UNSPACED for word in words))
    return few and bool(_SHORT.search(label)) and not _LONG.search(label)


_INSERT = re.compile(
    r"[^\w]*(?:please\s+)?(?:insert|paste|put|add|enter|write|provide|replace|copy|your|output of|place)\b",
    re.IGNORECASE,
)


def asks_to_insert(text: str) -> bool:
    """Say whether the one line of a fence tells what to put there: "paste your logs here"."""
    return "\n" not in text.strip() and bool(_INSERT.match(text)) and not is_shouted(text)


def is_shouted(text: str) -> bool:
    """Say whether a line is all capitals, "PASTE YOUR LOG HERE": it stands where the answer goes, and shows so."""
    if re.search(r"[a-z\n]", text.strip()):
        return False
    words = [match.start() for match in re.finditer(r"(?=[A-Z]{3})", text)]
    return bool(words) and words[-1] > words[0] + 3


IMPERATIVE = re.compile(
    r"\W*(?:please|tell|describe|explain|provide|list|include|add|give|attach|mention|specify|make|if|what|how|"
    r"why|which|where|when|who|do|does|did|is|are|can|could)\b",
    re.IGNORECASE,
)
"""How a request or a question begins."""
