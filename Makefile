# Every target first makes sure that the machine has what it needs; when it has, that costs a moment.
PORT ?= 8765
PYTHON := .venv/bin/python
TOOLS := .venv-tools/bin
export QT_QPA_PLATFORM ?= offscreen
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: setup demo qgis test check emulator bench screenshots package translations docs release test-matrix fuzz audit
setup:
	@scripts/setup

demo: setup
	@$(PYTHON) scripts/demo.py

qgis: setup
	@QT_QPA_PLATFORM= $(PYTHON) scripts/desktop.py

test: setup
	@$(PYTHON) -m pytest $(TESTS)

check: setup
	@scripts/check

# Coverage-guided fuzzing: FUZZ="seconds target …".
fuzz: setup
	@$(PYTHON) scripts/fuzz.py $(FUZZ)

# Known vulnerabilities of what is carried and of what the project is built with; asks a service on the internet.
audit: setup
	@$(PYTHON) scripts/audit.py

emulator: setup
	@$(PYTHON) -m emulator --port $(PORT) $(EMULATOR)

bench: setup
	@$(PYTHON) -m benchmarks $(BENCH)

screenshots: setup
	@$(PYTHON) scripts/emulator_page.py
	@$(PYTHON) scripts/screenshots.py

package: setup
	@$(PYTHON) scripts/package.py

translations: setup
	@$(PYTHON) scripts/translations.py

docs: setup
	@scripts/docs

# Publishes nothing: says what stands against a release.
release: setup
	@$(PYTHON) scripts/release.py

# The suite on other versions of QGIS: SUITES="trixie trixie-backports", TESTS=… as for `test`.
test-matrix:
	@TESTS="$(TESTS)" scripts/test_matrix $(SUITES)
