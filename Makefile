# One command each: make run, make test, make demo, make screenshots, make bench. All begin with make setup.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/.ready
CATALOGS := $(patsubst %.po,%.mo,$(wildcard resources/locale/*/LC_MESSAGES/*.po))
HEADLESS := QT_QPA_PLATFORM=offscreen
MAKEFLAGS += --no-print-directory

# True where a window can be shown; macOS has no DISPLAY but a screen.
SCREEN := [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]
TOUR = echo "There is no screen here, so the story is played without one; pictures and papers come into build/tour." \
	&& $(HEADLESS) $(PY) -m tests.stories.tour build/tour

.PHONY: setup run demo test test-server check format update-words screenshots bench clean
.DEFAULT_GOAL := run

setup: $(READY) $(CATALOGS)
	@:

$(READY): setup.cfg pyproject.toml .ci/system-packages
	@PYTHON=$(PYTHON) sh .ci/system-packages
	@[ -x $(PY) ] || { echo "Making $(VENV) …"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing the libraries named in setup.cfg …"
	@PIP_DISABLE_PIP_VERSION_CHECK=1 $(PY) -m pip install -qq --editable '.[test]'
	@touch $@

resources/locale/%.mo: resources/locale/%.po | $(READY)
	@$(PY) -m resources.catalogs compile

run: setup
	@if $(SCREEN); then exec $(PY) main.py; else $(TOUR); fi

build/demo: | setup
	@rm -rf build/demo.new && mkdir -p build
	@$(PY) main.py demo build/demo.new >/dev/null && mv build/demo.new build/demo

demo: setup build/demo
	@if $(SCREEN); then exec $(PY) main.py --data build/demo; else $(TOUR); fi

check: setup
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -m resources.catalogs check

test: check
	@$(HEADLESS) $(PY) -m pytest -n auto

# The tests of models on PostgreSQL as well, which the program does not offer yet.
test-server: setup
	@$(HEADLESS) RECEPTION_TEST_SERVER=1 $(PY) -m pytest -n auto tests/models

format: setup
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format .

update-words: setup
	@$(PY) -m resources.catalogs update

screenshots: setup
	@$(HEADLESS) $(PY) -m tests.stories.screenshots resources/pictures

bench: setup
	@$(PY) -m pip install -qq --editable ".[test,bench]" || echo "Some peers could not be installed; their rows are left out."
	@$(HEADLESS) $(PY) -m tests.bench

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks .coverage *.egg-info
	find . -path ./$(VENV) -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
	rm -f resources/locale/*/LC_MESSAGES/*.mo
