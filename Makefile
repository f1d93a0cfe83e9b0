# Docent's tasks. `make` alone lists them.

SWIFT ?= swift
PREFIX ?= /usr/local
RELEASE = $(shell $(SWIFT) build -c release --show-bin-path)

# What the program needs to be built, and what its tests, benchmarks and the demo need beside that.
DEBIAN_BUILD = git pkg-config libgit2-dev libpcre2-dev bubblewrap
DEBIAN_TEST = cmark-gfm libcmark-gfm-dev libcmark-gfm-extensions-dev libmd4c-dev python3 python3-jsonschema nodejs node-typescript ruby php-cli golang-go default-jdk-headless python3-venv
