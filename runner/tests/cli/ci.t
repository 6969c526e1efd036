#!/bin/sh
# The files for CI services, run as the services would.
. "$(dirname "$0")/../lib.sh"
python=/usr/bin/python3
"$python" -c 'import yaml' 2>/dev/null || skip_all 'python3-yaml is missing'
command -v git >/dev/null || skip_all 'git is missing'
command -v bash >/dev/null || skip_all 'bash is missing'
plan 41
ci=$tests/ci.py
# What is tested are the files: many runs, by the fast program.
davproof=$davproof_fast
TMPDIR=$tmp
export TMPDIR

# What is cloned and built: a repository that installs the tested program.
mkdir "$tmp/repo" "$tmp/bin"
cat >"$tmp/repo/Makefile" <<MAKE
install:
	mkdir -p \$(prefix)/bin
	printf '#!/bin/sh\nexec "%s" "\$\$@"\n' '$davproof' >\$(prefix)/bin/davproof
	chmod +x \$(prefix)/bin/davproof
MAKE
git -C "$tmp/repo" init -q &&
    git -C "$tmp/repo" add Makefile &&
    git -C "$tmp/repo" -c user.name=t -c user.email=t@localhost \
        commit -qm one &&
    git -C "$tmp/repo" tag v0.1.0
ok $? 'a repository to clone'
# In a container of GitLab the packages are installed by root.
printf '#!/bin/sh\necho "apt-get $*"\n' >"$tmp/bin/apt-get"
chmod +x "$tmp/bin/apt-get"
PATH=$tmp/bin:$PATH
export DAVPROOF_DATA="$top"

background "$davproof" serve
good=$line
background "$davproof" serve --fault copy-half
bad=$line

# job SERVICE URL [VARIABLE=VALUE]...: runs it in a fresh working folder.
job() {
    service=$1 url=$2
    shift 2
    rm -rf "$tmp/work"
    mkdir "$tmp/work"
    cd "$tmp/work" || exit 1
    status=0
    "$python" "$ci" "$service" "$top/runner/ci/$service.yml" \
        "TARGET=$url" "DAVPROOF_GIT=file://$tmp/repo" \
        'SERVER_START=echo started' \
        DAVPROOF_OPTIONS='--class 1 rfc4918/9.8-copy/' "$@" \
        >"$tmp/out" 2>"$tmp/err" || status=$?
}

for service in github gitlab; do
    job "$service" "$good"
    is "$status" 0 "$service: a conforming server passes" "$tmp/out"
    has davproof-report/server.log started "$service: the server is started"
    has davproof-report/result.tap 'ok 1 - rfc4918/9.8-copy/' \
        "$service: the cases that were asked for are run"
    "$python" -c 'import sys, xml.dom.minidom as dom
dom.parse(sys.argv[1])' davproof-report/junit.xml 2>"$tmp/err"
    ok $? "$service: JUnit is well-formed" "$tmp/err"
    [ -e davproof-report/html/index.html ]
    ok $? "$service: the HTML report is kept"
    lacks "$tmp/out" '::error' "$service: nothing is marked"
    cp davproof-report/result.json "$tmp/good.json"

    job "$service" "$bad"
    is "$status" 1 "$service: a broken server fails the job"
    has davproof-report/junit.xml '<failure type="must"' \
        "$service: JUnit has the failure"
    [ "$service" = github ] && cp "$tmp/out" "$tmp/marked"
    cp davproof-report/result.json "$tmp/bad.json"

    job "$service" "$bad" BASELINE="$tmp/bad.json"
    is "$status" 0 "$service: what failed in the baseline is excused"
    job "$service" "$bad" BASELINE="$tmp/good.json"
    is "$status" 1 "$service: what passed there is not"
    [ "$service" = github ] && cp "$tmp/out" "$tmp/gated"
done

has "$tmp/marked" '::error title=rfc4918/9.8-copy/' \
    'github: the pull request shows what failed'
