"""The image and the emulator of GitHub."""

from container import runner
from emulator import emulator

__all__ = ["emulator", "runner"]
