# make demo | make serve | make test | make fuzz | make check | make bench | make bench-quick     (PYTHON=python3.12 chooses another interpreter)

PYTHON ?= python3
UV := uv==0.13.9
BIN := .venv/bin
DEMO := sqlite:///demo/kamgraph.db
# The driver is an extra: only a demo on a Neo4j needs it.
RUNTIME := $(if $(filter neo4j% bolt%,$(KAMGRAPH_STORE)),neo4j,runtime)

# Whatever the environment says: the tests start hundreds of processes, and each would compile every module anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := demo
.PHONY: demo serve test fuzz check cypher bench bench-quick

demo: .venv/.$(RUNTIME)
	@$(BIN)/kamgraph demo -o demo

serve: .venv/.api
	@test -e demo/kamgraph.db || $(BIN)/kamgraph demo -o demo
	@$(BIN)/kamgraph store migrate --store $(DEMO) >/dev/null
	@$(BIN)/kamgraph serve --store $(DEMO) --as-of 2026-11-23

test: .venv/.dev
	$(BIN)/pytest -n 2 --dist loadgroup

# Thousands of examples of each property, 45,000 departures against deletion and search: minutes to hours.
fuzz: .venv/.dev
	$(BIN)/pytest -n 2 --dist loadgroup --hypothesis-profile=long tests/analytics

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/hadolint Dockerfile
	$(if $(wildcard docker-compose.yml),$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml)
	$(BIN)/pytest -q tests/docs
	$(if $(shell command -v npm),$(MAKE) --no-print-directory cypher,@echo "Cypher read by the tests' server only: npm is missing")

LANGUAGE := tests/neo4j/language

cypher: $(LANGUAGE)/node_modules/.package-lock.json
	node $(LANGUAGE)/check.mjs cypher

$(LANGUAGE)/node_modules/.package-lock.json: $(LANGUAGE)/package-lock.json
	npm ci --silent --prefix $(LANGUAGE)
	@touch $@

bench: .venv/.bench
	@for benchmark in benchmarks/*.py; do echo "== $$benchmark"; $(BIN)/python "$$benchmark" || exit 1; done

bench-quick: .venv/.bench
	@for run in departures 'audit --size M' 'what_if --size M' 'portfolio_store --size M --imported S' 'service --size S --rounds 1 --seconds 2 --requests 1000'; do \
	  echo "== $$run"; set -- $$run; name=$$1; shift; $(BIN)/python benchmarks/$$name.py "$$@" || exit 1; done

.venv/.runtime: what := --editable .
.venv/.neo4j: what := --editable '.[neo4j]'
.venv/.api: what := --editable '.[api]'
.venv/.dev: what := --editable . --group dev
.venv/.bench: what := --editable . --group dev --group bench

# A stamp for each set of packages, renewed when a requirement or a pin changes.
.venv/.%: pyproject.toml constraints.txt | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --constraint constraints.txt $(what)
	@touch $@

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "kamgraph needs Python 3.11 or newer and '$(PYTHON)' is not: try make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "'$(PYTHON)' cannot make an environment: on Debian and Ubuntu install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV)
