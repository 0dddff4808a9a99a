# The two commands of the README, and what they are made of.

derlius := .build/release/derlius

.PHONY: all demo test build lint format clean

all: build

# Trains a small Lithuanian tokenizer, compares it with others, and writes reports/demo/index.html.
demo: build
	scripts/demo $(derlius)

# Lints, builds debug and release, runs all tests.
test:
	scripts/bootstrap --test
	$(MAKE) lint
	swift build -c release --product derlius
	swift build --build-tests
	swift test --skip-build

build:
	scripts/bootstrap
	swift build -c release --product derlius

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

format:
	swift format --in-place --recursive Package.swift Sources Tests

clean:
	rm -rf .build build
