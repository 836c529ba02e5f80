# jixiao: `make ingest` runs the main job on the sample in data/raw, `make test` the tests. Both install what they need into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help ingest test lint bench docs lock clean serve test-prefect

help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing what requirements.lock lists into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

ingest: $(STAMP)  ## read data/raw, publish a build in data/curated, show the long table
	@$(BIN)/jixiao ingest data/raw --curated data/curated
	@$(BIN)/jixiao sql "SELECT * FROM long_table" --curated data/curated

test: $(STAMP)  ## run all tests (lint and types are make lint)
	@$(BIN)/python -m pytest

lint: $(STAMP)  ## ruff and mypy --strict
	@$(BIN)/ruff check .
	@$(BIN)/mypy

docs: $(STAMP)  ## write the generated pages of docs/ anew
	@$(BIN)/python -m schemas.dictionary

lock:  ## resolve pyproject.toml into requirements.lock (needs uv)
	uv pip compile pyproject.toml --group test --generate-hashes --universal --no-emit-index-url --no-header --no-annotate -q -o requirements.lock

bench: $(STAMP)  ## time the hot path and the commands, as ratios against peers in the same run
	@$(BIN)/python -m benchmarks

clean:  ## remove the environment and everything generated
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

serve: $(STAMP)  ## start Prefect's server and a worker for the scheduled runs of prefect.yaml (docs/operations.md)
	@$(BIN)/python -m flows.serve

test-prefect: $(STAMP)  ## the deployments end to end: server, worker, schedule, run by hand, no-op, artifacts (minutes)
	@$(BIN)/python -m pytest tests/flows/end_to_end.py
