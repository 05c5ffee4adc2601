# Tasks for people. .ci/run uses them too. `make help` lists them.

SWIFT ?= swift
PREFIX ?= /usr/local
# Options for the program: make site ARGS="--base-url https://example.org/handbook"
ARGS ?=
# Which tests to run: make test FILTER=RedlineTests
FILTER ?=
# Page counts for the benchmark: make bench SIZES="100 1000 10000"
SIZES ?= 100 1000

# The fuzzing target and time limit: make fuzz TARGET=markdown SECONDS=600
TARGET ?=
SECONDS ?= 60

# The build fails if a target imports a module that it can't reach in Package.swift.
STRICT := --explicit-target-dependency-import-check error
HANDBOOK := .build/release/handbook
DEBUG_HANDBOOK := .build/debug/handbook
PYTHON := .venv/bin/python
LINTERS := .venv-lint/bin
# `make install` builds in its own folder, because different build options would invalidate the other build.
INSTALLED := .build-install
# On Linux, other libraries are linked statically too. Only libc, libm, and libgcc_s stay shared. libc loads libgcc_s
# itself when a thread ends.
STATIC := --static-swift-stdlib \
	$(if $(filter Linux,$(shell uname)),--pkg-config-path $(CURDIR)/$(INSTALLED)/static)

.DEFAULT_GOAL := site
.PHONY: site program serve check test test-swift test-browser record lint format sanitize fuzz bench docs manual \
	install dist clean help setup

site: program ## Build the program and the site in Output/ (default)
	$(HANDBOOK) build $(ARGS)

program: ## Build only the program: .build/release/handbook
	@Scripts/setup build
	$(SWIFT) build -c release --product handbook $(STRICT)

serve: program ## Preview the site and reload pages as you write (ARGS="--open --port 4000")
	$(HANDBOOK) serve $(ARGS)

check: program ## Report every problem in the content and write nothing
	$(HANDBOOK) check $(ARGS)

# Everything is built first, so that the summaries of the test runners are the last lines. One build is enough, because
# debug builds of the libraries are optimized too.
test: ## Run all tests: Swift tests, then browser tests of the built site
	@Scripts/setup build test
	$(SWIFT) build --build-tests $(STRICT)
	$(DEBUG_HANDBOOK) build $(ARGS)
	@status=0; \
	$(MAKE) --no-print-directory test-swift || status=1; \
	$(MAKE) --no-print-directory HANDBOOK=$(DEBUG_HANDBOOK) test-browser || status=1; \
	exit $$status

test-swift: ## Run only the Swift tests (FILTER=… for some of them)
	@Scripts/setup build specification
	$(SWIFT) test --disable-xctest $(STRICT) $(if $(FILTER),--filter '$(FILTER)')

test-browser: ## Run only the browser tests, on Output/ or HANDBOOK_SITE (FILTER=… for some of them, or FILTER=webkit)
	@Scripts/setup test $(findstring webkit,$(FILTER))
	@test -x .build/debug/SearchFixture || $(SWIFT) build -c release --product SearchFixture $(STRICT)
	$(PYTHON) -m pytest Tests/Browser $(if $(FILTER),-k '$(FILTER)',--numprocesses auto --maxprocesses 4)

record: ## Rewrite the expected output of the snapshot tests; review the diff before you commit
	@Scripts/setup build
	-RECORD_SNAPSHOTS=1 $(SWIFT) test --disable-xctest $(STRICT) $(if $(FILTER),--filter '$(FILTER)')
	@git status --short Tests

lint: ## Check the style of all sources, types in JavaScript, and that targets import only what they declare
	@SWIFT='$(SWIFT)' Scripts/lint

format: ## Format Swift and Python sources
	@Scripts/setup lint
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests
	$(LINTERS)/ruff format --quiet .

sanitize: ## Run the Swift tests under the address and thread sanitizers (slow)
	@Scripts/setup build
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --disable-xctest --sanitize address --scratch-path .build-address
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.txt \
		$(SWIFT) test --disable-xctest --sanitize thread --scratch-path .build-thread

fuzz: ## Fuzz one reader of untrusted input (TARGET=markdown SECONDS=60; without TARGET, list them)
	@Scripts/setup build
	@SWIFT='$(SWIFT)' Scripts/fuzz '$(TARGET)' '$(SECONDS)'

bench: program ## Compare build times with other generators (SIZES="100 1000 10000")
	@Scripts/setup bench
	Benchmarks/.venv/bin/python Benchmarks/run.py --handbook $(HANDBOOK) --sizes $(SIZES)

docs: ## Build the code documentation: .build/docs/Handbook.doccarchive
	@Scripts/setup build
	@SWIFT='$(SWIFT)' Scripts/docs

manual: program ## Build the documentation as a handbook, with its links checked: .build/manual/Output/index.html
	python3 Scripts/documentation_site.py .build/manual
	$(HANDBOOK) build --strict --source .build/manual --theme Themes/default --output .build/manual/Output

# The installed program needs neither Swift nor other libraries, because they are linked statically.
install: ## Install the program, its theme, completions, and manual in PREFIX (default: /usr/local)
	@Scripts/setup build
	@if [ "$$(uname)" = Linux ]; then Scripts/static-libraries $(INSTALLED)/static; fi
	$(SWIFT) build -c release --scratch-path $(INSTALLED) --product handbook $(STRICT) $(STATIC)
	@SWIFT='$(SWIFT)' Scripts/install $(INSTALLED)/release/handbook '$(DESTDIR)$(PREFIX)'

dist: ## Pack the installed program for a release: a Debian package and an archive, in .build-install/dist (Linux)
	rm -rf $(INSTALLED)/stage $(INSTALLED)/dist
	@$(MAKE) --no-print-directory install DESTDIR=$(CURDIR)/$(INSTALLED)/stage PREFIX=/usr
	@Scripts/dist $(INSTALLED)/stage $(INSTALLED)/dist

clean: ## Remove everything that was built, and the Python environments
	rm -rf .build .build-address .build-thread .build-fuzz $(INSTALLED) .venv .venv-lint Benchmarks/.venv Benchmarks/.work Tests/Browser/failures
	find Output -mindepth 1 ! -name .gitignore -delete

setup: ## Install what building, testing, and linting need (each task also does this itself)
	@Scripts/setup build specification test lint

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
