# `make serve` shows the site on this machine; `make test` runs every test. Both make what they need.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help serve test check build publish clean
.DEFAULT_GOAL := help

help:
	@printf '%s\n' \
	  'make serve    build the site and show it on http://localhost:8000 (ARGS="--port 8080" for another port)' \
	  'make test     run every test, those in the browser too (ARGS="tests/test_source.py" for some)' \
	  'make check    tell every problem of every file' \
	  'make build    build the site into output/' \
	  'make publish  the same for the public address: SITEURL=https://example.org make publish' \
	  'make clean    remove the built site and the environment'

serve: $(READY)
	@$(BIN)/surgeons serve $(ARGS)

test: $(READY)
	@bash .ci/need browser
	@$(BIN)/python -m pytest $(ARGS)

check: $(READY)
	@$(BIN)/surgeons check $(ARGS)

build: $(READY)
	@$(BIN)/surgeons build $(ARGS)

publish: $(READY)
	@$(BIN)/surgeons build --publish $(ARGS)

clean:
	@rm -rf output .site .cache .build .venv .pytest_cache .hypothesis .ruff_cache plugins/*.egg-info
	@find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: exact versions from the lock, then the project itself. Made again when either changes.
$(READY): .requirements.lock pyproject.toml
	@bash .ci/need python $(PYTHON)
	@echo 'Making the environment in .venv (once; it takes a minute or two).'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --requirement .requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
	@touch $@
