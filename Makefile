# jixiao: `make ingest` runs the main job on the sample in data/raw, `make test` the tests.
# Both install into .venv: `make ingest` what requirements.lock lists, `make test` its layers too.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TESTING := $(VENV)/.installed-test
EXTRAS := ocr dask storage
LAYERS := $(EXTRAS:%=requirements-%.lock) requirements-test.lock
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help ingest test lint bench bench-growth bench-plain bench-national bench-pdf docs lock clean serve test-prefect

help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# A .venv whose Python is gone or whose checkout has moved is made anew, whatever its stamp says.
.PHONY: again
AGAIN := $(shell test -x $(BIN)/python && grep -qsxF "$(CURDIR)" $(VENV)/.place || echo again)
INSTALL := @$(PYTHON) environment.py
BASE := requirements.lock pyproject.toml $(AGAIN)
$(STAMP): $(BASE)
	$(INSTALL) $(VENV) requirements.lock .
	@touch $@

$(TESTING): $(BASE) $(LAYERS)
	$(INSTALL) $(VENV) requirements.lock $(LAYERS) .
	@touch $(STAMP) $@

ingest: $(STAMP)  ## read data/raw, publish a build in data/curated, show the long table
	@$(BIN)/jixiao ingest data/raw --curated data/curated
	@$(BIN)/jixiao sql "SELECT * FROM long_table" --curated data/curated

# the order of the files is kept: the last ones, doctests, are short, and no core is left idle
RUN := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
test: $(TESTING)  ## run the tests (7 minutes; lint and types are make lint)
	@$(RUN) -m "not slow"

.PHONY: test-slow
test-slow: $(TESTING)  ## more cases of what make test tries once: scans, Prefect, environments, copies (minutes)
	@$(RUN) -m slow

lint: $(TESTING)  ## ruff format, ruff check, complexipy, mypy --strict
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/complexipy --quiet || $(BIN)/complexipy --plain
	@$(BIN)/mypy

# what a change of reading, values or schemas breaks first
QUICK := transforms schemas warehouse flows tests/values tests/core
QUICK += $(filter-out tests/test_exercises.py tests/test_examples.py,$(wildcard tests/test_*.py))
QUICK += tests/layouts/test_forms.py tests/layouts/test_lookalikes.py
.PHONY: check
check: lint  ## format, lint, types and the quick tests: before each commit
	@$(RUN) -m "not slow" $(QUICK)

docs: $(STAMP)  ## write the generated pages of docs/ anew
	@$(BIN)/python -m schemas.dictionary

.PHONY: $(EXTRAS)
ocr: $(STAMP)  ## add what reads scans to .venv (likewise: make dask, make storage)
$(EXTRAS): $(STAMP)
	$(INSTALL) $(VENV) requirements.lock requirements-$@.lock .
	@touch $(STAMP)

# A layer lists what it adds. What the locks below it install on every machine is left out.
COMPILE := uv pip compile pyproject.toml -q --universal --generate-hashes
COMPILE += --no-emit-index-url --no-header --no-annotate
NAMES := sed -nE 's/^([a-z0-9-]+)==[^;]*$$/--no-emit-package \1/p'
upon = $(1:%=-c %) $$($(NAMES) $(1))
BELOW := requirements.lock requirements-test.lock
lock:  ## resolve pyproject.toml into requirements.lock and its layers (needs uv)
	$(COMPILE) --group build -o requirements.lock
	for one in $(EXTRAS); do \
		$(COMPILE) --extra $$one -o requirements-$$one.lock $(call upon,requirements.lock) || exit; done
	$(COMPILE) --group test -o requirements-test.lock $(EXTRAS:%=-c requirements-%.lock) \
		$(call upon,requirements.lock)
	for one in bench mutation fuzz; do \
		$(COMPILE) --group $$one -o requirements-$$one.lock $(EXTRAS:%=-c requirements-%.lock) \
		$(call upon,$(BELOW)) || exit; done
	$(COMPILE:pyproject.toml=) --group font -o requirements-font.lock

# Debian: apt-get install fonts-noto-cjk
NOTO ?= /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
.venv-font/.installed: requirements-font.lock
	$(INSTALL) .venv-font requirements-font.lock
	@touch $@

.PHONY: font
font: .venv-font/.installed  ## make the font of transforms/font anew from Noto Sans CJK: the same bytes each time
	@.venv-font/bin/python -m transforms.font.make $(NOTO)

PEERS := .venv-bench/bin/python
PEERED := .venv-bench/.installed .venv-fuzz/.installed
$(PEERED): .venv-%/.installed: $(BELOW) requirements-%.lock pyproject.toml
	$(INSTALL) .venv-$* $(BELOW) requirements-$*.lock .
	@touch $@

