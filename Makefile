# Each target sets itself up: a .venv, installed again only when pyproject.toml changes.
# PYTHON chooses the interpreter: make test PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check --quiet
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench faults guards container pages site lock clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

# Debian's python3 has no ensurepip unless python3-venv is installed: say so rather than show its traceback.
$(VENV)/bin/python:
	@echo "setup: $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "setup: Python 3.11 or later is needed: make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "setup: $(PYTHON) cannot make environments: apt-get install python3-venv" >&2; exit 1; }
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)

# The demonstration needs the runtime dependencies only.
$(VENV)/.runtime: pyproject.toml | $(VENV)/bin/python
	@echo "setup: formwright and what it needs"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.development: pyproject.toml | $(VENV)/bin/python
	@echo "setup: formwright, what it needs, and the tools of the tests"
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.runtime

setup: $(VENV)/.development ## the environment with all tools
	@:

demo: $(VENV)/.runtime ## the whole way on the built-in templates, in a new folder
	@$(RUN) -m formwright demo

test: $(VENV)/.development ## the tests
	@$(RUN) -m pytest -q -n auto $(ARGS)

check: $(VENV)/.development ## style, types, the Action and the workflows
	@.ci/check $(VENV)/bin

bench: $(VENV)/.development ## how long things take, against what; ARGS=parse for one of them
	@$(RUN) benchmarks/run.py $(ARGS)

faults: $(VENV)/.development ## every fault at every request to GitHub, in one table
	@$(RUN) tests/faults.py

guards: $(VENV)/.development ## every guard against hostile text, taken out of a copy: a test must fail; ARGS=S9 for some
	@$(RUN) tests/guards.py $(ARGS)

container: $(VENV)/.development ## builds the image and runs it
	@.ci/container $(VENV)/bin

pages: $(VENV)/.development ## the pages and the schema that are made of the code
	@$(RUN) -m formwright.cli.page > docs/command-line.md
	@$(RUN) -m formwright.action.page > docs/action.md
	@$(RUN) -m formwright.config page > docs/configuration.md
	@$(RUN) -m formwright.config schema > schema/formwright.schema.json
	@$(RUN) -m formwright.form.rules > docs/rules.md

site: $(VENV)/.development ## the documentation as pages in site/
	@$(VENV)/bin/mkdocs build --quiet --strict

lock: $(VENV)/.development ## requirements.lock from pyproject.toml
	@.ci/lock $(VENV)/bin

clean: ## removes what the targets made
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
