"""How long does reading a body take: ours in process and as a process, and the npm packages that do the same.

    python benchmarks/parse.py [--peers] [--folder FOLDER] [--rounds N]

Three tables. In process: a plain body and one of 64 KiB, as GitHub writes them and edited, with the form as a value
and as text. Hostile bodies of 64 KiB, in process, and the slowest against the fastest of all bodies of that length.
Whole processes: `formwright parse` against each package, from the shell and back, in turn, with the ratio to ours.
`--peers` installs the packages in a folder of their own with npm (`--folder` keeps and finds them there); without it
only ours is measured. The least of N rounds counts; the packages warm up in the rounds before.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from formwright.form.model import Form
from formwright.form.reading import read_form
from formwright.submission import parse, submit

SIZE = 65_536
PEERS = ("@github/issue-parser", "@operate-first/probot-issue-form", "@zentered/issue-forms-body-parser")
SCRIPT = Path(__file__).with_name("peers.mjs")
PROSE = "The budget for retries is spent before the first of them is made, so nobody notices.\n"
FORM = """\
name: Proposal
description: Propose a change
body:
  - type: input
    id: name
    attributes: {label: Feature name}
  - type: textarea
    id: story
    attributes: {label: Story}
  - type: textarea
    id: reason
    attributes: {label: Reason}
  - type: dropdown
    id: areas
    attributes: {label: Areas, multiple: true, options: [Command line, API, Documentation, Packaging]}
  - type: dropdown
    id: priority
    attributes: {label: Priority, options: [Low, Medium, High]}
  - type: textarea
    id: log
    attributes: {label: Log output, render: shell}
  - type: checkboxes
    id: terms
    attributes:
      label: Terms
      options: [{label: I searched}, {label: I can help}, {label: I agree}]
