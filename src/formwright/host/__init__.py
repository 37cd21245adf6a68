"""Where proposals live: a git repository on disk, or GitHub, behind one protocol."""

from formwright.host.protocol import Applied, Delivery, Host, IssuePage, IssueState, RefMovedError

__all__ = ["Applied", "Delivery", "Host", "IssuePage", "IssueState", "RefMovedError"]
