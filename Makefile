# Two commands: `make run` and `make test`. Everything else is listed by `make help`.
PY ?= python3
BIN = .venv/bin
UV = VIRTUAL_ENV=.venv UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1 $(BIN)/uv
INSTALL = $(UV) pip install -q --no-deps --no-build-isolation -e .
COMPILE = $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header -q

# What is compiled is kept, whatever the machine says: else each of many processes compiles it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run install setup test check format bench mutants lock map messages pictures sbom told clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

.venv/.uv:
	$(PY) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check uv==0.13.9
	@touch $@

.venv/.run: requirements.lock pyproject.toml .venv/.uv
	$(UV) pip install -q --require-hashes -r requirements.lock
	$(INSTALL)
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml .venv/.uv
	$(UV) pip install -q --require-hashes -r requirements-dev.lock
	$(INSTALL)
	@touch $@ .venv/.run

run: .venv/.run  ## set up, then serve the chat on http://127.0.0.1:8080
	@$(BIN)/kundval run

install: .venv/.run  ## the same, for a service that may write nothing here
	@$(BIN)/python -c "from bot.languages import locales; locales.load()"
	@$(BIN)/python -m compileall -q bot dialogs care .venv/lib

setup: .venv/.dev  ## everything a developer needs, in .venv

test: .venv/.dev  ## all tests
	$(BIN)/python -m pytest -n $$(( $$(nproc) * 3 / 2 )) --dist worksteal  # some tests wait for what they started

check: .venv/.dev  ## format, lint, types, layers, catalogues, migrations, content
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/kundval check

format: .venv/.dev  ## mend what a machine can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.dev  ## measure all, and write docs/performance.md
	$(BIN)/python bench/report.py

mutants: .venv/.dev  ## do the tests bite? plant faults in care and dialogs (takes an hour)
	$(BIN)/python bench/mutants.py learn
	$(BIN)/python bench/mutants.py care 400
	$(BIN)/python bench/mutants.py dialogs 600

pictures: .venv/.dev  ## take the README's picture again (needs Debian's chromium)
	$(BIN)/python docs/pictures.py

map: .venv/.dev  ## draw the map of the conversation again (needs Debian's graphviz)
	$(BIN)/python docs/mapping.py

told: .venv/.dev  ## write again what tests tell word for word, and read what a change does to it
	KUNDVAL_TELL_AGAIN=1 $(BIN)/python -m pytest -q tests/told tests/understanding/test_meant.py
	git diff --stat tests/told tests/understanding/meant

sbom: .venv/.dev  ## the bill of materials of what runs, as CycloneDX: dist/kundval.cdx.json
	$(BIN)/python docs/bill.py

messages: .venv/.dev  ## bring locales/*.po in step with the Swedish text in the code
	$(BIN)/python -m bot.languages.locales extract

lock: .venv/.uv  ## make both locks again
	$(COMPILE) --group install -o requirements.lock
	$(COMPILE) --group dev -o requirements-dev.lock

clean:  ## remove what the commands made
	rm -rf .venv var dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
