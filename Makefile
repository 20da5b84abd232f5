# The first suitable Python in this list; choose another with: make PYTHON=/path/to/python demo
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
RUN = .venv/bin/python
JOBS ?= 400
SEED ?= 1
PROTOCOL ?= easel
PAINTER ?= quick

.PHONY: help setup demo test check bot chaos lock

help: ## show these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

setup: ## install everything into .venv, if it is not there yet
	@$(PYTHON) tools/setup.py

demo: setup ## open a small Discord of your own on this machine, where Easel paints
	@$(RUN) -m playground

test: setup ## run the whole test suite
	@$(RUN) -m pytest

check: setup ## check style, types, import rules and sizes
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check --quiet
	@$(RUN) -m mypy
	@.venv/bin/lint-imports
	@$(RUN) tools/sizes.py

bot: setup ## run the bot on the real Discord, with the settings in .env
	@$(RUN) -m bot

chaos: setup ## kill bot and painter all the time: nothing lost, nothing twice (JOBS=400 SEED=1 PROTOCOL=easel PAINTER=quick)
	@$(RUN) -m tests.chaos --jobs $(JOBS) --seed $(SEED) --protocol $(PROTOCOL) --painter $(PAINTER)

# torch and torchvision are pinned to a pair that loads together on every platform of the lock.
lock: setup ## update requirements.lock (needs uv)
	@printf 'torch==2.12.1\ntorchvision==0.27.1\n' | uv pip compile --upgrade --universal --generate-hashes \
		--no-emit-index-url --no-header --python-version 3.11 --constraints - requirements.txt -o requirements.lock
