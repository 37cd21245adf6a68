"""Words by which templates say how many of several things may be taken, in the languages that they are written in.

The tables are made to be read and changed. Languages that are written without blanks have words of their own below the
others, because nothing marks where a word begins there.
"""

from __future__ import annotations

import re


def words_of(spaced: str, unspaced: str = "") -> re.Pattern[str]:
    """Return a pattern for whole words of languages with blanks, and for words anywhere of those without."""
    patterns = [rf"\b(?:{spaced})\b", *([rf"(?:{unspaced})"] if unspaced else [])]
    return re.compile("|".join(patterns), re.IGNORECASE)


DOCUMENT_PARTS = re.compile(
    r"(?:(?:executive )?summary|abstract|motivation|background(?: (?:and|&) motivation)?|drawbacks?|prior art|"
    r"rationale(?: and alternatives)?|unresolved (?:questions|issues)|(?:guide|reference)-level explanation|"
    r"detailed design|design details|how (?:do )?we teach this|alternatives?(?: considered)?|"
    r"(?:rejected|considered) (?:ideas|alternatives|options)|future (?:possibilities|work)|specification|"
    r"backwards? compatibility|copyright|context(?: and problem statement)?|decision(?: drivers| outcome)?|"
    r"consequences|security (?:considerations|implications)|(?:non-)?goals|goals and non-goals|test plan|"
    r"adoption strategy|open (?:issues|questions)|references)\W*",
    re.IGNORECASE,
)
"""Labels of the parts of a proposal. A template without a head and without a title is a document's where most are."""

DEGREES = frozenset(
    (
        # English
        "none|lowest|very low|low|lower|medium|moderate|normal|average|high|higher|very high|highest|critical|urgent|"
        "immediate|blocker|blocking|major|minor|trivial|cosmetic|severe|serious|catastrophic|negligible|minimal|"
        "significant|extreme|tiny|small|large|extra large|huge|xs|s|m|l|xl|xxl|p0|p1|p2|p3|p4|p5|s0|s1|s2|s3|s4|"
        "nice to have|must have|should have|could have|won't have|essential|easy|hard|difficult|simple|complex|"
        "always|often|usually|sometimes|occasionally|intermittently|intermittent|rarely|seldom|never|once|"
        "beginner|intermediate|advanced|expert|yes|no|maybe|partially|partly|not sure|unsure|i don't know|"
        "i do not know|don't know|unknown|n/a|not applicable|true|false|on|off|enabled|disabled|"
        # German
        "niedrig|gering|mittel|hoch|sehr hoch|sehr niedrig|kritisch|dringend|schwer|schwerwiegend|leicht|klein|groß|"
        "normal|immer|oft|manchmal|selten|nie|ja|nein|vielleicht|weiß nicht|"
        # French
        "faible|basse|bas|moyen|moyenne|modéré|modérée|élevé|élevée|haute|haut|fort|forte|critique|bloquant|bloquante|majeur|majeure|mineur|mineure|"
        "urgent|urgente|normale|toujours|souvent|parfois|rarement|jamais|oui|non|peut-être|ne sait pas|"
        # Spanish and Portuguese
        "bajo|baja|medio|media|alto|alta|muy alta|muy baja|crítico|crítica|grave|leve|urgente|bloqueante|mayor|menor|"
        "siempre|a menudo|a veces|nunca|sí|si|tal vez|no sé|baixo|baixa|médio|média|muito alta|muito baixa|bloqueador|"
        "maior|sempre|frequentemente|às vezes|raramente|sim|não|talvez|não sei|"
        # Italian, Dutch, Polish
        "basso|bassa|medio|alto|critico|critica|bloccante|maggiore|minore|spesso|a volte|mai|forse|"
        "laag|gemiddeld|middel|hoog|kritiek|altijd|soms|nooit|nee|misschien|"
        "niski|niska|średni|średnia|wysoki|wysoka|krytyczny|krytyczna|zawsze|czasami|nigdy|tak|nie|"
        # Russian
        "низкий|низкая|средний|средняя|высокий|высокая|критический|критическая|критично|срочно|блокирующий|всегда|часто|"
        "иногда|редко|никогда|да|нет|возможно|не знаю|"
        # Chinese
        "低|中|高|极高|极低|较高|较低|紧急|緊急|致命|严重|嚴重|一般|普通|轻微|輕微|建议|阻塞|是|否|不确定|总是|經常|经常|偶尔|从不|必现|偶现|"
        # Japanese
        "最低|最高|重大|軽微|中程度|高い|低い|至急|通常|はい|いいえ|わからない|不明|毎回|時々|たまに|まれに|常に|"
        # Korean
        "낮음|보통|중간|높음|매우 높음|긴급|심각|치명적|예|아니오|아니요|모름|항상|가끔|드물게"
    ).split("|")
)
"""Degrees and answers of which only one can be true: of a list of nothing else, one is chosen."""