"""
ANSWERS = {
    "name": "Retry budget",
    "story": "Add a budget for retries.",
    "reason": "Retries pile up.",
    "areas": ["Command line", "API"],
    "priority": "High",
    "log": "$ make\nok",
    "terms": {"I searched": True, "I agree": True},
}


def fill(text: str) -> str:
    """Return `text` again and again, to the size that an issue's body can have."""
    return (text * (SIZE // len(text) + 1))[: SIZE - 600]


def ordinary() -> dict[str, str]:
    """Return the bodies of the first table."""
    long = {**ANSWERS, "story": fill(PROSE)}
    plain, big = submit(FORM, ANSWERS), submit(FORM, long)
    return {
        "plain": plain,
        "plain, edited": f"Moved here.\n\n{plain}",
        "64 KiB": big,
        "64 KiB, line ends of GitHub": submit(FORM, long, line_ends="github"),
        "64 KiB, edited": f"Moved here.\n\n{big}",
    }


def hostile() -> dict[str, str]:
    """Return bodies of 64 KiB that are written to take long."""
    edited = f"x\n\n{submit(FORM, ANSWERS)}"

    def story(text: str) -> str:
        return submit(FORM, {**ANSWERS, "story": fill(text)})

    return {
        "nested fences": fill("```\n~~~\n"),
        "fences in an edited log": edited.replace("$ make", fill("```\n")),
        "hashes": "#" * SIZE,
        "lines of a hash": fill("#\n"),
        "open comments": story("<!--\n"),
        "a heading and blanks": "### Feature name\n" + " " * SIZE,
        "empty lines": "\n" * SIZE,
        "short lines, edited": f"x\n\n{story('a' + chr(10))}",
        "one label, again and again": fill("### Story\n\n"),
        "a label and text, in an answer": story("### Reason\n\na\n\n"),
        "a label and an option, in an answer": story("### Priority\n\nHigh\n\n"),
        "the whole form, again and again": fill(edited + "\n\n"),
        "the whole form, in an answer": story(submit(FORM, ANSWERS) + "\n\n"),
        "a list of options": edited.replace("Command line, API", fill("API, ")),
        "an input of many lines": edited.replace("Retry budget", fill("a\n")),
        "boxes without end": edited + "\n" + fill("- [x] a\n"),
        "bold labels": fill("**Story**\n"),
        "underlined labels": fill("Story\n---\n"),
        "headings in HTML": fill("<h3>Story</h3>\n"),
        "headings as links": fill("### [Story](#a)\n"),
        "brackets and links in headings": fill("### [[](](](](](](\n"),
        "quoted headings": fill("> ### Story\n"),
        "a quoted body": "".join(f"> {line}\n" for line in edited.split("\n")) + fill("> a\n"),
        "one sign for a quote, and blanks": ">" + fill(" \n"),
        "near-labels": fill("### Storyy\n\n### Stor\n\n### story\n\n"),
        "near-labels, in an answer": story("### Storyy\n\n### Reason x\n\n### Prioritys\n\n"),
        "fences in fences": story("".join("`" * count + "\n" for count in range(3, 40))),
        "fences never closed": story("```sh\n"),
        "fences never closed, edited": f"x\n\n{story('```sh' + chr(10))}",
        "headings in a fence, edited": f"x\n\n{story('# a' + chr(10)).replace('# a', '```' + chr(10) + '# a', 1)}",
        "60,000 blanks": edited.replace("Retry budget", " " * 60_000 + "x"),
        "blank lines with blanks": fill("### Story\n \n\t\n  \n"),
        "all CRLF": story("a\n").replace("\n", "\r\n")[:SIZE],
        "CRLF and LF": story("a\r\nb\n"),
        "returns": "\r" * SIZE,
        "options that are prefixes": edited.replace("Command line, API", fill("Command line, Command, ")),
        "a thousand commas": edited.replace("Command line, API", ", " * 1_000),
        "30,000 commas": edited.replace("Command line, API", fill(", ")),
        "lists of options, in an answer": story("### Areas\n\nAPI, Documentation\n\n"),
        "boxes, each another": edited + "\n" + "".join(f"- [x] a{number}\n" for number in range(5_000)),
        "the form's boxes without end": edited + "\n" + fill("- [x] I agree\n"),
        "boxes and prose": edited + "\n" + fill("- [x] I agree\nwords\n"),
        "nested boxes": edited + "\n" + fill("  - [ ] I agree\n    - [x] I can help\n"),
        "brackets": story("["),
        "quotes": edited.replace("Add a", fill("> ")),
        "tables": f"x\n\n{story('|a|b|' + chr(10) + '|-|-|' + chr(10))}",
        "rules": f"x\n\n{story('---' + chr(10))}",
        "entities": f"x\n\n{story('&amp;')}",
        "signs of other scripts": f"x\n\n{story('影響 ')}",
        "emoji": f"x\n\n{story('🚀 ')}",
        "signs that grow in folded case": f"x\n\n{story('ß')}",
        "headings, each another": "### Feature name\n" + "".join(f"### a{number}\n" for number in range(6_000)),
    }


def least(rounds: int, work: Callable[[], object]) -> float:
    """Return the least milliseconds that `work` takes."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken) * 1000


def install(folder: Path) -> str | None:
    """Return the folder of the npm packages, installed if need be; None where that cannot be."""
    if all((folder / "node_modules" / name).is_dir() for name in PEERS):
        return str(folder)
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder), *PEERS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"npm could not install the packages: {done.stderr.strip()[-300:]}", file=sys.stderr)
    return None if done.returncode else str(folder)


def peer_times(folder: str, peer: str, form: Path, body: Path, rounds: int) -> list[float]:
    """Return the milliseconds of each round of a package in one process; nothing where it fails."""
    command = ["node", str(SCRIPT), folder, peer, str(form), str(body), str(rounds)]
    out = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    return [] if not out or "failed" in out else [float(word) for word in out]


def in_process(rounds: int, folder: Path, peers: str | None) -> None:
    """Print the first table; behind a package's time, in brackets, how many times ours that is."""
    names = PEERS if peers else ()
    heads = "".join(f"{name.split('/')[1][:18]:>20}" for name in names)
    print(f"{'in process, ms':<34}{'ours':>9}{'from text':>11}{heads}")
    form = _form()
    for name, body in ordinary().items():
        file = folder / "body.md"
        file.write_bytes(body.encode())
        ours = least(rounds * 5, partial(parse, body, form))
        row = f"{name:<34}{ours:>9.3f}{least(rounds, partial(parse, body, FORM)):>11.3f}"
        for peer in names:
            times = peer_times(str(peers), peer, folder / "form.yml", file, rounds * 5)
            row += f"{min(times):>12.3f} ({min(times) / ours:>5.1f})" if times else f"{'fails':>20}"
        print(row)


def against_hostility(rounds: int) -> None:
    """Print the second table, and the slowest against the fastest: the form as a value, and as text."""
    form = _form()
    bodies = {name: body for name, body in ordinary().items() if name.startswith("64")} | hostile()
    print(f"\n{'bodies of 64 KiB, ms':<38}{'ours':>9}{'from text':>11}")
    taken: dict[str, tuple[float, float]] = {}
    for name, body in bodies.items():
        taken[name] = least(rounds * 2, partial(parse, body, form)), least(rounds * 2, partial(parse, body, FORM))
        print(f"{name:<38}{taken[name][0]:>9.2f}{taken[name][1]:>11.2f}")
    columns = list(zip(*taken.values(), strict=True))
    print(f"{'slowest to fastest':<38}" + "".join(f"{max(each) / min(each):>10.1f}" for each in columns))
    print(f"{'slowest to the plain one of 64 KiB':<38}" + "".join(f"{max(each) / each[0]:>10.1f}" for each in columns))


def whole_process(rounds: int, folder: Path, peers: str | None) -> None:
    """Print the third table."""
    print(f"\n{'whole process, ms: least, median':<38}{'plain':>16}{'64 KiB':>16}")
    columns: list[dict[str, list[float]]] = []
    for size in ("plain", "64 KiB"):
        file = folder / f"{size.split()[0]}.md"
        file.write_bytes(ordinary()[size].encode())
        commands = _commands(folder / "form.yml", file, peers)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(least(1, partial(subprocess.run, command, capture_output=True, check=True)))
        columns.append(times)
    for name in columns[0]:
        times_of = "".join(f"{min(of[name]):>8.0f}{statistics.median(of[name]):>8.0f}" for of in columns)
        ratio = min(columns[0][name]) / min(columns[0]["formwright parse"])
        print(f"{name:<38}{times_of}   ({ratio:.2f} of ours)")


def _commands(form: Path, body: Path, peers: str | None) -> dict[str, list[str]]:
    ours = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "formwright parse": [sys.executable, "-m", "formwright", "parse", "--form", str(form), str(body)],
    }
    theirs = {peer: ["node", str(SCRIPT), str(peers), peer, str(form), str(body), "1"] for peer in PEERS}
    return {**ours, "node -e 0": ["node", "-e", "0"], **theirs} if peers else ours


def _form() -> Form:
    form = read_form(FORM).form
    if form is None:
        raise SystemExit("the benchmark's form cannot be read")
    return form


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Time the reading of bodies.")
    options.add_argument("--peers", action="store_true", help="measure the npm packages too")
    options.add_argument("--folder", metavar="FOLDER", help="where the npm packages are, or are to be, installed")
    options.add_argument("--rounds", type=int, default=10, metavar="N")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "form.yml").write_text(FORM)
        peers = install(Path(given.folder or folder / "peers")) if given.peers else None
        in_process(given.rounds, folder, peers)
        against_hostility(given.rounds)
        whole_process(given.rounds, folder, peers)
    if not peers:
        print("\nThe npm packages were not measured: --peers installs them, where npm and node are there.")


if __name__ == "__main__":
    main()
