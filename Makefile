# Chain Rule. `make help` lists what can be asked for; the environment is made on the way.

SHELL := bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := $(CURDIR)/src

BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := .venv/.ready
LOCK := requirements/dev.txt
# The python3 that a shell or a workflow has set up comes first; `make PYTHON=python3.13 …` asks for another.
PYTHON := python3 python python3.14 python3.13 python3.12 python3.11
MODULES := node_modules/.ready

.PHONY: help
help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: serve
serve: $(READY) $(MODULES)  ## build the site and serve it here, watching pages and sources; PORT=8001: not at 8000
	$(BIN)/python -m livepage serve $(if $(PORT),--port $(PORT))

.PHONY: test
test: $(READY) $(MODULES)  ## everything that CI runs; SHARD=2/8: the second of eight parts of the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto $(if $(SHARD),-p tools.shard --shard $(SHARD)) tests docs src

.PHONY: test-pages
test-pages: $(READY)  ## what of it needs no browser and no Node
	$(BIN)/python -m pytest -n auto tests/chainrule tests/chainrule_lab tests/graphs tests/livepage docs src

.PHONY: test-versions
test-versions: $(READY)  ## the same with other versions: make test-versions WITH='numpy==1.25.*'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(WITH)
	$(BIN)/python -m pytest -n auto tests/chainrule tests/graphs docs src; status=$$?; rm -f $(READY); exit $$status

.PHONY: site
site: $(READY) $(MODULES)  ## build the site into site/; a build that fails leaves the last one as it was
	$(BIN)/python -m livepage site
	@echo "The site is in site/: open site/index.html"

# The first page of the site then links to it.
.PHONY: pdf
pdf: $(READY)  ## print the course of the site in site/ as one PDF, with Chromium
	$(BIN)/python -m tools.pdf site

# The site of another commit is built by that commit's own code.
.PHONY: changes
changes: $(READY)  ## what a reader sees otherwise since a commit: make changes SINCE=main
	@rm -rf .changes_cache && git worktree prune && git worktree add --quiet --detach .changes_cache/base $(SINCE)
	@trap 'git worktree remove --force .changes_cache/base; rm -rf .changes_cache' EXIT; \
	$(BIN)/python -m mkdocs build --quiet --site-dir .changes_cache/after >&2 && \
	(cd .changes_cache/base && PYTHONPATH=src ../../$(BIN)/python -m mkdocs build --quiet --site-dir ../before >&2) && \
	$(BIN)/python tools/changes.py .changes_cache/before .changes_cache/after

.PHONY: other-builders
other-builders: $(READY)  ## build the pages with what may follow MkDocs, and compare them page by page
	$(BIN)/python -m pip install --quiet --disable-pip-version-check zensical properdocs
	$(BIN)/python -m tools.other_builders; status=$$?; rm -f $(READY); exit $$status

.PHONY: dist
dist: $(READY)  ## wheels and source of the last commit into dist/, the same bytes on each machine
	rm -rf dist .dist_cache && mkdir -p dist .dist_cache
	git archive HEAD | tar -x -C .dist_cache
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m tools.dist .dist_cache dist
	rm -rf .dist_cache

.PHONY: update
update: $(READY)  ## rewrite the outputs and values of the pages from what runs; review with git diff
	$(BIN)/python -m livepage update docs

.PHONY: page
page: $(READY)  ## write the files of a new chapter: make page NAME=6-parabola
	$(BIN)/python tools/new_page.py $(NAME)

.PHONY: mutate
mutate: $(READY)  ## falsify every claim of the pages, one at a time; list what no check notices (minutes a chapter)
	$(BIN)/python -m livepage mutate docs --survivors tests/livepage/survivors.toml

.PHONY: mutate-code
mutate-code: $(READY)  ## change the code itself, one place at a time; list what no test notices (about an hour)
	$(BIN)/python -m pip install --quiet --upgrade --target .mutate_cache/mutmut mutmut==3.8.1 libcst==1.9.0
	for suite in chainrule equations; do $(BIN)/python tools/mutate_code.py $$suite || exit 1; done

.PHONY: bench
bench: $(READY)  ## measure how builds grow: cold, again, one change; COURSES="5 50 500": chapters
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --target .bench_cache --upgrade --no-deps markdown-exec
	PYTHONPATH=$(PYTHONPATH):$(CURDIR)/.bench_cache $(BIN)/python bench/courses.py $(or $(COURSES),5 50)

.PHONY: lock
lock: $(READY)  ## renew the pinned versions in requirements/dev.txt and package-lock.json
	$(BIN)/python -m pip install --quiet --target .lock_cache uv
	.lock_cache/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header requirements/dev.in -o $(LOCK)
	$(BIN)/npm update --no-audit --no-fund
	rm -rf .lock_cache

.PHONY: font
font: $(READY)  ## cut the math font anew to the characters in docs/assets/fonts/characters.txt
	$(BIN)/python -m pip install --quiet --target .font_cache --no-deps ziamath brotli
	PYTHONPATH=.font_cache $(BIN)/python -m fontTools.subset .font_cache/ziamath/fonts/STIXTwoMath-Regular.ttf \
		--unicodes-file=docs/assets/fonts/characters.txt --layout-features=math --no-hinting --desubroutinize \
		--flavor=woff2 --output-file=docs/assets/fonts/math.woff2
	rm -rf .font_cache

.PHONY: clean
clean:  ## remove what was made here, the environment too
	rm -rf .venv site node_modules .hypothesis .*_cache src/*.egg-info packaging/*/build

# The environment follows its lock: a changed lock makes it anew. PYTHONPATH, above, puts the sources of this checkout before
# those that an environment has installed, so that a copied one cannot test another checkout.
$(READY): $(LOCK) packaging/livepage/pyproject.toml
	@python=$$(for name in $(PYTHON); do \
		"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done); \
	if [ -z "$$python" ]; then echo "Chain Rule needs Python 3.11 or newer, and finds none of: $(PYTHON)." >&2; exit 1; fi; \
	if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$$python lacks the module venv; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; fi; \
	echo "Setting up .venv with $$("$$python" --version)"; \
	"$$python" -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps \
		-e . -e packaging/livepage
	@touch $@

# Node, from the environment, joins the modules of the interactive figures, and checks them and the HTML of the site.
$(MODULES): package-lock.json $(READY)
	$(BIN)/npm ci --silent --no-audit --no-fund
	@touch $@
