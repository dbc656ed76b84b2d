# Everything here works in a fresh clone: what a target needs is installed first, from the locks, by hash.

SHELL := /bin/bash -euo pipefail -c
.DEFAULT_GOAL := help

# Suites for measuring; not part of the project. Where the folder is missing, the targets that need it say so.
SUITES ?= ../shared
# One suite alone: `make bench SUITE=districts`.
SUITE ?=

# Suites whose floors every change is held against; the others take minutes, and `make gate` without a name checks them all.
QUICK = seed districts isaf changes wars

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	"$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
PIP = -m pip install --quiet --disable-pip-version-check
# Scripts that are typed and linted like the package itself.
CODE = src tests bench data docs
SPHINX = .venv/bin/sphinx-build -W --keep-going -q -b html docs docs/_build/html

.PHONY: help install demo test lint bench accuracy speed gate quick-gate bench-reconcile bench-scale docs lock clean

help:  ## show this
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1 @/' | column -t -s @

install: .venv/.installed  ## make .venv from requirements.lock
.venv/.installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found. Name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv || { echo "No virtual environment could be made; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	.venv/bin/python $(PIP) --require-hashes -r requirements.lock
	.venv/bin/python $(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv-bench/.installed: requirements-bench.lock pyproject.toml .venv/.installed
	@test -x .venv-bench/bin/python || .venv/bin/python -m venv .venv-bench
	.venv-bench/bin/python $(PIP) --require-hashes -r requirements-bench.lock
	.venv-bench/bin/python $(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $@

demo: install  ## run the packaged case, from reports to a page
	.venv/bin/reportedly demo

test: install  ## run the tests
	.venv/bin/python -m pytest -q

lint: install  ## style, format, types, layers, docs
	.venv/bin/ruff check $(CODE)
	.venv/bin/ruff format --check $(CODE)
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python docs/generate.py --check
	$(SPHINX)

docs: install  ## write the generated pages anew and build the documentation, warnings as errors
	.venv/bin/python docs/generate.py
	$(SPHINX)

bench: accuracy $(if $(SUITE),,speed)  ## accuracy and speed beside the peers, into docs/figures.md; one suite alone: SUITE=districts

accuracy: install
	.venv/bin/python bench/accuracy.py --suites $(SUITES) $(if $(SUITE),--suite $(SUITE) --verbose,--write)

speed: .venv-bench/.installed
	.venv/bin/python bench/speed.py --suites $(SUITES) --write

gate: install  ## fail where a figure has dropped below its floor
	.venv/bin/python bench/accuracy.py --suites $(SUITES) --gate $(foreach suite,$(SUITE),--suite $(suite))

quick-gate:  ## the same for the suites that take seconds
	$(MAKE) gate SUITE="$(QUICK)"

bench-reconcile: .venv-bench/.installed  ## the model beside simple rules and peers, into docs/reconcile.md; one set alone: SET=mixed
	PYTHONPATH=bench .venv-bench/bin/python bench/reconcile/run.py --suites $(SUITES) $(if $(SET),--set $(SET),--write)

bench-scale: .venv-bench/.installed  ## learning at 10^5 to 10^7 claims, questions to a large ledger, into docs/figures.md
	PYTHONPATH=bench:bench/reconcile .venv-bench/bin/python bench/reconcile/scale.py --write
	PYTHONPATH=bench:bench/reconcile .venv-bench/bin/python bench/reconcile/standing.py --claims 1000000 --districts 400 --cold --write

LOCK = .venv/bin/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet
lock:  ## write the locks anew (the network is needed); UPGRADE=1 for the newest versions
	$(LOCK) $(if $(UPGRADE),--upgrade) --extra dev --extra docs -o requirements.lock
	$(LOCK) $(if $(UPGRADE),--upgrade) --extra bench --extra build -c requirements.lock -o requirements-bench.lock

clean:  ## remove everything that was made
	rm -rf .venv .venv-bench build dist docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
