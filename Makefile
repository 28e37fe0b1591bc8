# Each target hands its work to build.py, which makes .venv first where that is needed; on Windows call build.py itself.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

.PHONY: site check serve test bench lighthouse lock clean help
.NOTPARALLEL:

site:  ## build everything into site/
	@$(PYTHON) build.py build $(ARGS)

check:  ## tell every mistake in the material, without building
	@$(PYTHON) build.py check $(ARGS)

serve:  ## show site/ in the browser (PORT=8000, HOST=127.0.0.1)
	@$(PYTHON) build.py serve --host $(HOST) --port $(PORT) $(ARGS)

test:  ## check the code and run all tests, in a real browser too (ARGS="-k quiz" for some)
	@$(PYTHON) build.py test $(ARGS)

bench:  ## compare a build of 1,000 pages with plain MkDocs
	@$(PYTHON) build.py bench $(ARGS)

lighthouse:  ## ask Lighthouse about site/, served by nginx (ARGS="--rounds 1 --page quiz/")
	@$(PYTHON) build.py lighthouse $(ARGS)

lock:  ## write the lock files anew from requirements*.in (ARGS=--upgrade for newer packages)
	@$(PYTHON) build.py lock $(ARGS)

clean:  ## remove all that was made here: .venv, site/ and caches
	rm -rf .venv site .clearheart out dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## show this list
	@sed -n 's/^\([a-z]*\):  ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20
