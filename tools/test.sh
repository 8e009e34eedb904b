#!/bin/sh
# Run every check, whatever failed before, and say at the end what failed. Exit status: 0 all passed, 1 something failed.
# Tests that need published documents find them through JIXIAO_CORPUS and skip with a message without it.
set -u
cd "$(dirname "$0")/.." || exit 2
bin=.venv/bin
summary=""
status=0

run() {
    name=$1
    shift
    printf '== %s\n' "$name"
    if "$@"; then
        result=passed
    else
        result="FAILED (exit status $?)"
        status=1
    fi
    summary="$summary$(printf '   %-12s %s' "$name" "$result")
"
}

run "ruff check" "$bin/ruff" check --quiet --output-format concise .
run "ruff format" "$bin/ruff" format --check --output-format concise .
run "mypy" "$bin/mypy" --no-error-summary
run "imports" "$bin/lint-imports" --no-logo --no-cache
# two processors, three workers: what waits for a browser, a database or a child leaves them free
run "pytest" "$bin/python" -m pytest -q -n 3 --dist loadgroup --durations=40 --durations-min=5

printf '== summary\n%s' "$summary"
exit "$status"
