# One door. A fresh machine needs Python 3.11 or newer and make; everything else is fetched into .venv and .tools.
#
#   make run         a demonstration in the browser            make check       style, types, imports, texts, data, lock
#   make test        every test, browser and PostgreSQL too    make bench       speed, each against a named reference
#   make test-full   the long versions as well                 make lock        resolve the dependencies anew
#   make translations   new words into the English catalogues      make pictures   the pictures of README and guide

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(if $(shell $(name) -c 'import sys; print("y" * (sys.version_info >= (3, 11)))' 2>/dev/null),$(name))))
PORT ?= 8000
JOBS ?= 2
BIN := .venv/bin
UV := .tools/bin/uv
UV_VERSION := 0.13.8

# Byte code makes every start of Django three times as fast.
unexport PYTHONDONTWRITEBYTECODE
# uv reads neither pip's configuration nor the system's certificates: the index someone has set for pip is handed on.
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
export UV_NO_CONFIG := 1
INDEX = $(shell $(BIN)/python -m pip config get global.index-url 2>/dev/null || echo $$PIP_INDEX_URL)
UV_RUN = env $(if $(INDEX),UV_DEFAULT_INDEX=$(INDEX)) $(UV)

.DEFAULT_GOAL := help
.PHONY: help run test test-full check bench lock translations pictures browser clean

help:
	@sed -n 's/^#   //p' Makefile

# --- installing -------------------------------------------------------------------------------------------------

.venv/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Sonae needs Python 3.11 or newer: set PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python cannot make a virtual environment (on Debian: apt install python3-venv)"; exit 1; }

# Without uv, plain pip reads the same files, only slower.
$(UV): | .venv/pyvenv.cfg
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --target .tools uv==$(UV_VERSION) || echo "uv is not to be had: using pip"

define install
	@echo "installing $(1) into .venv"
	@if test -x $(UV); then \
	  $(UV_RUN) pip install --quiet --python .venv --require-hashes -r $(1) && \
	  $(UV_RUN) pip install --quiet --python .venv --no-deps --no-build-isolation --editable . ; \
	else \
	  $(BIN)/python -m pip install --quiet --require-hashes -r $(1) && \
	  $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable . ; \
	fi
	@touch $@
endef

.venv/.installed: requirements.lock pyproject.toml | $(UV)
	$(call install,requirements.lock)

.venv/.installed-dev: requirements-dev.lock pyproject.toml | $(UV)
	$(call install,requirements-dev.lock)
	@touch .venv/.installed

# --- using ------------------------------------------------------------------------------------------------------

run: export SONAE_EXAMPLE ?= 1
run: export SONAE_ORIGINS ?= http://127.0.0.1:$(PORT)
run: .venv/.installed
	@$(BIN)/python -m sonae.app.project migrate --verbosity 0
	@$(BIN)/python -m sonae.app.project seed_example
	@$(BIN)/python -m sonae.app.project seed_applications
	@printf '\n  Sonae: http://127.0.0.1:%s/\n\n%s\n%s\n%s\n%s\n%s\n%s\n\n' $(PORT) \
	  "  1. choose the example association: a quotation, a comparison of plans, the cost of an incident, each as PDF" \
	  "  2. /accounts/demonstration/   sign in by one click in every role: from quote to certificate in ten minutes (README)" \
	  "  3. /letterbox/         the mails it sends, with the codes to sign in" \
	  "  4. /example/roster     the example association's members, priced" \
	  "  5. /api/v1/docs        the same answers for programs" \
	  "  6. /styleguide         every component of a page          (stop with Ctrl-C)"
	@exec $(BIN)/python -m sonae.app.project serve --port $(PORT)

# --- proving ----------------------------------------------------------------------------------------------------

PYTEST = $(BIN)/pytest --quiet --numprocesses $(JOBS) --dist worksteal

browser: .venv/.installed-dev
	@$(BIN)/python -m tests.support.browser

# PostgreSQL first, so that the last line is the sum of the whole on SQLite.
test: .venv/.installed-dev browser
	@$(BIN)/python -m tests.support.postgres $(PYTEST) -m postgres
	@$(PYTEST)

test-full: export SONAE_FULL := 1
test-full: test

check: export SONAE_EXAMPLE := 1
check: .venv/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m sonae.app.project makemigrations --check --dry-run
	$(BIN)/python -m tests.support.translations --check
	$(BIN)/python -m tests.support.lock
	$(BIN)/pytest --quiet tests/conventions
	$(BIN)/sonae catalogue check

bench: .venv/.installed-dev
	@$(BIN)/python -m benchmarks.run $(BENCH)

# --- keeping ----------------------------------------------------------------------------------------------------

RESOLVE = $(UV_RUN) pip compile pyproject.toml --quiet --universal --generate-hashes --no-header --no-annotate \
  --python-version 3.11 --fork-strategy fewest $(UPGRADE)

lock: | $(UV)
	@$(RESOLVE) --extra build --output-file requirements.lock
	@$(RESOLVE) --extra build --extra dev --output-file requirements-dev.lock
	@$(BIN)/python -m tests.support.lock stamp

translations: .venv/.installed-dev
	@$(BIN)/python -m tests.support.translations

pictures: export SONAE_SCREENSHOTS := docs/pictures
pictures: .venv/.installed-dev browser
	@$(BIN)/pytest --quiet tests/journeys/test_pictures.py

clean:
	rm -rf .venv .tools var
