"""Files and standard input as text, and text as files. What is wrong with a file is a finding (`F20` and on)."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from formwright.errors import HostError, InputError
from formwright.findings import Finding

STDIN = "-"
MAX_BYTES = 8 * 1024 * 1024
"""An issue's body has at most 65,536 characters (R64); no template comes near this either."""

_UTF16 = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}


def read_text(path: str, *, may_be_empty: bool = False) -> str:
    """Return the text of the file `path`, or of standard input for `-`; line ends and a byte order mark stay.

    Raises `InputError` where there is no such file, where it is a folder, too big, empty, or no text in UTF-8.
    """
    data = _read(path)
    if len(data) > MAX_BYTES:
        raise _fault("F25", path, f"the file is larger than {MAX_BYTES // 1024**2} MiB", "name a text file")
    text = _decode(path, data)
    if not data.strip() and not may_be_empty:
        raise _fault("F23", path, "the file is empty", "write something into it, or name another file")
    return text


def _read(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    if not path:
        raise _fault("F20", path, "a file's name is empty", "name a file")
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _fault("F20", path, "there is no such file", "check the name") from None
    except IsADirectoryError:
        raise _fault("F21", path, "this is a folder", "name a file in it") from None
    except (OSError, ValueError) as error:
        raise _fault("F24", path, f"the file cannot be read: {_reason(error)}", "check its name and rights") from error


def _decode(path: str, data: bytes) -> str:
    """Decode UTF-8, and say what is there instead where it is not."""
    if data[:2] in _UTF16:
        message = f"this is {_UTF16[data[:2]]}, by its byte order mark"
        raise _fault("F22", path, message, "save it as UTF-8")
    nul = data.find(b"\0")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if nul < 0 or error.start < nul:
            line = data.count(b"\n", 0, error.start) + 1
            message = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
            raise _fault("F22", path, message, "save it as UTF-8, or name a text file", line) from None
    if nul >= 0:
        message = f"byte {nul} is NUL: this is no text"
        raise _fault("F22", path, message, "name a text file", data.count(b"\n", 0, nul) + 1)
    return text


def write_text(path: str | Path, text: str) -> None:
    """Write `text` to the file `path` whole or not at all, through a new file in its folder; its rights and owner stay.

    A link is followed; a device or a pipe is written straight into. Raises `InputError` where the folder does not exist
    or `path` is a folder, and `HostError` where the file system refuses.
    """
    try:
        target = Path(os.path.realpath(path))
        there = _status(target)
        if there is not None and not stat.S_ISREG(there.st_mode):
            target.write_bytes(text.encode("utf-8", "backslashreplace"))
        else:
            _replace(target, text.encode("utf-8", "backslashreplace"), there)
    except IsADirectoryError:
        raise _fault("F21", str(path), "this is a folder", "name a file in it") from None
    except (FileNotFoundError, NotADirectoryError):
        raise _fault("F20", str(path), "its folder does not exist", "make the folder, or check the name") from None
    except (OSError, ValueError) as error:
        message = f"the file cannot be written: {_reason(error)}"
        raise HostError(Finding("F26", message, "check the folder's rights and room", path=str(path))) from error


def _status(target: Path) -> os.stat_result | None:
    """Return what is known of a file, None where there is none; a folder raises."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(target))
    return found


def _replace(target: Path, data: bytes, there: os.stat_result | None) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.name[:64]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            _write_all(file, data)
        Path(name).chmod(_new_mode() if there is None else stat.S_IMODE(there.st_mode))
        _give(Path(name), there or target.parent.stat())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _give(path: Path, like: os.stat_result) -> None:
    """Give what root made to the owner of what it lies in.

    In a container the user is root, and the checkout is the runner's: the steps that follow must be able to change it.
    """
    if getattr(os, "geteuid", lambda: None)() == 0:
        os.chown(path, like.st_uid, like.st_gid, follow_symlinks=False)


def _write_all(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _new_mode() -> int:
    """Return the rights that a new file would get; `mkstemp` gives fewer."""
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def remove_file(path: str | Path) -> None:
    """Remove the file `path`, where it is there. Raises `HostError` where the file system refuses."""
    try:
        Path(path).unlink(missing_ok=True)
    except OSError as error:
        message = f"the file cannot be removed: {_reason(error)}"
        raise HostError(Finding("F26", message, "check the folder's rights", path=str(path))) from error


def make_folder(path: str | Path) -> None:
    """Make the folder `path`, and those above it, where they are not there. Raises as `write_text`."""
    try:
        missing = [folder for folder in (Path(path), *Path(path).parents) if not folder.exists()]
        Path(path).mkdir(parents=True, exist_ok=True)
        for folder in reversed(missing):
            _give(folder, folder.parent.stat())
    except (FileExistsError, NotADirectoryError):
        raise _fault("F20", str(path), "a file stands where a folder is needed", "name another folder") from None
    except (OSError, ValueError) as error:
        message = f"the folder cannot be made: {_reason(error)}"
        raise HostError(Finding("F26", message, "check the rights of the folder above", path=str(path))) from error


def _fault(rule: str, path: str, message: str, remedy: str, line: int = 1) -> InputError:
    return InputError(Finding(rule, message, remedy, line, path=path))


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
