"""The example of a step of one's own is run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"


def test_a_step_of_ones_own() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, str(PAGE), "exec"), names)  # noqa: S102 - the page's own example
    yaml = names["conversion"].yaml
    assert "labels:\n  - board\n" in yaml
    assert yaml.index("The board reads this on Mondays.") < yaml.index("id: problem")
