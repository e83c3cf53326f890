# Every target sets itself up: a Python >= 3.11 with pip, and make, are all that is needed.
#
#   make demo PYTHON=python3.12      another Python
#   make test WORKERS=0              tests in this process alone, not in two
#   make bench DATA=FOLDER           the development data, which is not part of this repository

PYTHON ?= python3
VENV ?= .venv
DATA ?=
WORKERS ?= 2

BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
OUT := demo-out
TIMES := $(VENV)/.demo
ALIGNERS := $(VENV)/aligners

.DEFAULT_GOAL := help
.PHONY: help demo review review-setup test test-neural docs docs-setup release lint fuzz bench bench-compare bench-glossary data lock clean

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile

demo: $(INSTALLED)  ## from examples/coverage to a memory, a glossary and a report in demo-out/
	@# What is said is kept, too, for the end; of a pipe sh knows the last command's status only.
	@date +%s > $(TIMES).start
	@exec 3>&1; { $(BIN)/duizhao run examples/coverage -o $(OUT) --verbose 2>&1 >&3; \
	   echo $$? > $(TIMES).status; } | tee $(TIMES) >&2; exit $$(cat $(TIMES).status)
	@date +%s > $(TIMES).end
	@echo
	@echo "--- $(OUT)/glossary.tsv (zh, en, score, frequency, status)"
	@cut -f 1,2,3,5,6 $(OUT)/glossary.tsv | head -n 13
	@echo
	@echo "--- duizhao glossary lookup 务实外交 --context"
	@$(BIN)/duizhao glossary lookup 务实外交 --glossary $(OUT)/glossary.tsv --context
	@echo
	@echo "--- $(OUT)/memory.tmx"
	@$(BIN)/duizhao tmx stats $(OUT)/memory.tmx
	@echo
	@echo "To look at everything, open $(OUT)/report.html in a browser."
	@echo
	@echo "duizhao run: $$(grep '^in all' $(TIMES))"
	@echo "what was shown of it: $$(($$(date +%s) - $$(cat $(TIMES).end))) s;" \
	  "make demo: $$(($$(date +%s) - $$(cat $(TIMES).start))) s"

review-setup: $(INSTALLED)  ## what duizhao review needs: the packages of the extra duizhao[review]
	@$(BIN)/python -c "import jinja2, starlette, uvicorn" 2>/dev/null \
	  || $(PYTHON) -m pip --python $(BIN)/python install -qq --editable '.[review]'

review: review-setup  ## correct the demo's alignment and sign its terms in the browser
	@test -e $(OUT)/corpus.sqlite || $(BIN)/duizhao run examples/coverage -o $(OUT)
	$(BIN)/duizhao review $(OUT)

test: $(INSTALLED)  ## run the tests
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

# PyPI's torch for Linux brings the libraries for GPUs (5 GB); with PIP_EXTRA_INDEX_URL set to
# PyTorch's index for CPUs, pip takes the small build from there.
test-neural: $(INSTALLED)  ## install the extra duizhao[neural] (large) and run its tests
	@$(PYTHON) -m pip --python $(BIN)/python install -qq --editable '.[neural]'
	$(BIN)/pytest tests/align/vectors

docs-setup: $(INSTALLED)  ## what make docs needs: zensical, of the group docs
	@$(BIN)/python -c "import zensical" 2>/dev/null \
	  || $(PYTHON) -m pip --python $(BIN)/python install -qq "zensical>=0.0.70"

docs: docs-setup  ## the documentation as a site in build/docs/site, with broken links as errors
	$(BIN)/python .ci/site.py build/docs

# With a pip there, build needs no ensurepip, which Debian's Python has not.
release: $(INSTALLED)  ## build wheel and sdist into dist/, check them, and try each where nothing is
	@$(PYTHON) -m pip --python $(BIN)/python install -qq "build>=1.2" "twine>=6.0" "pip>=23.0"
	$(BIN)/python .ci/release.py dist

FUZZ ?= 60
SEED ?=