bench: .venv-bench/.installed  ## time the hot path, the values and the commands beside their peers, in an environment of its own
	@$(PEERS) -m benchmarks

# without this checkout: mutmut works on a copy of it
.venv-mutation/.installed: $(BELOW) requirements-mutation.lock
	$(INSTALL) .venv-mutation $(BELOW) requirements-mutation.lock
	@touch $@

.PHONY: mutation
mutation: .venv-mutation/.installed  ## change the code in thousands of places and see whether a test notices (an hour; docs/reliability.md)
	@.venv-mutation/bin/mutmut run
	@.venv-mutation/bin/mutmut results

bench-pdf: .venv-bench/.installed  ## time the PDF reader beside its peers (minutes)
	@$(PEERS) -m benchmarks.bench_pdf

.PHONY: bench-ledger
bench-ledger: $(TESTING)  ## what the account of characters costs of the reading (a minute)
	@$(BIN)/python -m benchmarks.bench_ledger

bench-growth: $(TESTING)  ## 1,000 and 10,000 documents: speed, memory (ten minutes)
	@$(BIN)/python -m benchmarks.bench_growth

bench-plain: .venv-bench/.installed  ## the ingest beside the script that one would write with pdfplumber and pandas (minutes)
	@$(PEERS) -m benchmarks.bench_plain

bench-national: $(TESTING)  ## 30 million indicators of a year (40 minutes, 25 GB of disk)
	@$(BIN)/python -m benchmarks.bench_national

.PHONY: bench-ingest
bench-ingest: $(TESTING)  ## 500 PDFs of 50 pages beside their bare text (minutes)
	@$(BIN)/python -m benchmarks.bench_ingest

.PHONY: bench-search
bench-search: $(TESTING)  ## a ranked search in TEXTS different texts (4000000: minutes; a tenth in seconds)
	@$(BIN)/python -m benchmarks.bench_search --texts $(or $(TEXTS),4000000)

.PHONY: bench-power
bench-power: $(TESTING)  ## faults put into what was read: how many the account tells (a minute)
	@$(BIN)/python -m benchmarks.bench_power

.PHONY: bench-alarms
bench-alarms: $(TESTING)  ## documents that the account doubts without cause, and what it costs (minutes)
	@$(BIN)/python -m benchmarks.bench_alarms

# One seed, one document: the same everywhere. What is printed and judged is kept in .accuracy.
DOCUMENTS ?= 20000
.PHONY: accuracy
accuracy: $(TESTING)  ## published tables, changed and printed in every format, read and judged (hours; DOCUMENTS=500 for minutes)
	@$(BIN)/python -m benchmarks.accuracy $(DOCUMENTS) $(ALLOW:%=--allow %)

clean:  ## remove the environments and everything generated
	rm -rf $(VENV) .venv-* .fuzz .accuracy build dist *.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .complexipy_cache .hypothesis

serve: $(STAMP)  ## start Prefect's server and a worker for the scheduled runs (docs/operations.md)
	@$(BIN)/jixiao serve

test-prefect: $(TESTING)  ## the deployments end to end, with server and worker (minutes)
	@$(BIN)/python -m pytest tests/flows/end_to_end.py

# Superset 6 supports Python 3.10 to 3.12; SUPERSET_PYTHON names one of them.
SUPERSET_PYTHON ?= $(PYTHON)
CURATED ?= data/curated
PORT ?= 8088
.PHONY: dashboard superset docs-views

dashboard: $(STAMP)  ## write dashboard.html from the published build
	@$(BIN)/jixiao dashboard --curated $(CURATED) --output dashboard.html

docs: docs-views
docs-views: $(STAMP)
	@$(BIN)/python -m warehouse.catalogue.manual
	@$(BIN)/python -m warehouse.catalogue.notebook

.venv-superset/.installed: bi/superset/requirements.lock
	@test -x .venv-superset/bin/python || $(SUPERSET_PYTHON) -m venv .venv-superset
	@echo "installing Superset into .venv-superset (about 1 GB) ..." >&2
	@.venv-superset/bin/python -m pip install --quiet --require-hashes -r bi/superset/requirements.lock
	@touch $@

superset: $(STAMP) .venv-superset/.installed  ## serve Apache Superset with the dashboard on http://127.0.0.1:8088
	@bi/superset/run.sh .venv-superset/bin $(BIN)/python $(CURATED)/budget.duckdb $(PORT)

