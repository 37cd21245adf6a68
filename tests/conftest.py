"""What all tests share: how many random examples a law is tried with."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("FORMWRIGHT_EXAMPLES", "300"))
"""`FORMWRIGHT_EXAMPLES=20000` runs the laws deep."""

settings.register_profile(
    "formwright",
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES <= 300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("formwright")
