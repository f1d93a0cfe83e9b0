# Docent's tasks. `make` alone lists them.

SWIFT ?= swift
PREFIX ?= /usr/local
RELEASE = $(shell $(SWIFT) build -c release --show-bin-path)

# What the program needs to be built, and what its tests, benchmarks and the demo need beside that.
DEBIAN_BUILD = git curl pkg-config libgit2-dev libdeflate-dev libpcre2-dev libsqlite3-dev bubblewrap
DEBIAN_TEST = cmark-gfm libcmark-gfm-dev libcmark-gfm-extensions-dev libmd4c-dev python3 python3-jsonschema nodejs node-typescript gcc g++ ruby php-cli golang-go default-jdk-headless python3-venv
DEBIAN_BENCH = python3-venv
BREW_BUILD = pkg-config libgit2 libdeflate pcre2
BREW_TEST = cmark-gfm md4c python-jsonschema ruby php go openjdk node

# Debian 12 has archives of the libraries; the program that takes them in starts in half the time. They are linked to
# from a folder of their own: where there is nothing else, the linker takes them.
ARCHIVES = $(shell pkg-config --modversion libgit2 2>/dev/null | grep -q '^1\.5\.' && \
	mkdir -p .build/archives && \
	for name in git2 deflate pcre2-8 sqlite3 z mbedtls mbedx509 mbedcrypto http_parser stdc++; do \
		file=/usr/lib/$$(uname -m)-linux-gnu/lib$$name.a; \
		[ -e $$file ] || file=$$(ls /usr/lib/gcc/$$(uname -m)-linux-gnu/*/lib$$name.a 2>/dev/null | tail -1); \
		[ -e "$$file" ] && ln -sf "$$file" .build/archives/ || exit 1; done && echo DOCENT_ARCHIVES=1)

# The grammars of tree-sitter, which read languages that have no parser of their own here. The program looks for them
# below the user's folder for data, or one of the system's.
DATA = $(or $(XDG_DATA_HOME),$(HOME)/.local/share)
GRAMMARS = $(DATA)/docent/grammars

# What the benchmarks run beside Docent.
PEERS = $(CURDIR)/.build/peers
RUMDL = $(PEERS)/bin/rumdl
PEER_PACKAGES = rumdl==0.3.0 sybil==10.1.0 pytest==8.4.2 pytest-markdown-docs==0.9.2

.PHONY: help setup setup-tests setup-grammars setup-peers build release demo test check conformance bench format lint self-check bless install

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what the build and the sandbox need of the system (Debian, Homebrew)
	@$(call install-missing,$(DEBIAN_BUILD),$(BREW_BUILD))

setup-tests: setup
	@$(call install-missing,$(DEBIAN_TEST),$(BREW_TEST))
	@$(MAKE) --no-print-directory setup-grammars

setup-grammars: ## install grammars for languages that lack a parser of their own (from PyPI, for this user)
	@$(call install-missing,python3-venv,python3)
	@cmp -s Sources/Toolchains/Grammars/grammars.txt $(GRAMMARS)/grammars.txt || { \
		echo "installing grammars of tree-sitter into $(GRAMMARS)" && \
		python3 -m venv --clear $(GRAMMARS) && \
		$(GRAMMARS)/bin/pip install --quiet --disable-pip-version-check --only-binary :all: \
			-r Sources/Toolchains/Grammars/grammars.txt && \
		cp Sources/Toolchains/Grammars/grammars.txt $(GRAMMARS)/; } \
		|| echo "The grammars could not be installed; what they read is counted as not checked."

build: setup ## build for development
	$(SWIFT) build

release: setup
	$(ARCHIVES) $(SWIFT) build -c release --product docent --static-swift-stdlib --disable-local-rpath

demo: release setup-tests ## check the documentation in samples/ and show what is wrong with it
	@echo '$$ docent check samples'
	@$(RELEASE)/docent check samples; status=$$?; \
	if [ $$status -ne 1 ]; then echo "expected findings (exit status 1), got $$status"; exit 1; fi

# The tests start the program as it is released: with its libraries taken in.
test: setup-tests ## install what the tests need, build, run every test
	$(SWIFT) build --build-tests
	$(ARCHIVES) $(SWIFT) build --product docent
	$(SWIFT) test --skip-build

check: setup-tests lint test self-check ## everything that CI runs

lint:
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Plugins

self-check:
	$(ARCHIVES) $(SWIFT) build --product docent
	"$$($(SWIFT) build --show-bin-path)/docent" check --fail-on advice

conformance: setup-tests ## run the suites that others wrote, one line per suite (folder: DOCENT_CONFORMANCE)
	@$(SWIFT) build --build-tests
	@log=$$(mktemp); $(SWIFT) test --skip-build --filter ConformanceTests >"$$log" 2>&1; status=$$?; \
	if [ $$status -eq 0 ]; then grep -E '^[a-z0-9.-]+( [a-z ]+)?: ' "$$log"; else cat "$$log"; fi; \
	rm -f "$$log"; exit $$status

bench: setup-tests setup-peers release ## measure Docent and its peers in turn (folders: DOCENT_BENCH, DOCENT_BENCH_HISTORIES, DOCENT_BENCH_RUST, DOCENT_BENCH_SNIPPETS)
	DOCENT_BENCHMARKS=1 $(ARCHIVES) $(SWIFT) build -c release --product benchmarks --static-swift-stdlib --disable-local-rpath
	@"$(RELEASE)/benchmarks" --linters "$(RELEASE)/docent" $(RUMDL) $(or $(DOCENT_BENCH),samples)
	@"$(RELEASE)/benchmarks" $(or $(DOCENT_BENCH),samples)
	@"$(RELEASE)/benchmarks" --histories $(or $(DOCENT_BENCH_HISTORIES),.)
	@! command -v rustdoc >/dev/null || "$(RELEASE)/benchmarks" --compilers "$(RELEASE)/docent" $(or $(DOCENT_BENCH_RUST),samples)
	@"$(RELEASE)/benchmarks" --snippets "$(RELEASE)/docent" $(PEERS)
	@"$(RELEASE)/benchmarks" --detection "$(RELEASE)/docent" $(or $(DOCENT_BENCH_SNIPPETS),samples)

setup-peers:
	@$(call install-missing,$(DEBIAN_BENCH),)
	@[ "$$(cat $(PEERS)/packages 2>/dev/null)" = "$(PEER_PACKAGES)" ] || { python3 -m venv $(PEERS) && \
		$(PEERS)/bin/pip install --quiet --disable-pip-version-check $(PEER_PACKAGES) && \
		echo "$(PEER_PACKAGES)" > $(PEERS)/packages; } \
		|| echo "The peers could not be installed; Docent is measured alone."

format: ## format all Swift code
	$(SWIFT) format format --in-place --parallel --recursive Package.swift Sources Tests Plugins

bless: setup-tests ## accept what the program prints now: findings on rule pages, transcripts, goldens
	$(SWIFT) build --build-tests
	DOCENT_BLESS=1 $(SWIFT) test --skip-build

install: release ## install the program to PREFIX/bin (default /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install "$(RELEASE)/docent" "$(DESTDIR)$(PREFIX)/bin/docent"

# $(call install-missing,DEBIAN PACKAGES,HOMEBREW PACKAGES): installs what is not there; nothing to do needs no root.
define install-missing
	if command -v dpkg-query >/dev/null; then \
		missing=; for name in $(1); do \
			dpkg-query -W -f '$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$name"; \
		done; \
		if [ -n "$$missing" ]; then \
			echo "installing$$missing"; \
			if [ "$$(id -u)" = 0 ]; then run=; else run=sudo; fi; \
			$$run apt-get update -qq && \
			DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
		fi; \
	elif command -v brew >/dev/null; then \
		for name in $(2); do brew list --versions $$name >/dev/null || brew install $$name; done; \
	else \
		echo "Neither apt-get nor brew is here. Install by hand: libgit2 (1.5 or later), libdeflate, PCRE2, SQLite and pkg-config."; exit 1; \
	fi
endef