fuzz: $(INSTALLED)  ## damaged files thrown at every reader, for FUZZ seconds, as SEED draws them
	$(BIN)/python bench/fuzz.py $(FUZZ) $(SEED)

lint: $(INSTALLED)  ## style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: data bench-glossary  ## measure quality and speed: make bench DATA=FOLDER
	$(BIN)/python bench/segmentation.py "$(DATA)/align"
	$(BIN)/python bench/cleaning.py "$(DATA)"
	$(BIN)/python bench/lost_paragraphs.py "$(DATA)"
	$(BIN)/python bench/beads.py "$(DATA)/align"
	$(BIN)/python bench/known_pairs.py "$(DATA)/align"
	$(BIN)/python bench/topics.py "$(DATA)"
	$(BIN)/python bench/parallel.py "$(DATA)"
	$(BIN)/python bench/mining.py "$(DATA)"
	$(BIN)/python bench/tmx_speed.py
	$(BIN)/python bench/memory_speed.py

# The others are installed into environments of their own; what cannot be had is named.
bench-compare: $(INSTALLED)  ## our aligner beside others that can be installed here: make bench-compare DATA=FOLDER
	@test -d "$(DATA)/align" || { echo "make: give DATA=FOLDER with align/, which bench/public_sets.py makes" >&2; exit 2; }
	$(BIN)/python bench/compare.py "$(DATA)/align" --environments $(ALIGNERS)

bench-glossary: data  ## the same of the glossary alone
	$(BIN)/python bench/terms.py "$(DATA)/terms"
	$(BIN)/python bench/terms.py --ablation "$(DATA)/terms"
	$(BIN)/python bench/term_speed.py "$(DATA)"
	$(BIN)/python bench/lookup.py

data: $(INSTALLED)
	@test -n "$(DATA)" || { echo "make: give DATA=FOLDER, the development data (docs/quality.md)" >&2; exit 2; }
	@for part in align terms topics mining; do \
	  test -d "$(DATA)/$$part" || { echo "make: $(DATA) has no folder $$part (docs/quality.md)" >&2; exit 2; }; \
	done

lock: $(INSTALLED)  ## pin the newest versions that pyproject.toml allows
	$(PYTHON) -m pip --python $(BIN)/python install --quiet uv
	@{ echo "# Everything that make installs, pinned, for Python 3.11 and later on any platform."; \
	   echo "# Made by make lock from pyproject.toml; install with pip install -r."; \
	   $(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	     --no-header --no-annotate --quiet; } > requirements-dev.lock.part
	@mv requirements-dev.lock.part requirements-dev.lock

clean:  ## remove what the other targets made
	rm -rf $(VENV) $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf corpus/kernels/machine-code
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pip works from outside, as a Python without ensurepip (Debian's) makes no environment with pip.
$(INSTALLED): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "make: Python 3.11 or later is needed, not: $$($(PYTHON) --version 2>&1); try make PYTHON=python3.11" >&2; exit 2; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 \
	  || { echo "make: $(PYTHON) has no pip; install it (Debian: apt-get install python3-pip)" >&2; exit 2; }
	@echo "make: installing into $(VENV), which takes two minutes"
	@$(PYTHON) -m venv --without-pip $(VENV)
	@echo "make: 1 of 4, the packages of requirements-dev.lock"
	@$(PYTHON) -m pip --python $(BIN)/python install -qq -r requirements-dev.lock
	@echo "make: 2 of 4, duizhao itself"
	@$(PYTHON) -m pip --python $(BIN)/python install -qq --no-deps --editable .
	@echo "make: 3 of 4, bytecode"
	@# Bytecode now: where Python may not write it later, every start would compile numba.
	@$(BIN)/python -m compileall -qq $(VENV)/lib corpus tmx glossary align || true
	@echo "make: 4 of 4, machine code, which takes about half a minute"
	@$(BIN)/python -m corpus.kernels.preparation corpus/kernels/machine-code || true
	@touch $@
