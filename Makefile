# `make demo` runs the main job; `make test` the tests; `make lint` formatting, lint, types and layers;
# `make browser` installs Chromium for the tests of pages, `make postgres` PostgreSQL for those of histories;
# `make test-neural` fetches PyTorch and transformers and runs the tests that need them.
# `make test-comet` makes an environment for COMET, in .venv/comet, and runs the tests that need it.
# `make test-ray` fetches Ray and runs the tests of `--engine ray`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-neural test-comet test-ray browser postgres site pages messages lint format lock clean

demo: $(VENV)/.core
	@$(BIN)/tqa demo

test: $(VENV)/.dev browser postgres
	$(BIN)/python -m pytest -n auto $(PYTEST)

browser:
	@scripts/browser

postgres:
	@scripts/postgres

# The documentation as a site, in build/site.
site: $(VENV)/.dev
	$(BIN)/mkdocs build --strict

# What is generated: pages of rules and settings, recorded outputs.
pages: $(VENV)/.dev
	@PYTHON=$(BIN)/python scripts/generated_pages

# The catalogues of messages after a change of a text: see CONTRIBUTING.
messages: $(VENV)/.dev
	@PYBABEL=$(BIN)/pybabel scripts/messages

test-neural: $(VENV)/.neural
	$(BIN)/python -m pytest tests/aligning/test_embeddings.py tests/cli/test_align_embeddings.py \
	  tests/scoring/metrics/test_neural.py tests/cli/test_score_neural.py tests/neural tests/neural/test_train_marian.py \
	  tests/cli/test_meaning_mismatch.py tests/checking/test_rules.py tests/cli/test_translate.py \
	  tests/cli/test_glossary_compare.py

test-comet: $(VENV)/.dev $(VENV)/comet/.made
	$(BIN)/python -m pytest tests/scoring/metrics/test_comet.py tests/cli/test_score_comet.py

test-ray: $(VENV)/.ray
	$(BIN)/python -m pytest tests/cluster

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Pinned versions, without the address of any package index.
lock: $(VENV)/.dev
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --no-header --output-file requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --no-header --extra dev --output-file requirements-dev.txt pyproject.toml

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(BIN)/python requirements.txt pyproject.toml setup.py $(wildcard tqa/kernel/*.[ch])
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/python -m compileall -q tqa  # a third of the start-up where Python may not write it
	@touch $@

$(VENV)/.dev: $(VENV)/.core requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(VENV)/.neural: $(VENV)/.dev requirements-neural.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-neural.txt
	@touch $@

# A separate environment: unbabel-comet requires other versions of transformers and numpy than tqa.
$(VENV)/comet/.made: requirements-comet.txt
	$(PYTHON) -m venv $(VENV)/comet
	$(VENV)/comet/bin/pip install --quiet --disable-pip-version-check -r requirements-comet.txt
	@touch $@

$(VENV)/.ray: $(VENV)/.dev requirements-ray.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-ray.txt
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
