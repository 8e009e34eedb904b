#!/bin/sh
# Make the Python environment and install jixiao into it: tools/environment.sh FOLDER [EXTRA]
# The interpreter is $PYTHON, python3 by default; where python3 is too old, a newer one on the path is taken.
set -eu
cd "$(dirname "$0")/.."

folder=$1
extra=${2:-}
wanted="3.11"

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

choose_python() {
    candidates=${PYTHON:-python3}
    [ "$candidates" != python3 ] || candidates="python3 python3.14 python3.13 python3.12 python3.11"
    for candidate in $candidates; do
        if is_new_enough "$candidate"; then
            python=$candidate
            return
        fi
    done
    fail "jixiao needs Python $wanted or later, and ${PYTHON:-python3} is not." \
        "Install it, or name it: make PYTHON=python3.12"
}

has_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null
}

# Debian and Ubuntu keep the module in a package of its own, named after the version of the interpreter.
provide_venv() {
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "installing $package, which $python needs to make an environment" >&2
        export DEBIAN_FRONTEND=noninteractive
        if ! apt-get install -y -qq "$package" >/dev/null 2>&1; then
            apt-get update -qq >/dev/null 2>&1 || true
            apt-get install -y -qq "$package" >/dev/null || fail "$package could not be installed; install it and run make again."
        fi
    fi
    has_venv || fail "$python has no module venv or ensurepip, which an environment needs." \
        "On Debian and Ubuntu install the package $package (apt-get install $package) and run make again."
}

if ! "$folder/bin/python" -m pip --version >/dev/null 2>&1 || ! is_new_enough "$folder/bin/python"; then
    choose_python
    has_venv || provide_venv
    echo "making the Python environment in $folder" >&2
    "$python" -m venv --clear "$folder"
fi

echo "installing jixiao${extra:+ and what its checks need}" >&2
"$folder/bin/python" -m pip install --quiet --quiet --disable-pip-version-check --editable ".${extra:+[$extra]}" ||
    fail "pip could not install what pyproject.toml asks for; its message is above." \
        "Where a proxy or a mirror is needed, set it up for pip and run make again."
