"""The emulator of GitHub, started once for all tests of this room."""

from emulator import emulator

__all__ = ["emulator"]
