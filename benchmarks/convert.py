"""Time a conversion against the least that it could take.

    python benchmarks/convert.py [FOLDER ...]

The peer, in the same run: one bare markdown-it parse of the template and one YAML dump of the form that it gives. Both
go over all templates (default: those of the shared corpus beside the project, else the project's own), five times
each, in turn; the fastest round counts. Printed are both times and their ratio.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from formwright.conversion import convert

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
TEMPLATES = ("md_templates/**/*.md", "rfc_templates/**/*.md", "pairs/**/before.md")
"""What is a template in the corpus; it holds filled issues, too."""
ROUNDS = 5


def read_templates(arguments: Sequence[str]) -> list[str]:
    """Return the texts of all templates in the folders, or of the corpus, or of the project."""
    given = [path for argument in arguments for path in Path(argument).rglob("*.md")]
    corpus = [path for pattern in TEMPLATES for path in CORPUS.glob(pattern)]
    paths = given or corpus or list((ROOT / "forms").glob("*.md"))
    return [path.read_text("utf-8", "replace") for path in sorted(paths)]


def fastest(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Return the fastest of `rounds` times, in seconds, for each of `works`, run in turn."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return [min(taken) for taken in times]


def main(arguments: Sequence[str]) -> int:
    """Print the times and the ratio."""
    templates = read_templates(arguments)
    parser = MarkdownIt("gfm-like2", {"linkify": False})
    forms = [yaml.load(convert(text).yaml or "", Loader=yaml.CSafeLoader) for text in templates]

    def bare() -> None:
        for text, form in zip(templates, forms, strict=True):
            parser.parse(text)
            yaml.dump(form, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)

    def ours() -> None:
        for text in templates:
            convert(text)

    least, taken = fastest(ROUNDS, bare, ours)
    print(f"templates                    {len(templates):>8}")
    print(f"bare parse and dump          {1000 * least:>8.0f} ms")
    print(f"formwright.convert           {1000 * taken:>8.0f} ms")
    print(f"ratio (limit 3)              {taken / least:>8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
