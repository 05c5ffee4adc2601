# What a person does here; .ci/run does the same. `make help` lists it.

SWIFT ?= swift
PREFIX ?= /usr/local
# Arguments for the program: make site ARGS="--base-url https://example.org/handbook"
ARGS ?=
# Arguments for the tests: make test FILTER=RedlineTests
FILTER ?=
# Sizes of the benchmark: make bench SIZES="100 1000 10000"
SIZES ?= 100 1000

# What is fuzzed, and for how long: make fuzz TARGET=markdown SECONDS=600
TARGET ?=
SECONDS ?= 60

# A target that imports a module it can't reach in Package.swift does not build.
STRICT := --explicit-target-dependency-import-check error
HANDBOOK := .build/release/handbook
PYTHON := .venv/bin/python
# Where `make install` builds, so that its other options don't undo what is built here.
INSTALLED := .build-install
# On Linux other libraries are linked in too. What stays is libc, libm and libgcc_s, which libc itself loads when a
# thread ends.
STATIC := --static-swift-stdlib \
	$(if $(filter Linux,$(shell uname)),--pkg-config-path $(CURDIR)/$(INSTALLED)/static)

.DEFAULT_GOAL := site
.PHONY: site program serve check test test-swift test-browser record lint format sanitize fuzz bench docs \
	install clean help setup

site: program ## Build the program and the handbook's site in Output/ (the default)
	$(HANDBOOK) build $(ARGS)

program: ## Build the program alone: .build/release/handbook
	@Scripts/setup build
	$(SWIFT) build -c release --product handbook $(STRICT)

serve: program ## Show the site in a browser, anew on every change (ARGS="--open --port 4000")
	$(HANDBOOK) serve $(ARGS)

check: program ## Report every problem of the content and write nothing
	$(HANDBOOK) check $(ARGS)

# What is built comes first, so that the runners' own summaries are the last lines.
test: program ## Run all tests: Swift's, then the browsers' over the built site
	@Scripts/setup test
	$(SWIFT) build --build-tests $(STRICT)
	$(HANDBOOK) build $(ARGS)
	@status=0; \
	$(MAKE) --no-print-directory test-swift || status=1; \
	$(MAKE) --no-print-directory test-browser || status=1; \
	exit $$status

test-swift: ## Run Swift's tests alone (FILTER=… for some of them)
	@Scripts/setup build
	$(SWIFT) test --disable-xctest $(STRICT) $(if $(FILTER),--filter '$(FILTER)')

test-browser: ## Run the browsers' tests of the site in Output/ or HANDBOOK_SITE (FILTER=… for some of them)
	@Scripts/setup test
	@test -x .build/debug/SearchFixture || $(SWIFT) build -c release --product SearchFixture $(STRICT)
	$(PYTHON) -m pytest Tests/Browser $(if $(FILTER),-k '$(FILTER)',--numprocesses auto --maxprocesses 4)

record: ## Rewrite the expected output of the snapshot tests; read the difference before you commit it
	@Scripts/setup build
	-RECORD_SNAPSHOTS=1 $(SWIFT) test --disable-xctest $(STRICT) $(if $(FILTER),--filter '$(FILTER)')
	@git status --short Tests

lint: ## Check the style of every source, and that each target imports only what it declares
	@Scripts/setup lint
	@SWIFT='$(SWIFT)' Scripts/lint

format: ## Rewrite Swift and Python sources in the house style
	@Scripts/setup lint
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests
	$(PYTHON) -m ruff format --quiet .

sanitize: ## Run Swift's tests under the address and thread sanitizers (slow)
	@Scripts/setup build
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --disable-xctest --sanitize address --scratch-path .build-address
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.txt \
		$(SWIFT) test --disable-xctest --sanitize thread --scratch-path .build-thread

fuzz: ## Feed one reader of untrusted input with random input (TARGET=markdown SECONDS=60; no TARGET lists them)
	@Scripts/setup build
	@SWIFT='$(SWIFT)' Scripts/fuzz '$(TARGET)' '$(SECONDS)'

bench: program ## Compare build time with other generators (SIZES="100 1000 10000")
	@Scripts/setup bench
	Benchmarks/.venv/bin/python Benchmarks/run.py --handbook $(HANDBOOK) --sizes $(SIZES)

docs: ## Build the documentation of the code: .build/docs/Handbook.doccarchive
	@Scripts/setup build
	@SWIFT='$(SWIFT)' Scripts/docs

# The program needs no Swift and no library where it is installed: they are linked in.
install: ## Install the program, its theme, completions and manual under PREFIX (/usr/local)
	@Scripts/setup build
	@if [ "$$(uname)" = Linux ]; then Scripts/static-libraries $(INSTALLED)/static; fi
	$(SWIFT) build -c release --scratch-path $(INSTALLED) --product handbook $(STRICT) $(STATIC)
	@SWIFT='$(SWIFT)' Scripts/install $(INSTALLED)/release/handbook '$(DESTDIR)$(PREFIX)'

clean: ## Remove everything that was built, and the tests' environment
	rm -rf .build .build-address .build-thread .build-fuzz $(INSTALLED) .venv Benchmarks/.venv Benchmarks/.work Tests/Browser/failures
	find Output -mindepth 1 ! -name .gitignore -delete

setup: ## Install what building, testing and linting need (each target does so for itself)
	@Scripts/setup build test lint

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
