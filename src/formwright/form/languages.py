"""Names of languages for `render`: GitHub takes linguist's names, and refuses others (R30)."""

from __future__ import annotations

import re
from difflib import get_close_matches

_KNOWN = frozenset(
    "ada apache applescript asciidoc awk bash batch bibtex c c# c++ clojure cmake cobol coffeescript console cpp "
    "crystal css csv cuda cython d dart diff dockerfile elixir elm erlang f# fish fortran gdscript gherkin glsl go "
    "golang gradle graphql groovy handlebars haskell haxe hcl html http ini java javascript jinja js json json5 "
    "jsonc julia kotlin latex less lisp llvm lua make makefile markdown matlab md meson mustache nginx nim nix "
    "objective-c ocaml pascal perl php powershell prolog python protobuf puppet purescript qml r racket rb reason "
    "ruby rust sass scala scheme scss sh shell shellsession smalltalk solidity sql svelte svg swift systemverilog "
    "tcl terraform tex text toml ts tsx twig typescript v vb.net verilog vhdl vim vue wasm webassembly wgsl xml "
    "xquery yaml yml zig zsh".split()
)
_ALIASES = {
    "cmd": "batch",
    "docker": "dockerfile",
    "cs": "c#",
    "csharp": "c#",
    "fsharp": "f#",
    "jsx": "javascript",
    "kt": "kotlin",
    "log": "text",
    "logs": "text",
    "node": "javascript",
    "objc": "objective-c",
    "output": "text",
    "plain": "text",
    "plaintext": "text",
    "pwsh": "powershell",
    "py": "python",
    "python3": "python",
    "pycon": "python",
    "rs": "rust",
    "shell-session": "shellsession",
    "terminal": "shellsession",
    "traceback": "text",
    "txt": "text",
}


def linguist_name(info: str | None) -> str | None:
    """Return the name under which GitHub knows the language of a fence's info string, the first word of it.

    None where GitHub does not know it, or none is given.
    """
    name = re.split(r"[\s{},]", (info or "").lower().lstrip("{."), maxsplit=1)[0]
    name = _ALIASES.get(name, name)
    return name if name in _KNOWN else None


def known_name(language: str) -> str | None:
    """Return the name that is meant by one that GitHub does not know: another word for it, or one misspelt.

    None where the name is known here, or nothing is like it: there are more languages than these.
    """
    name = language.strip().lower()
    if name in _KNOWN:
        return None
    close = get_close_matches(name, sorted(_KNOWN - _SHORT), n=1, cutoff=0.8)
    return other_name(name) or (close[0] if close and len(name) >= _LEAST_TO_COMPARE else None)


def other_name(word: str) -> str | None:
    """Return the language's name for another word for it that is no name; None where `word` is none of those."""
    return _NOT_NAMES.get(word.strip().lower())


_LEAST_TO_COMPARE = 4
_SHORT = frozenset(name for name in _KNOWN if len(name) < _LEAST_TO_COMPARE)
_NAMES_TOO = frozenset("csharp fsharp node objc pwsh python3 pycon rs".split())
"""Short names that linguist has itself."""
_NOT_NAMES = {name: meant for name, meant in _ALIASES.items() if name not in _NAMES_TOO}
