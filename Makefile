# Everything a person does with this repository starts here: `make help`.

PYTHON ?= python3
PORT ?= 8000
export PORT

VENV := .venv
RUN := $(VENV)/bin/python

# A stamp carries the checksum of the pins it installed, so that changed pins are installed again.
RUN_STAMP := $(VENV)/.installed-$(shell cat requirements.txt | cksum | cut -d ' ' -f 1)
DEV_STAMP := $(VENV)/.installed-dev-$(shell cat requirements.txt requirements-dev.txt | cksum | cut -d ' ' -f 1)

# Much of a test's time is waiting: two processes, each with a database of its own (tests/spread.py).
SPREAD := -n 2

.DEFAULT_GOAL := help
.PHONY: help serve dev test test-tools test-fast bench soak lint format messages screenshot clean

help:  ## Show what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(RUN_STAMP)  ## Run the site with its content on http://127.0.0.1:$PORT (8000)
	@$(RUN) -m tools.serve --with-parent

dev: $(RUN_STAMP)  ## Run the development server, which reloads on change
	@DJANGO_SETTINGS_MODULE=config.settings.dev $(RUN) -m tools.prepare database
	@DJANGO_SETTINGS_MODULE=config.settings.dev $(RUN) manage.py runserver $(PORT)

test: test-tools  ## Run the whole test suite, journeys in a browser included
	@$(RUN) -m pytest $(SPREAD)

test-tools: $(DEV_STAMP)
	@$(RUN) -m tools.debian chromium
	@$(RUN) -m tools.debian nginx || echo "The tests of the proxy's configuration are left out."
	@$(RUN) -m tools.messages --compile

test-fast: $(DEV_STAMP)  ## Run the tests that need no browser
	@$(RUN) -m pytest --ignore=tests/journeys --ignore=tests/soak

bench: $(DEV_STAMP)  ## Measure CPU per request against two baselines; writes var/bench.json
	@$(RUN) -m tests.bench

soak: $(DEV_STAMP)  ## Run the long tests with many learners at once
	@$(RUN) -m pytest tests/soak

lint: $(DEV_STAMP)  ## Check style, templates, messages, migrations and settings
	@$(RUN) -m tools.lint

format: $(DEV_STAMP)  ## Format the Python files
	@$(RUN) -m ruff check --quiet --fix --exit-zero .
	@$(RUN) -m ruff format .

messages: $(DEV_STAMP)  ## Collect the interface's texts for translation
	@$(RUN) -m tools.messages

screenshot: $(DEV_STAMP)  ## Make the README's picture from a running copy of the site
	@$(RUN) -m tools.debian chromium
	@$(RUN) -m tools.screenshot

clean:  ## Remove the virtual environment and what tests leave; the site's data stay
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis var/test*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN_STAMP):
	@$(PYTHON) -c 'import sys; sys.exit("Puentes needs Python 3.11 or later." if sys.version_info < (3, 11) else 0)'
	@echo "Installing what Puentes needs (once, about a minute)…"
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEV_STAMP): | $(RUN_STAMP)
	@echo "Installing what the tests need (once)…"
	@$(RUN) -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $@
