# `make run` starts the register, `make test` proves it. Nothing has to be prepared for either.

PORT ?= 8000
PY := .venv/bin/python
MANAGE := $(PY) manage.py
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
# Commands that must hold whatever this machine's .env says.
CHECK := DJANGO_SETTINGS_MODULE=tests.settings $(MANAGE)

.PHONY: run test fuzz bench lint format words lock database accounts
.NOTPARALLEL:

run: .env .venv/runtime database var/static/staticfiles.json accounts
	@echo "The register is at http://127.0.0.1:$(PORT) (Ctrl-C ends it)"
	@# Request line: gunicorn's own most is 8190 bytes or no limit, and a long search is Django's to answer.
	@# Letters name the address the register has here, unless one is set; what it keeps is its owner's alone to read.
	@umask 077; chmod -R go-rwx var; \
	grep -q '^SITE_URL=.' .env || export SITE_URL="$${SITE_URL:-http://127.0.0.1:$(PORT)}"; \
	exec $(PY) -m gunicorn pactsite.wsgi --bind 127.0.0.1:$(PORT) --workers 2 \
		--limit-request-line 0 --no-control-socket --log-level warning

test: .venv/tests
	@$(PY) -m tests.run $(ARGS)

# Hostile requests to every route as every role; `make fuzz ARGS="--seed 7 --seconds 600"` goes on for longer.
fuzz: .venv/tests
	@$(PY) -m tests.fuzz $(ARGS)

# What each page costs, in queries and as a multiple of the bare page: seconds would tell of the machine.
bench: .venv/tests
	@$(PY) -m tests.bench $(ARGS)

lint: .venv/tests
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet templates
	$(PY) -m mypy $(wildcard */services/*.py */permissions.py)
	$(CHECK) makemigrations --check --dry-run
	$(CHECK) check --database default --fail-level WARNING
	DJANGO_SETTINGS_MODULE=pactsite.settings SECRET_KEY="$$($(NEW_SECRET))" DEBUG=False HTTPS=True DEMO=False \
		ALLOWED_HOSTS=register.example $(MANAGE) check --deploy --fail-level WARNING
	$(PY) -m tests.words

format: .venv/tests
	$(PY) -m ruff check --select I --fix .
	$(PY) -m ruff format .

# The catalogue of words, written anew from code and templates (needs gettext); what is new waits for its words.
words: .venv/tests
	$(PY) -m tests.words --write

# The locked packages, from pyproject.toml: for every platform, and without the address of any index.
LOCK := $(PY) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links
lock: .venv/tests
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group dev --group browser --constraint requirements.txt --output-file requirements-dev.txt

# --- What the commands above stand on ---------------------------------------------------------

NEW_SECRET := $(PY) -c 'import secrets; print(secrets.token_urlsafe(50))'

.venv/made:
	@for python in $(PYTHON) python3.11 python3 python3.12 python3.13 python3.14; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		found=$$python; \
		$$python -c 'import ensurepip' 2>/dev/null || continue; \
		$$python -m venv .venv && touch $@ && exit; \
	done; \
	if [ "$$found" ]; then \
		echo "$$found cannot make a virtual environment here. On Debian and Ubuntu: apt install python3-venv"; \
	else \
		echo "Python 3.11 or newer is needed. On Debian and Ubuntu: apt install python3 python3-venv"; \
	fi >&2; \
	exit 1

.venv/runtime: requirements.txt .venv/made
	@echo "Installing what the site runs on ..."
	@$(PIP) --requirement requirements.txt
	@touch $@

.venv/tests: requirements-dev.txt .venv/made
	@echo "Installing what the tests need ..."
	@$(PIP) --requirement requirements-dev.txt
	@touch $@

.env: | .venv/made
	@umask 077; printf '%s\n' "SECRET_KEY=$$($(NEW_SECRET))" DEBUG=False HTTPS=False DEMO=True > $@.new
	@mv $@.new $@

# The mark stands until a new database holds everything, so a first start that was broken off is made good.
database: .env .venv/runtime
	@umask 077; mkdir -p var; chmod go-rwx var; plan=$$($(MANAGE) showmigrations --plan) || exit 1; \
	case "$$plan" in *"[X]"*) ;; *) touch var/new-database;; esac; \
	case "$$plan" in *"[ ]"*) echo "Preparing the database ..."; $(MANAGE) migrate --verbosity 0;; esac

accounts: database
	@umask 077; if [ -e var/new-database ]; then \
		$(MANAGE) load_examples && $(MANAGE) make_demo_accounts && rm var/new-database; \
	elif [ -e var/demo-accounts.txt ]; then \
		cat var/demo-accounts.txt; \
	fi

var/static/staticfiles.json: .env .venv/runtime $(shell find static -type f 2>/dev/null)
	@echo "Gathering the static files ..."
	@umask 077; $(MANAGE) collectstatic --no-input --verbosity 0
