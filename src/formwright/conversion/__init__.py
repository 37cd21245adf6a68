"""Template to form."""

from formwright.conversion.converting import Conversion, convert, convert_template
from formwright.conversion.report import Dropped, FieldReport, Report

__all__ = ["Conversion", "Dropped", "FieldReport", "Report", "convert", "convert_template"]
