"""Documents: templates with their slots filled."""

from formwright.document.appendix import APPENDIX
from formwright.document.filling import fill
from formwright.document.metadata import META_KEYS, Meta

__all__ = ["APPENDIX", "META_KEYS", "Meta", "fill"]
