# The two commands are `make run` and `make test`; `make help` lists the rest.
# Nothing has to be installed first but Python 3.11 or newer.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8501
KILLS ?= 1000
BIN := $(VENV)/bin
RUNS := $(VENV)/.runs
TESTS := $(VENV)/.tests

.DEFAULT_GOAL := help
.PHONY: help run desk test soak build check lint types bench screenshots pins clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUNS) ## Build the dataset if needed and open the dashboard (PORT=8501)
	$(BIN)/python -m etl build
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(TESTS) ## Run the tests
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "not timed"
	$(BIN)/python -m pytest -m timed tests/browser

desk: $(RUNS) ## Open the dashboard with the data desk, for this machine alone (PORT=8501)
	$(BIN)/python -m etl build
	DESK=here $(BIN)/streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT) --server.headless true --logger.hideWelcomeMessage true

soak: $(TESTS) ## Kill a publisher at every step and 1,000 times besides, and fill its disk (KILLS=1000)
	KILLS=$(KILLS) $(BIN)/python -m pytest -q tests/etl/test_faults_of_publishing.py tests/etl/test_killed.py

build: $(RUNS) ## Publish a release of the catalogue if anything changed
	$(BIN)/python -m etl build

check: $(RUNS) ## Check the catalogue (DOCUMENTS_DIR=folder proves every quote)
	$(BIN)/python -m etl check

lint: $(TESTS) ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TESTS) ## Check the types, strictly
	$(BIN)/mypy

bench: $(TESTS) ## Measure, each figure beside a yardstick in the same run
	$(BIN)/python -m benchmarks

screenshots: $(TESTS) ## Picture every page, both themes, three widths, into screenshots/
	$(BIN)/python -m tests.browser.screenshots

pins: ## Write the requirement files anew from requirements.in and requirements-dev.in
	$(PYTHON) -m venv $(VENV)-pins
	$(VENV)-pins/bin/pip install --quiet pip-tools
	$(VENV)-pins/bin/pip-compile --quiet --upgrade --strip-extras --no-header --no-emit-index-url --no-emit-find-links --annotation-style=line --output-file requirements.txt requirements.in
	$(VENV)-pins/bin/pip-compile --quiet --upgrade --strip-extras --no-header --no-emit-index-url --no-emit-find-links --annotation-style=line --output-file requirements-dev.txt requirements-dev.in
	rm -r $(VENV)-pins

clean: ## Remove the environment and what was generated
	rm -rf $(VENV) $(VENV)-pins screenshots .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUNS): requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(TESTS): requirements-dev.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(RUNS) $@
