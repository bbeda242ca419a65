# make run: the registry with demo data on 127.0.0.1:8000. make test: everything tests need, and all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1:8000
# One more than there are cores: a test of a page waits for the browser half of its time. An idle worker takes
# over what waits for another, or the last of them would run the pages alone.
WORKERS ?= $(shell expr $$(nproc) + 1)

.PHONY: setup ldap run demo test test-sqlite test-postgresql compare-release check coverage mutation fuzz samples messages messages-check offline sbom audit clean

# A stamp for each requirements file: nothing is installed twice.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || (echo "No venv module: apt-get install python3-venv" >&2; exit 1)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/.installed

setup: $(VENV)/.installed

# What signing in by a directory needs; it is compiled, see requirements-ldap.txt.
ldap: setup
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-ldap.txt

run: setup
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py prepare_demo samples/documents
	$(BIN)/python manage.py runserver $(ADDRESS)

test: setup $(VENV)/.installed-dev test-sqlite test-postgresql

test-sqlite: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

# What a browser shows, what asks no database and what measures rules is the same on either: once, on SQLite.
test-postgresql: $(VENV)/.installed-dev
	tests/with_postgresql $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --database-only --ignore tests/browser

# make compare-release FROM=v1.2: does this version answer as that one did? It needs the history, so no test does it.
compare-release: $(VENV)/.installed-dev
	$(BIN)/python tests/release/compare.py $(FROM)

coverage: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto --cov=importers --cov-branch --cov-report=term-missing:skip-covered

# Does a test fail when a rule is changed? Hours for all; make mutation ONLY='events.phrases.results*' for some.
# Finished mutants are not tried again unless ONLY names them; docs/mutation.md says what survived and why.
mutation: $(VENV)/.installed-dev
	$(BIN)/python tests/mutation/run.py run --max-children 2 $(if $(ONLY),'$(ONLY)')
	$(BIN)/python tests/mutation/run.py results

# make fuzz READER=docx SECONDS=3600: coverage-guided fuzzing of one reader (docx, xlsx, text, package). What it finds
# goes to fuzzing/; inputs worth keeping are copied into tests/fuzzing/corpus, which every test run replays.
READER ?= docx
SECONDS ?= 3600

$(VENV)/.installed-fuzzing: requirements-fuzzing.txt $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-fuzzing.txt
	touch $@

fuzz: $(VENV)/.installed-fuzzing
	$(BIN)/python tests/fuzzing/fuzz.py $(READER) fuzzing --seconds $(SECONDS)

# Everything around the tests: lint, form of templates, types of the pure half, migrations, catalogue, import directions.
check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djhtml --check --tabwidth 2 templates
	$(BIN)/djade --check --target-version 5.2 $$(find templates -name '*.html')
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run

# The Russian catalogue: strings of the sources into the text, the text into what the program reads.
messages: setup
	$(BIN)/python manage.py makemessages --locale ru --no-obsolete --add-location file --ignore samples --ignore tests --ignore benchmarks --ignore mutants
	$(BIN)/python manage.py compilemessages --locale ru --verbosity 0

messages-check: setup
	$(BIN)/python locale/check.py

# One archive in dist/ that installs without a network; make offline PACKAGES=1: with the packages of this distribution.
offline:
	packaging/offline $(if $(PACKAGES),--with-packages)

# The bill of materials of a release: what requirements.txt installs, browser files, data. CycloneDX 1.6.
release/bin/pip-audit: requirements-release.txt
	$(PYTHON) -m venv release
	release/bin/pip install --quiet --disable-pip-version-check -r requirements-release.txt

sbom: release/bin/pip-audit
	$(PYTHON) -m venv --clear release/shipped
	release/shipped/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
	release/bin/cyclonedx-py environment release/shipped/bin/python --gather-license-texts --output-file release/python.json
	release/bin/python packaging/bill_of_materials.py release/python.json sbom.json

# Needs a database of advisories: the internet, or a mirror of it.
audit: release/bin/pip-audit
	release/bin/pip-audit --requirement requirements.txt --no-deps --disable-pip

clean:
	rm -rf $(VENV) dist fuzzing release sbom.json mutants db.sqlite3* staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis
