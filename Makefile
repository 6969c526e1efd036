# davproof: the one build file. `make help` lists what it can do.

prefix      = /usr/local
bindir      = $(prefix)/bin
datadir     = $(prefix)/share
mandir      = $(datadir)/man
CFLAGS      = -O2 -g
INSTALL    ?= yes
SANITIZE   ?=
# V=1 shows the commands.
V          ?=
Q = $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) '$(2)')
COVERAGE   ?=
DEVELOPER  ?=

# Build output. A sanitized or measured build has a folder of its own.
O := .build$(if $(SANITIZE),/san)$(if $(COVERAGE),/cov)

VERSION := 0.1.0
# From the bottom to the top: runner/tests/layers.t holds the edges to it.
ROOMS := base spec dav case http check report run refserver cli

PKGS := libcurl libxml-2.0 yaml-0.1 jansson libmicrohttpd libcrypto libxxhash

# ---------------------------------------------------------------- set-up

# What is looked for, and the Debian package that brings it.
BUILD_NEEDS := \
	program:cc=gcc \
	program:pkg-config=pkg-config \
	library:libcurl=libcurl4-openssl-dev \
	library:libxml-2.0=libxml2-dev \
	library:yaml-0.1=libyaml-dev \
	library:jansson=libjansson-dev \
	library:libmicrohttpd=libmicrohttpd-dev \
	library:libcrypto=libssl-dev \
	library:libxxhash=libxxhash-dev
# Real servers: those that the tests run, and all with a recipe.
CHECK_TARGET_NEEDS := \
	program:nginx=nginx-light \
	file:/usr/lib/nginx/modules/ngx_http_dav_ext_module.so=libnginx-mod-http-dav-ext \
	program:lighttpd=lighttpd \
	file:/usr/lib/lighttpd/mod_webdav.so=lighttpd-mod-webdav \
	program:rclone=rclone \
	program:go=golang-go \
	file:/usr/share/gocode/src/golang.org/x/net/webdav/webdav.go=golang-golang-x-net-dev
TARGET_NEEDS := $(CHECK_TARGET_NEEDS) \
	program:apache2=apache2-bin \
	file:/usr/lib/apache2/modules/mod_dav_svn.so=libapache2-mod-svn \
	program:svnadmin=subversion \
	file:/usr/share/php/Sabre/autoload.php=php-sabre-dav \
	program:php-cgi=php-cgi \
	file:/usr/share/tomcat10/bin/catalina.sh=tomcat10 \
	program:java=default-jre-headless \
	program:chezdav=chezdav \
	program:radicale=radicale \
	program:xandikos=xandikos \
	program:npm=npm
# Servers that come from the recipes' own configuration: their packages' would
# take port 80 or 8080 as soon as they are installed, and at every start.
MASKED := nginx lighttpd tomcat10 radicale
CHECK_NEEDS := $(BUILD_NEEDS) \
	library:cmocka=libcmocka-dev \
	program:prove=perl \
	program:curl=curl \
	program:xmllint=libxml2-utils \
	program:apache2=apache2-bin \
	program:openssl=openssl \
	program:litmus=litmus \
	program:cadaver=cadaver \
	program:mount.davfs=davfs2 \
	$(CHECK_TARGET_NEEDS) \
	file:/etc/mime.types=media-types \
	program:php=php-cli \
	program:mandoc=mandoc \
	python:flask=python3-flask \
	python:jsonschema=python3-jsonschema \
	python:yaml=python3-yaml \
	python:tap=python3-tap
# GNOME's client, with all that it drags along: without it gio.t is skipped.
CHECK_ALL_NEEDS := $(CHECK_NEEDS) \
	program:gio=libglib2.0-bin \
	program:dbus-run-session=dbus-daemon \
	file:/usr/share/gvfs/mounts/dav.mount=gvfs-backends

# The goals that need nothing but make itself.
BARE := help clean deps deps-check deps-check-all uninstall
WANTS_TOOLS := $(filter-out $(BARE),$(or $(MAKECMDGOALS),all))

.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

# $(call needs,LIST): install what is missing of it, or say so and stop.
define needs
	@missing=; \
	PATH="$$PATH:/usr/sbin:/sbin"; \
	python3=/usr/bin/python3; \
	for need in $(1); do \
	    what=$${need%%=*} package=$${need#*=}; \
	    kind=$${what%%:*} name=$${what#*:}; \
	    case $$kind in \
	    program) command -v "$$name" >/dev/null 2>&1 ;; \
	    library) pkg-config --exists "$$name" 2>/dev/null ;; \
	    file) test -e "$$name" ;; \
	    python) "$$python3" -c "import $$name" >/dev/null 2>&1 ;; \
	    esac || { echo "missing: $$name (Debian package $$package)" >&2; \
	              missing="$$missing $$package"; }; \
	done; \
	test -n "$$missing" || exit 0; \
	as_root=; test "$$(id -u)" = 0 || as_root=sudo; \
	if test "$(INSTALL)" != yes || ! command -v apt-get >/dev/null || \
	    { test -n "$$as_root" && ! command -v sudo >/dev/null; }; then \
	    echo "install these first:$$missing" >&2; exit 2; \
	fi; \
	echo "installing:$$missing" >&2; \
	for unit in $(MASKED); do \
	    case "$$missing " in *" $$unit "*|*" $$unit-light "*) ;; \
	    *) continue ;; esac; \
	    test -d /run/systemd/system || continue; \
	    $$as_root systemctl mask $$unit.service >&2 || continue; \
	    echo "$$unit: not started as a service (systemctl unmask $$unit)" >&2; \
	done; \
	get="$$as_root env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get"; \
	{ $$get install -qy --no-install-recommends $$missing || \
	  { $$get update -q && \
	    $$get install -qy --no-install-recommends $$missing; }; \
	} >$(O)/install.log 2>&1 || { cat $(O)/install.log >&2; \
	    echo "could not install:$$missing" >&2; exit 2; }
endef

.PHONY: deps deps-check deps-check-all
deps: ## install what the build needs
	@mkdir -p $(O)
	$(call needs,$(BUILD_NEEDS))

deps-check: ## install what the tests need besides
	@mkdir -p $(O)
	$(call needs,$(CHECK_NEEDS))

deps-check-all: ## install what check-all needs besides
	@mkdir -p $(O)
	$(call needs,$(CHECK_ALL_NEEDS))

# ---------------------------------------------------------------- flags

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcast-qual \
	-Wwrite-strings -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wformat=2 -Wundef -Wvla -Wimplicit-fallthrough -Werror

# pkg-config is asked when a recipe runs, after `deps` has had its turn.
PKG_CFLAGS = $$(pkg-config --cflags $(PKGS))
PKG_LIBS = $$(pkg-config --libs $(PKGS))

OUR_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L $(WARNINGS) \
	-Irunner -I$(O)/gen \
	$(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all \
	    -fno-omit-frame-pointer) \
	$(if $(COVERAGE),--coverage)
OUR_LDFLAGS = $(if $(SANITIZE),-fsanitize=$(SANITIZE)) \
	$(if $(COVERAGE),--coverage)
DEFS_cli/datadir = -DDATADIR='"$(datadir)/davproof"'
DEFS_report/result = -DVERSION='"$(VERSION)"'
DEFS_cli/main = -DVERSION='"$(VERSION)"'

# Changed flags rebuild everything.
FLAGS_NOW := $(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $(SANITIZE) $(COVERAGE) \
	$(datadir) $(VERSION)
$(O)/flags: FORCE
	@mkdir -p $(O)
	@echo '$(FLAGS_NOW)' | cmp -s - $@ || echo '$(FLAGS_NOW)' >$@
.PHONY: FORCE

# ---------------------------------------------------------------- program

sources = $(filter-out %/generate.c,$(wildcard runner/$(1)/*.c))
objects = $(patsubst runner/%.c,$(O)/obj/%.o,$(foreach r,$(1),$(call sources,$(r))))

OBJS := $(call objects,$(ROOMS))

.PHONY: all
all: $(O)/davproof ## build the program

$(O)/davproof: $(OBJS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(OUR_LDFLAGS) $(LDFLAGS) -o $@ $(OBJS) $(PKG_LIBS) $(LIBS)

$(O)/obj/%.o: runner/%.c $(O)/flags | deps $(O)/gen/catalogue.inc $(O)/gen/assets.inc
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(OUR_CFLAGS) $(DEFS_$*) $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS) \
	    -MMD -MP -c -o $@ $<

# The catalogues become a C table, sorted by id.
CATALOGUES := $(wildcard schemas/requirements/*.yaml)
$(O)/gen/generate: runner/spec/generate.c $(O)/flags | deps
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -std=c17 -D_POSIX_C_SOURCE=200809L $(WARNINGS) \
	    $$(pkg-config --cflags yaml-0.1) $(CFLAGS) -o $@ $< \
	    $$(pkg-config --libs yaml-0.1)
$(O)/gen/catalogue.inc: $(O)/gen/generate $(CATALOGUES)
	@$(O)/gen/generate $(CATALOGUES) >$@

# Style sheets and scripts of the HTML reports, the RFC that they quote, and a
# schema, as C arrays.
ASSETS := $(wildcard reports/html/*.css reports/html/*.js schemas/rfc/*.txt) \
	schemas/result.schema.json
$(O)/gen/assets.inc: $(ASSETS) | deps
	@mkdir -p $(@D)
	@for f in $(ASSETS); do \
	    name=$$(basename $$f | tr . _); \
	    echo "static const unsigned char asset_$$name[] = {"; \
	    od -An -v -tx1 $$f | sed 's/ \(..\)/0x\1,/g'; \
	    echo "};"; \
	done >$@

-include $(OBJS:.o=.d)

# ---------------------------------------------------------------- use

TARGET ?= reference
REPORT ?= .build/report
RUN_OPTIONS ?=

.PHONY: run
run: $(O)/davproof ## all cases against the reference server, or TARGET=URL
	@$(O)/davproof run --tap - --html $(REPORT)/ \
	    --json $(REPORT)/result.json $(RUN_OPTIONS) $(TARGET)

# ---------------------------------------------------------------- real servers

.PHONY: targets
targets: ## install the real servers that have a recipe (runner/targets)
	@mkdir -p $(O)
	$(call needs,$(TARGET_NEEDS))
	@ls -d runner/targets/*/ | sed 's,runner/targets/\(.*\)/,make target-\1,'

# make target-apache: start it, run all cases, stop it
target-%: runner/targets/%/target.yaml $(O)/davproof FORCE
	@TARGET_CACHE=$(abspath $(O)/targets) $(O)/davproof run --tap - \
	    --html $(REPORT)/$*/ --json $(REPORT)/$*.json $(RUN_OPTIONS) $<

# ---------------------------------------------------------------- comparison

# make publish-apache [SERVER_VERSION=2.4.71]: run all cases against that server
# and keep what a comparison needs of the result. The version is what the recipe
# says, or that of its Server header, unless it is given.
PUBLISHED := reports/servers
SERVER_VERSION ?=

publish-%: runner/targets/%/target.yaml $(O)/davproof FORCE
	@mkdir -p $(O)/publish
	@result=$(O)/publish/$*.json; \
	TARGET_CACHE=$(abspath $(O)/targets) $(O)/davproof run --tap /dev/null \
	    --json $$result $(RUN_OPTIONS) $<; test $$? -lt 2 || exit; \
	version='$(SERVER_VERSION)'; \
	test -n "$$version" || version=$$(sed -n \
	    '/^ "target": {/,/^ }/s/^  "version": "\([^"]*\)".*/\1/p' $$result); \
	test -n "$$version" || version=$$(sed -n \
	    's,^  "server": "[^"/]*/\([0-9][0-9A-Za-z.]*\).*,\1,p' $$result); \
	$(O)/davproof merge --slim $${version:+--target-version $$version} \
	    -o $(PUBLISHED)/$*$${version:+-$$version}.json $$result; \
	test $$? -lt 2

.PHONY: comparison
comparison: $(O)/davproof ## the pages of the published results, and the table of the README
	@set -- $(sort $(wildcard $(PUBLISHED)/*.json)); \
	$(O)/davproof compare -o $(PUBLISHED)/index.html "$$@"; \
	test $$? -lt 2 || exit; \
	$(O)/davproof compare --table -o $(PUBLISHED)/table.md "$$@"; \
	test $$? -lt 2 || exit; \
	runner/targets/causes.py "$$@" >$(PUBLISHED)/causes.md
	@awk -v table=$(PUBLISHED)/table.md '/^<!-- the end of the table -->/ {old = 0} \
	    !old {print} \
	    /^<!-- table.md/ {old = 1; while ((getline l <table) > 0) print l}' \
	    README.md >$(O)/README.md && cat $(O)/README.md >README.md

# ---------------------------------------------------------------- tests

# A unit test of a room links that room and those that it may include.
LINK_base := base
LINK_spec := base spec
LINK_dav := base dav
LINK_case := base spec case
LINK_http := base http
LINK_check := base spec dav case http check
LINK_report := base spec dav case http check report
LINK_run := base spec dav case http check report run
LINK_refserver := base refserver
UNIT_SRC := $(wildcard runner/tests/unit/*/test_*.c)
UNIT := $(patsubst runner/tests/unit/%.c,$(O)/unit/%,$(UNIT_SRC))

define unit_rules
$(O)/unit/$(1)/%: runner/tests/unit/$(1)/%.c $(call objects,$(LINK_$(1))) | deps-check
	@mkdir -p $$(@D)
	$$(call say,TEST,$$<)
	$$(Q)$$(CC) $$(OUR_CFLAGS) $$(PKG_CFLAGS) $$(CPPFLAGS) $$(CFLAGS) -MMD -MP \
	    -o $$@ $$< $(call objects,$(LINK_$(1))) $$(OUR_LDFLAGS) $$(LDFLAGS) \
	    $$(PKG_LIBS) $$$$(pkg-config --libs cmocka)
endef
$(foreach room,$(ROOMS),$(eval $(call unit_rules,$(room))))
-include $(UNIT:=.d)

.PHONY: unit test-programs unit-%
test-programs: $(UNIT)
unit: $(UNIT) ## the unit tests of this build
	@CMOCKA_MESSAGE_OUTPUT=TAP prove --exec '' $(UNIT)
# make unit-dav: the unit tests of one room
unit-%: FORCE
	@$(MAKE) --no-print-directory \
	    $(patsubst runner/tests/unit/%.c,$(O)/unit/%,$(wildcard runner/tests/unit/$*/test_*.c))
	@CMOCKA_MESSAGE_OUTPUT=TAP prove --exec '' \
	    $(patsubst runner/tests/unit/%.c,$(O)/unit/%,$(wildcard runner/tests/unit/$*/test_*.c))

# What waits longest comes first, and the others go by beside it.
LONG_TESTS := runner/tests/faults.t runner/tests/cli/targets.t
CLI_TESTS := $(sort $(wildcard runner/tests/*.t)) \
	$(sort $(wildcard runner/tests/cli/*.t runner/tests/clients/*.t))
SAN := SANITIZE=address,undefined

.PHONY: check
check: deps-check all ## everything that must hold, with sanitizers, under prove
	@$(MAKE) --no-print-directory $(SAN) all test-programs
	@CMOCKA_MESSAGE_OUTPUT=TAP UBSAN_OPTIONS=print_stacktrace=1 \
	    DAVPROOF=$(CURDIR)/.build/san/davproof \
	    DAVPROOF_FAST=$(CURDIR)/.build/davproof \
	    prove -j3 --timer --exec '' $(LONG_TESTS) \
	    $(patsubst $(O)/%,.build/san/%,$(UNIT)) \
	    $(filter-out $(LONG_TESTS),$(CLI_TESTS))

# Everything of `check`, and what takes longer: each case and rule is made to
# fail by a fault of the reference server, none by a variant, and all of `make
# targets` that is installed breaks what its profile says.
.PHONY: check-all
check-all: deps-check-all check ## check, every fault and variant, and every real server
	@FAULTS=full VARIANTS=full TARGETS=all \
	    DAVPROOF=$(CURDIR)/.build/davproof \
	    prove --timer --exec '' runner/tests/faults.t \
	    runner/tests/variants.t runner/tests/cli/targets.t \
	    runner/tests/cli/killed.t

# The table of the README: what is counted takes a second, what is measured (the
# whole fault matrix and each variant) a quarter of an hour.
.PHONY: numbers
numbers: $(O)/davproof ## the figures of the README, counted and measured
	@/usr/bin/python3 runner/tests/figures.py --full --davproof $(O)/davproof

# ---------------------------------------------------------------- fuzz

# make fuzz FUZZ_TIME=30 [FUZZ="href json"]: each parser of foreign bytes under
# libFuzzer, for so many seconds; what is new stays in the build folder.
FUZZ_TIME ?= 30
FUZZ := $(basename $(notdir $(wildcard runner/tests/fuzz/*.c)))
# Warnings are the compiler's of the build: clang has others.
FUZZ_CFLAGS = -O1 -g -w
FUZZ_ROOMS := base spec dav case http check refserver
FUZZ_NEEDS := $(BUILD_NEEDS) \
	program:clang-14=clang-14 \
	file:/usr/lib/llvm-14/lib/clang/14.0.6/include/fuzzer=libclang-rt-14-dev
SEEDS_multistatus := runner/tests/fixtures/bodies
SEEDS_repeats := runner/tests/fixtures/bodies
DICT_repeats := multistatus
SEEDS_case := runner/tests/fixtures/cases cases
SEEDS_target := runner/tests/fixtures/targets

$(O)/fuzz/%: runner/tests/fuzz/%.c $(call objects,$(FUZZ_ROOMS)) FORCE
	@mkdir -p $(@D)
	$(call say,FUZZ,$<)
	$(Q)$(CC) $(OUR_CFLAGS) -fsanitize=fuzzer $(PKG_CFLAGS) $(CPPFLAGS) \
	    $(CFLAGS) -o $@ $< $(call objects,$(FUZZ_ROOMS)) \
	    $(OUR_LDFLAGS) -fsanitize=fuzzer $(LDFLAGS) $(PKG_LIBS)

.PHONY: fuzz fuzz-programs
fuzz-programs: $(FUZZ:%=$(O)/fuzz/%)
fuzz: ## the parsers of foreign bytes under libFuzzer, FUZZ_TIME seconds each
	@mkdir -p $(O)
	$(call needs,$(FUZZ_NEEDS))
	@$(MAKE) --no-print-directory O=$(O)/fuzz CC=clang-14 CFLAGS='$(FUZZ_CFLAGS)' \
	    SANITIZE=fuzzer-no-link,address,undefined FUZZ='$(FUZZ)' fuzz-programs
	@set -e; $(foreach h,$(FUZZ),mkdir -p $(O)/fuzz/corpus/$(h); \
	    echo "fuzz $(h)"; \
	    $(O)/fuzz/fuzz/$(h) -max_total_time=$(FUZZ_TIME) -timeout=25 \
	        -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 \
	        -dict=runner/tests/fuzz/$(or $(DICT_$(h)),$(h)).dict \
	        -artifact_prefix=$(O)/fuzz/$(h)- $(O)/fuzz/corpus/$(h) \
	        $(wildcard runner/tests/fuzz/corpus/$(h)) $(SEEDS_$(h));)

# ---------------------------------------------------------------- bench

# make bench [BENCH_N=1000000] [BENCH_WAIT=300]: prints, and does not judge. A
# million responses are 700 MB, twice; of them xmllint holds 7 GB and takes more
# than the five minutes that each program is given.
BENCH_N ?= 1000000
BENCH_WAIT ?= 300
BENCH_NEEDS := $(BUILD_NEEDS) program:time=time program:xmllint=libxml2-utils \
	program:jing=jing

.PHONY: bench
bench: $(O)/davproof ## speed and memory of lint beside xmllint, jing and a limit
	@mkdir -p $(O)/bench
	$(call needs,$(BENCH_NEEDS))
	$(Q)$(CC) $(CFLAGS) $$(pkg-config --cflags libxml-2.0) \
	    -o $(O)/bench/limit runner/tests/bench/limit.c \
	    $$(pkg-config --libs libxml-2.0)
	@DAVPROOF_DATA=$(CURDIR) runner/tests/bench/bench.sh $(O)/davproof \
	    $(O)/bench/limit $(O)/bench $(BENCH_N) \
	    $(BENCH_WAIT)

# ---------------------------------------------------------------- lint

# make lint [LINT_ROOMS="dav check"]: a tool that is missing is named and
# passed by. What they look for stands in .clang-tidy, .shellcheckrc, .yamllint.
LINT_ROOMS ?= $(ROOMS)
LINT_C = $(foreach r,$(LINT_ROOMS),$(call sources,$(r)))
LINT_FLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L -Irunner -I$(O)/gen \
	-DVERSION='""' -DDATADIR='""' $(PKG_CFLAGS)
LINT_CPPCHECK = -q --enable=warning,performance,portability --inline-suppr \
	--error-exitcode=1 --std=c11 -Irunner -I$(O)/gen
LINT_SHELL := .ci/run runner/completions/davproof.bash \
	$(wildcard runner/tests/*.t runner/tests/cli/*.t runner/tests/clients/*.t \
	    runner/targets/*/*.sh)
LINT_YAML := cases schemas/requirements runner/targets runner/ci
LINT_MAN := runner/man/davproof.1 runner/man/davproof-case.5

# $(call lint,TOOL,ARGUMENTS)
define lint
	@if command -v $(1) >/dev/null; then \
	    echo '  LINT  $(1)'; \
	    $(1) $(2); \
	else \
	    echo '  LINT  $(1) is missing: passed by'; \
	fi
endef

.PHONY: lint
lint: $(O)/gen/catalogue.inc $(O)/gen/assets.inc ## what analysers say
	@prove -Q runner/tests/layers.t
	$(call lint,shellcheck,-S warning $(LINT_SHELL))
	$(call lint,yamllint,-s $(LINT_YAML))
	$(call lint,mandoc,-T lint -W warning $(LINT_MAN))
	$(call lint,cppcheck,$(LINT_CPPCHECK) $(LINT_C))
	$(call lint,clang-tidy,--quiet $(LINT_C) -- $(LINT_FLAGS) 2>/dev/null)

# ---------------------------------------------------------------- the rest

COMPLETION_DIRS := bash-completion/completions zsh/site-functions \
	fish/vendor_completions.d
.PHONY: install uninstall clean format stats help
install: $(O)/davproof ## install below prefix (and DESTDIR)
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(datadir)/davproof
	install -m 755 $(O)/davproof $(DESTDIR)$(bindir)/davproof
	cp -R cases schemas $(DESTDIR)$(datadir)/davproof/
	install -d $(DESTDIR)$(datadir)/davproof/examples
	install -m 644 runner/tests/fixtures/bodies/*.http \
	    $(DESTDIR)$(datadir)/davproof/examples/
	install -d $(DESTDIR)$(mandir)/man1 $(DESTDIR)$(mandir)/man5 \
	    $(addprefix $(DESTDIR)$(datadir)/,$(COMPLETION_DIRS))
	install -m 644 runner/man/davproof.1 $(DESTDIR)$(mandir)/man1/
	install -m 644 runner/man/davproof-case.5 $(DESTDIR)$(mandir)/man5/
	install -m 644 runner/completions/davproof.bash \
	    $(DESTDIR)$(datadir)/bash-completion/completions/davproof
	install -m 644 runner/completions/_davproof \
	    $(DESTDIR)$(datadir)/zsh/site-functions/
	install -m 644 runner/completions/davproof.fish \
	    $(DESTDIR)$(datadir)/fish/vendor_completions.d/
uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(bindir)/davproof
	rm -rf $(DESTDIR)$(datadir)/davproof
	rm -f $(DESTDIR)$(mandir)/man1/davproof.1 \
	    $(DESTDIR)$(mandir)/man5/davproof-case.5 \
	    $(DESTDIR)$(datadir)/bash-completion/completions/davproof \
	    $(DESTDIR)$(datadir)/zsh/site-functions/_davproof \
	    $(DESTDIR)$(datadir)/fish/vendor_completions.d/davproof.fish

format: ## clang-format over all C
	clang-format -i $(wildcard runner/*/*.[ch] runner/tests/unit/*/*.[ch])

stats: ## the longest files
	@wc -l runner/*/*.[ch] | sort -rn | sed -n 2,16p

clean: ## remove the build output
	rm -rf .build

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 16
