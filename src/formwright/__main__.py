"""`python -m formwright`: the same as the command `formwright`."""

import sys

from formwright.cli import main

sys.exit(main())