has "$tmp/marked" ' has another content' 'github: and why'
is "$(grep -c '^::error' "$tmp/marked")" 10 'github: ten annotations at most'
grep '^::error title=' "$tmp/marked" | sed 's/::error title=\([^:]*\)::.*/\1/' |
    grep -q '%3A'
ok $? 'github: the colon of a row is escaped'
sed -n '/^SUMMARY/,$p' "$tmp/marked" >"$tmp/summary"
has "$tmp/summary" '| DAV class |' 'github: the page of the job has the summary'

has "$tmp/marked" ' more: see the summary of the job' \
    'github: and how many there are besides'
sed -n '/^SUMMARY/,$p' "$tmp/gated" >"$tmp/summary"
grep -q '>[0-9]* regressions<' "$tmp/summary"
ok $? 'github: the page of the job names what is new' "$tmp/summary"
has davproof-report/junit.xml '<failure' 'gitlab: JUnit has it'

# A server that does not answer is not a server that passes.
job github http://127.0.0.1:9/ DAVPROOF_OPTIONS='--wait 1 rfc4918/9.8-copy/'
is "$status" 3 'github: no server, no verdict'
has "$tmp/out" '::error title=davproof::Bail out!' 'github: which is shown'

# The examples of the README, with a few cases only.
DAVPROOF_DATA=$tmp/data
mkdir -p "$DAVPROOF_DATA/cases/rfc4918"
cp -R "$top/cases/rfc4918/9.3-mkcol" "$DAVPROOF_DATA/cases/rfc4918/"
mkdir "$tmp/path"
ln -s "$davproof" "$tmp/path/davproof"
PATH=$tmp/path:$PATH
TARGET=$good
export TARGET
davproof list >"$tmp/list"
all=$(wc -l <"$tmp/list")

example() { # example N: into $tmp/example, and a fresh working folder
    "$python" "$ci" block "$top/README.md" Fleets "$1" >"$tmp/example"
    rm -rf "$tmp/work"
    mkdir "$tmp/work"
    cd "$tmp/work" || exit 1
}

# whole FILE TITLE: a result of all cases
whole() {
    davproof report "$1" >"$tmp/out" 2>"$tmp/err"
    is "$(grep -c '^ok ' "$tmp/out")" $((all + 1)) "$2"
}

if command -v parallel >/dev/null; then
    example 1
    sh -e "$tmp/example" >"$tmp/out" 2>"$tmp/err" </dev/null
    ok $? 'README: GNU parallel, shards' "$tmp/err"
    whole result.json 'README: they are the whole'
    example 2
    mkdir targets
    echo "{name: one, url: '$good'}" >targets/one.yaml
    echo "{name: two, url: '$bad'}" >targets/two.yaml
    sh -e "$tmp/example" >"$tmp/out" 2>"$tmp/err" </dev/null
    ok $? 'README: GNU parallel, targets' "$tmp/err"
    whole two.json 'README: a result for each'
    has compare.html '<th' 'README: side by side'
else
    for title in shards whole targets each beside; do
        ok 0 "README: GNU parallel, $title # SKIP parallel is missing"
    done
fi

example 3
"$python" "$ci" matrix "$tmp/example" >"$tmp/out" 2>&1
ok $? 'README: a matrix of GitHub' "$tmp/out"
whole result.json 'README: its shards are the whole'

example 4
"$python" "$ci" kubernetes "$tmp/example" "TARGET=$good" >"$tmp/out" 2>&1
ok $? 'README: an indexed job of Kubernetes' "$tmp/out"
davproof merge results/shard-?.json -o result.json 2>"$tmp/err"
whole result.json 'README: its indexes are the whole'

example 5
for task in 1 2 3; do
    SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_TASK_COUNT=3 sh -e "$tmp/example"
done >"$tmp/out" 2>&1
davproof merge shard-?.json -o result.json 2>"$tmp/err"
whole result.json 'README: an array of Slurm'
