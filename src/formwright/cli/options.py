"""Options that several verbs have, so that they are named and explained alike."""

from __future__ import annotations

import click

from formwright.cli.paths import FILE, FOLDER
from formwright.config import CONFIG_PATH

repository_option = click.option(
    "--repo", default=".", metavar="DIR", type=FOLDER, show_default=True, help="The repository's folder."
)
config_option = click.option(
    "--config", "config_path", metavar="FILE", type=FILE, help=f"The configuration (default: {CONFIG_PATH} in DIR)."
)
branch_config_option = click.option(
    "--config",
    "config_path",
    metavar="PATH",
    type=FILE,
    default=CONFIG_PATH,
    show_default=True,
    help="The configuration, by its path in the repository's default branch.",
)
"""Verbs that work on commits read the configuration as the default branch has it (S26), and no file on disk."""

check_option = click.option(
    "--check", is_flag=True, help="Write nothing; show the difference, and exit 1 where there is one."
)
