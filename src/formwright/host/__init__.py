"""Where proposals live: a git repository on disk, or GitHub, behind one protocol."""

from formwright.host.protocol import Applied, Host, RefMovedError

__all__ = ["Applied", "Host", "RefMovedError"]
