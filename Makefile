# Two commands do everything on a fresh machine: `make demo` and `make test`.
.DEFAULT_GOAL := help
.PHONY: help demo install check test test-all bench models

help:
	@echo 'make demo      install Ombud here and open a desk with a demo community'
	@echo 'make test      install what the tests need, run the local check and the tests'
	@echo 'make test-all  the same, with every large matrix tried whole'
	@echo 'make check     the local check alone: style, types, layout'
	@echo 'make install   install for development, run nothing'
	@echo 'make bench     print what a mail costs and how quick the pages stay (docs/bench.md)'
	@echo 'make models    make the shipped models and docs/model-card.md anew: make models DATA=folder'

demo:
	@workshop/install
	@exec .venv/bin/ombud demo

install:
	@workshop/install --for-tests

check:
	@workshop/install --for-tests
	@workshop/check

test:
	@workshop/test

test-all:
	@OMBUD_THOROUGH=1 workshop/test

bench:
	@workshop/install --for-tests
	@.venv/bin/python -m bench

models:
	@test -n '$(DATA)' || { echo 'Name the folder with the sets: make models DATA=folder (docs/model-card.md says which)'; exit 2; }
	@workshop/install --for-tests
	@.venv/bin/ombud train --data '$(DATA)' --tune --card docs/model-card.md
	@.venv/bin/ombud train --data '$(DATA)' --only incidents --tune --card docs/incidents-card.md
	@.venv/bin/ombud train --only guard --card docs/guard-card.md