.PHONY: test-fonts
test-fonts: $(TESTING)  ## every PDF of the tests on machines with other fonts: the same rows, the same bytes (minutes)
	@$(BIN)/python -m pytest -rs tests/reading/pdf/other_machines.py

.PHONY: test-ocr
test-ocr: $(TESTING)  ## scans of what several programs print, skewed and turned (minutes)
	@$(BIN)/python -m pytest tests/ocr/many_scans.py

.PHONY: test-prints
test-prints: $(TESTING)  ## the half of make test-ocr that continuous integration has time for
	@$(BIN)/python -m pytest -rx tests/ocr/many_scans.py -k print

FLIPS ?= 5000
.PHONY: test-verify
test-verify: $(TESTING)  ## FLIPS random bits over all files of a build, and other damage: verify notices each (minutes)
	@$(BIN)/python -m tests.trust.flips $(FLIPS)

.PHONY: reliability
reliability: $(TESTING) test-verify  ## damage, kills at failpoints and random moments (half an hour)
	@$(BIN)/python -m tests.trust.harness failpoints 1
	@$(BIN)/python -m tests.trust.harness power 1
	@$(BIN)/python -m tests.trust.harness kills 200
	@$(BIN)/python -m tests.trust.harness queries 20
	@$(BIN)/python -m tests.trust.harness readers 50

.PHONY: test-superset
test-superset: $(STAMP) .venv-superset/.installed  ## Superset draws the dashboard from the sample in Chromium; its picture is .venv-superset/dashboard.png
	@$(BIN)/jixiao ingest data/raw --curated .venv-superset/sample --direct
	@.venv-superset/bin/python bi/superset/check.py .venv-superset/bin $(BIN)/python .venv-superset/sample/budget.duckdb .venv-superset/dashboard.png

.PHONY: mutate fuzz
MUTATE ?= 2000
mutate: $(TESTING)  ## broken files of every format through the ingest (minutes)
	@$(BIN)/python -m tests.hostile.mutate $(MUTATE)

DELIVERIES ?= 5000
.PHONY: deliveries
deliveries: $(TESTING)  ## DELIVERIES hostile files in whole deliveries beside sound ones: no run ends, nothing is silent (an hour)
	@$(BIN)/python -m tests.hostile.deliveries $(DELIVERIES)

.PHONY: growth
growth: $(TESTING)  ## every pattern and function that takes text: time grows with the text and no faster (minutes)
	@$(BIN)/python -m tests.hostile.growth

FUZZ_SECONDS ?= 600
fuzz: .venv-fuzz/.installed  ## coverage-guided fuzz of the readers, explode and parse_value, FUZZ_SECONDS each (hours; FUZZ_TARGETS="html values" for some)
	@.venv-fuzz/bin/python -m tests.hostile.fuzz all $(FUZZ_SECONDS) $(FUZZ_TARGETS)

# FAST leaves out what takes minutes: kills, broken files, stores and clusters, scans.
FAST := $(addprefix --ignore=tests/,hostile ocr scale trust)
.PHONY: wheel test-wheel test-fast test-python
wheel: $(STAMP)  ## build the wheel and the sdist into dist
	@rm -rf build dist
	@$(BIN)/python -c "from setuptools.build_meta import *; build_sdist('dist'), build_wheel('dist')" \
		>/dev/null
	@ls dist/*

test-wheel: $(TESTING)  ## wheel and sdist, each in an empty environment (minutes)
	@$(BIN)/python -m pytest tests/install/installed.py

test-fast: $(TESTING)  ## the fast part of the tests
	@$(RUN) -m "not slow" $(FAST)

test-python:  ## the fast part of the tests on Python 3.14, here or from a newer Debian (minutes)
	@.ci/newer-python 3.14

# Other people's DuckDBs, each in an environment of its own.
# DUCKDB_PYTHON: older ones have no wheel for Python 3.14.
DUCKDB_VERSIONS ?= 1.4.4 1.5.6
DUCKDB_PYTHON ?= $(PYTHON)
.venv-duckdb-%/.installed: tests/engines/duckdb-%.lock
	@test -x $(@D)/bin/python || $(DUCKDB_PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet --no-deps --only-binary :all: --require-hashes -r $<
	@touch $@

.PHONY: test-duckdb
OTHERS := $(DUCKDB_VERSIONS:%=.venv-duckdb-%/.installed)
test-duckdb: $(TESTING) $(OTHERS)  ## the files that DuckDB 1.4 and 1.5 must read
	@DUCKDB_VERSIONS="$(DUCKDB_VERSIONS)" $(BIN)/python -m pytest tests/engines/many_duckdbs.py
