# Two commands from a fresh clone: 'make site' builds the sample, 'make test' tests everything.
# Both install what they need: Python packages by lock file into .venv, npm packages by lock
# file into node_modules, Debian's Chromium, Java, rsync and nginx where they are missing.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# One more than the processors, as tests wait for browsers and servers. Each worker takes a part of
# the list as it stands, so that what a module's tests share is made once; who is done helps others.
JOBS ?= 3
PYTEST := $(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal

.PHONY: site serve screenshots lighthouse check test explore bench docs lock audit clean

site: .venv/runtime  ## build the sample help centers into dist/
	$(BIN)/helpgen build

serve: .venv/runtime  ## look at the sample while you change it
	$(BIN)/helpgen serve

screenshots: site .venv/dev  ## every kind of page as pictures and contact sheets
	./tools/ensure.sh chromium
	$(BIN)/python tools/screenshots.py dist build/screenshots

lighthouse: site .venv/dev tools/lighthouse/node_modules/.installed  ## its scores of every kind of page
	./tools/ensure.sh chromium
	$(BIN)/python tools/run_lighthouse.py dist

check: .venv/dev  ## the fast part: style, types, unit tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST) -m "not slow"

test: .venv/dev node_modules/.installed  ## everything, with real servers and a real browser
	./tools/ensure.sh chromium java rsync nginx
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST)

explore: .venv/dev  ## the property tests with other inputs than those of the suite
	$(PYTEST) --hypothesis-profile=explore -m hypothesis

# 'make bench PELICAN=PROGRAM' has Pelican beside it, too: it needs an environment of its own.
bench: .venv/dev  ## measure beside other generators; writes docs/explanation/benchmarks.md
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.whole
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.others $(if $(PELICAN),--pelican $(PELICAN))

docs: .venv/dev  ## write the generated reference pages
	$(BIN)/python docs/generate.py

lock: .venv/dev  ## pin all dependencies anew
	$(BIN)/pip-compile -q --upgrade --generate-hashes --strip-extras --no-emit-index-url \
		--no-emit-find-links --no-emit-trusted-host --no-header --all-build-deps \
		-o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --upgrade --generate-hashes --strip-extras --no-emit-index-url \
		--no-emit-find-links --no-emit-trusted-host --no-header --all-build-deps \
		--allow-unsafe --extra dev --extra bench -c requirements.lock \
		-o requirements-dev.lock pyproject.toml

audit: .venv/dev  ## ask for known holes in what the lock files pin; needs the network
	$(BIN)/python tools/audit.py requirements.lock requirements-dev.lock

clean:  ## remove what was built and installed
	rm -rf .venv dist build node_modules tools/lighthouse/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	PYTHON=$(PYTHON) ./tools/ensure.sh venv
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev: requirements-dev.lock .venv/runtime
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

node_modules/.installed: package-lock.json
	./tools/ensure.sh npm
	npm ci --ignore-scripts --no-audit --no-fund --silent
	touch $@

tools/lighthouse/node_modules/.installed: tools/lighthouse/package-lock.json
	./tools/ensure.sh npm
	npm ci --prefix tools/lighthouse --ignore-scripts --no-audit --no-fund --silent
	touch $@
