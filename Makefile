# The two commands of the README, and what they are made of.

derlius := .build/release/derlius

.PHONY: all demo language lithuanian test plain sanitize conformance bench instructions build dist spark docs lint format clean

all: build

# Trains a small Lithuanian tokenizer, compares it with others, and writes reports/demo/index.html.
demo: build
	scripts/demo $(derlius)

# Trains the grid of Lithuanian tokenizers and measures it (docs/lithuanian.md), into reports/lithuanian; DATA as below.
lithuanian: build
	scripts/lithuanian/all $(derlius) "$(DATA)" build/lithuanian reports/lithuanian

# The same recipe for another language: make language LANGUAGE=lv CORPUS="texts…" [LISTS="word lists…"], into reports/LANGUAGE.
language: build
	DATA="$(wildcard $(DATA))" scripts/language $(derlius) "$(LANGUAGE)" "build/$(LANGUAGE)" "reports/$(LANGUAGE)" $(CORPUS)

# Lints, builds debug and release, runs all tests, and a program that uses the library.
test:
	scripts/bootstrap --test
	$(MAKE) lint
	swift build -c release --product derlius
	swift build --build-tests
	swift test --skip-build
	scripts/test-examples
	scripts/test-conformance $(derlius)
	scripts/test-tutorial $(derlius)
	scripts/test-language $(derlius)

# The encoders' tests in a build without fast paths, and under the sanitizers: before a change of a fast path is merged.
plain:
	scripts/test-build plain

sanitize:
	scripts/test-build address
	scripts/test-build thread

build:
	scripts/bootstrap
	swift build -c release --product derlius

# Compares ids with the real libraries (pip, in a venv of its own) on all shared text and 200,000 generated
# strings for each vocabulary; DATA is a folder with vocab/ and text/, MODELS one of make-models-in-print.py.
DATA ?= ../shared/data
MODELS ?=
CASES ?= 200000
conformance: build
	python3 -m venv build/venv
	build/venv/bin/pip install --quiet tiktoken==0.14.0 sentencepiece==0.2.3 tokenizers==0.23.3
	cp $(derlius) build/derlius-conformance
	build/venv/bin/python scripts/conformance --derlius build/derlius-conformance --data "$(DATA)" \
	  --models "$(MODELS)" --cases $(CASES) --scalars --report build/conformance.md

# Speed beside the real rivals (Benchmarks/README.md), into build/bench/bench.md and bench.json. The rivals come into a
# venv of their own by pip; BENCH holds arguments, such as BENCH="--only encode/cl100k_base --rounds 3" or BENCH=--help.
BENCH ?=
BENCH_PYTHON ?= build/bench/venv/bin/python
bench: build $(BENCH_PYTHON)
	cd Benchmarks && for product in measure-encode make-corpus; do swift build -c release --product $$product || exit 1; done
	PYTHONPATH=Benchmarks $(BENCH_PYTHON) -m bench --data "$(DATA)" $(BENCH)

build/bench/venv/bin/python: Benchmarks/requirements.txt
	python3 -m venv build/bench/venv
	build/bench/venv/bin/pip install --quiet -r Benchmarks/requirements.txt
	touch $@

# The instructions that a small fixed set of workloads takes, beside the limits of this toolchain (needs valgrind).
instructions: build
	cd Benchmarks && for product in measure-encode make-corpus; do swift build -c release --product $$product || exit 1; done
	Benchmarks/instructions $(INSTRUCTIONS)

# The program as it is handed out, with man pages and completions, into build/dist.
dist:
	scripts/bootstrap
	scripts/dist

# The tests of integrations/ with the real PySpark and datatrove (pip, some 700 MB, in a venv of their own; needs Java 17).
spark: build
	scripts/test-spark $(derlius)

# The library's documentation, into build/docs.
docs:
	scripts/docs

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Examples Fuzzing

format:
	swift format --in-place --recursive Package.swift Sources Tests Examples Fuzzing

clean:
	rm -rf .build build
