# What one does in this repository. Python 3.11 or later is $(PYTHON): make PYTHON=python3.12 test
#
#   make demo    install jixiao into .venv, run the demonstration in build/demo, then start the web application with invented data and
#                tell its address and logins, until Ctrl-C; JIXIAO_DEMO_SERVE=0 make demo ends without it
#   make test    prepare what the tests need and run every check; all failures are reported, not the first only
#   make check   run every check in the environment as it is
#   make docs    write the generated reference pages, the pictures of the forms and the examples of the READMEs again
#   make bench   measure reading and writing against other programs, on a machine that does nothing else
#   make clean   remove what was built; rm -r .venv removes the environment too

PYTHON ?= python3
VENV = .venv

.PHONY: all demo test check docs bench clean
.NOTPARALLEL:

all: demo

demo: $(VENV)/.installed
	@$(VENV)/bin/jixiao demo build/demo
	@[ "$${JIXIAO_DEMO_SERVE:-1}" = 0 ] || exec $(VENV)/bin/jixiao up --demo --home build/demo-ledger

test: $(VENV)/.installed-test
	@tools/system.sh
	@tools/test.sh

check: $(VENV)/.installed-test
	@tools/test.sh

docs: $(VENV)/.installed-test
	@for page in tools/form_pictures.py tools/report_pictures.py tools/reference_*.py tools/readme_examples.py; do PYTHONPATH=. $(VENV)/bin/python "$$page" || exit 1; done

bench: $(VENV)/.installed-test
	@$(VENV)/bin/python -m benchmarks.read
	@$(VENV)/bin/python -m benchmarks.forms
	@$(VENV)/bin/python -m benchmarks.audit
	@$(VENV)/bin/python -m benchmarks.ledger
	@$(VENV)/bin/python -m benchmarks.scoring
	@$(VENV)/bin/python -m benchmarks.web

clean:
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed: pyproject.toml tools/environment.sh
	@PYTHON="$(PYTHON)" tools/environment.sh $(VENV)
	@touch $@

$(VENV)/.installed-test: pyproject.toml tools/environment.sh
	@PYTHON="$(PYTHON)" tools/environment.sh $(VENV) test
	@touch $(VENV)/.installed $@
