# The newest suitable Python on the machine; name another with: make PYTHON=/path/to/python demo
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
RUN = .venv/bin/python
JOBS ?= 400
SEED ?= 1
PROTOCOL ?= easel
PAINTER ?= quick

.PHONY: help setup demo test check bot chaos lock

help: ## say what can be done
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

setup: ## install everything into .venv, once
	@$(PYTHON) tools/setup.py

demo: setup ## a small Discord of your own on this machine, with Easel painting in it
	@$(RUN) -m playground

test: setup ## the whole test suite
	@$(RUN) -m pytest

check: setup ## style, types, import rules, sizes
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check --quiet
	@$(RUN) -m mypy
	@.venv/bin/lint-imports
	@$(RUN) tools/sizes.py

bot: setup ## the real Discord, from .env
	@$(RUN) -m bot

chaos: setup ## bot and painter killed all the time: nothing lost, nothing twice (JOBS=400 SEED=1 PROTOCOL=easel PAINTER=quick)
	@$(RUN) -m tests.chaos --jobs $(JOBS) --seed $(SEED) --protocol $(PROTOCOL) --painter $(PAINTER)

# torch and torchvision are held at a pair that loads together everywhere the lock is for.
lock: setup ## bring requirements.lock up to date (needs uv)
	@printf 'torch==2.12.1\ntorchvision==0.27.1\n' | uv pip compile --upgrade --universal --generate-hashes \
		--no-emit-index-url --no-header --python-version 3.11 --constraints - requirements.txt -o requirements.lock