ONE_OF = re.compile(
    r"\b(?:(?:priority|severity|urgency|importance|impact|size|effort|complexity|difficulty|likelihood|probability|"
    r"frequency|reproducibility|regression|risk|(?:target )?(?:release|milestone))"
    r"(?: (?:recommendation|level|rating|estimate|estimation|assessment|class))?"
    r"|(?:issue|bug|change|request) type|(?:type|kind) of (?:change|issue|bug|request)"
    r"|priorität|schweregrad|dringlichkeit|wichtigkeit|aufwand|häufigkeit"
    r"|(?:niveau de )?(?:priorité|gravité|sévérité|urgence|criticité|importance)"
    r"|(?:nivel de |nível de )?(?:prioridad|prioridade|gravedad|gravidade|severidad|severidade|urgencia|urgência|"
    r"importancia|importância|complejidad|complexidade)"
    r"|priorità|gravità|severità|urgenza|prioriteit|ernst|urgentie|priorytet"
    r"|приоритет|серь[её]зность|критичность|срочность|важность"
    r")\W*$"
    r"|(?:优先级|优先度|優先級|严重程度|嚴重程度|严重性|严重级别|紧急程度|緊急程度|重要程度|重要性|影响程度|难度|频率|"
    r"優先度|重要度|緊急度|深刻度|重大度|影響度|難易度|再現性|再現率|頻度|우선순위|심각도|중요도|긴급도|난이도|빈도)\W*$",
    re.IGNORECASE,
)
"""Labels of scales and kinds: of what is offered there one is to be taken."""

SAYS_ONE_OF = words_of(
    r"(?:select|choose|pick|check|tick|mark|keep) (?:only |just |exactly )?one|only one|one of (?:the|these|them)|"
    r"(?:please )?(?:delete|remove) (?:the|all) (?:rest|others?)|single choice|"
    r"(?:nur |bitte |bitte nur )?eine?s? (?:davon )?(?:auswählen|wählen|ankreuzen)|wählen sie (?:nur )?eine?s?|"
    r"nur eine?s?|(?:choisissez|choisir|cochez|cocher|sélectionnez|sélectionner) (?:un seul|une seule|une|un)|"
    r"un seul choix|"
    r"(?:elige|elegir|elija|selecciona|seleccione|seleccionar|marca|marque|escoge) (?:solo |sólo )?(?:uno|una)|"
    r"solo una|(?:escolha|escolher|selecione|selecionar) (?:apenas )?(?:uma|um)|apenas uma?|"
    r"(?:scegli|scegliere|seleziona|selezionare) (?:solo )?(?:uno|una)|kies (?:er )?(?:één|een)|wybierz jedn[oąey]|"
    r"выберите (?:только )?(?:один|одну|одно)|выбрать (?:один|одну|одно)",
    r"单选|單選|选择一个|選擇一個|选一|任选其一|择一|擇一|二选一|三选一|いずれか(?:一つ|ひとつ|1つ|１つ)|どれか(?:一つ|ひとつ|1つ|１つ)|"
    r"(?:一つ|ひとつ|1つ|１つ)(?:だけ)?(?:を)?選|択一|하나만|하나를 선택|택일",
)
"""Labels and hints that say that one is to be taken."""

OPTIONAL_MARKS = (
    r"optional|if (?:applicable|any|relevant|available|possible|known|needed)|not required|"
    r"falls (?:vorhanden|zutreffend|bekannt|möglich)|wenn möglich|freiwillig|optionnel(?:le)?|facultati(?:f|ve)|"
    r"si (?:applicable|possible|nécessaire|procede|aplica|es posible)|opcional|opzionale|facoltativo|"
    r"se (?:aplicável|possível|applicabile|possibile)|optioneel|opcjonaln[eya]|valgfritt|valfritt|"
    r"необязательно|опционально|по желанию|при наличии|если есть|可选|選填|选填|非必填|可不填|如有|"
    r"(?:もし)?あれば|任意|省略可|선택(?: ?사항)?"
)
"""Marks at a label that say that nothing need be written."""

REQUIRED_MARKS = (
    r"required|mandatory|erforderlich|pflicht(?:feld|angabe)?|notwendig|obligatoire|requis|obligatorio|obligatoria|"
    r"obrigatóri[oa]|requerido|obbligatori[oa]|verplicht|wymagane|обязательно|必填|必须|必須|必选|필수(?: ?사항)?"
)
"""Marks at a label that say that something must be written."""

SAYS_SEVERAL = words_of(
    r"all that apply|one or more|select all|check all|any that|multiple|"
    r"mehrfachauswahl|mehrere|alle zutreffenden|plusieurs|tout ce qui s'applique|varias|varios|várias|vários|"
    r"todas las que|todas as que|più di un[oa]|meerdere|несколько|все подходящие",
    r"多选|多選|可多选|複数選択|複数可|すべて選択|全て選択|복수 선택|여러 개|해당하는 모든",
)
"""Labels and hints that say the opposite."""

REMARKS = words_of(
    r"(?:please )?notes?|nb|n\.b\.|important|warning|attention|caution|tip|hint|reminder|disclaimer|"
    r"remember|please|info|ps|hinweis|achtung|wichtig|remarque|nota|importante|atención|atenção|attenzione|let op|"
    r"uwaga|внимание",
    r"注意|重要|提示|注|참고|주의",
)
"""What stands in bold before a remark, which asks for nothing."""

NAMES_A_GROUP = words_of(
    r"environments?|setup|systems?|configuration|versions|desktop|smartphone|mobile|devices?|platforms?|specs|"
    r"specifications?|hardware|software|info|information|details|context|metadata|about (?:you|your|the)|general|"
    r"umgebung|angaben|systeme|environnement|entorno|información|ambiente|informações|omgeving|środowisko|"
    r"окружение|среда|сведения",
    r"环境|環境|信息|資訊|情報|환경|정보",
)
"""Words of headings that name a group of things to tell, and ask for nothing themselves."""
