#!/bin/sh
# Provide the programs outside Python that the tests need, and say what was done.
#
# Each thing needed has a function that looks for it and the packages of Debian 12 that hold it. What is missing is installed where that is
# allowed (root, apt-get) and named otherwise. Without it the tests that need it are skipped with a message; with CI=true they must run,
# so that something missing fails here.
set -u
missing=""

# Text documents and spreadsheets of an office suite become PDF files (tests/rendering).
has_office() {
    office=$(command -v soffice || command -v libreoffice) || return 1
    program=$(dirname "$(readlink -f "$office" 2>/dev/null || echo "$office")")
    [ ! -e "$program/soffice.bin" ] || { [ -e "$program/libswlo.so" ] && [ -e "$program/libsclo.so" ]; }
}

# Without a Chinese font an office suite prints boxes, and a PDF file has no text.
has_font() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh family 2>/dev/null | head -n 1)" ]
}

# Reports are opened in a browser as people open them (tests/browser).
has_browser() {
    command -v chromium >/dev/null 2>&1
}

# Rules run on Spark as well, which needs Java 17 or later (tests/spark).
has_java() {
    command -v java >/dev/null 2>&1 || return 1
    version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    [ "${version:-0}" -ge 17 ]
}

# The web application runs on PostgreSQL as well, on a server that the tests start themselves (tests/web).
has_postgresql() {
    for folder in /usr/lib/postgresql/*/bin $(command -v initdb | xargs -r readlink -f | xargs -r dirname); do
        [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/postgres" ] && return
    done
    return 1
}

may_install() {
    command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]
}

install() {
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of packages
    apt-get install -y -qq --no-install-recommends $1 >/dev/null 2>&1 && return
    apt-get update -qq >/dev/null 2>&1 || true
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $1 >/dev/null
}

need() {
    name=$1 look=$2 packages=$3
    if "$look"; then
        echo "system packages: $name is here"
    elif may_install && echo "system packages: installing $packages" && install "$packages" && "$look"; then
        echo "system packages: $name is installed"
    else
        echo "system packages: $name is missing. On Debian 12 install it: apt-get install $packages" >&2
        missing="$missing $packages"
    fi
}

need "LibreOffice" has_office "libreoffice-writer-nogui libreoffice-calc-nogui"
need "a Chinese font" has_font "fontconfig fonts-wqy-zenhei"

need "Chromium" has_browser "chromium"
need "Java" has_java "openjdk-17-jre-headless"
need "PostgreSQL" has_postgresql "postgresql"

[ -z "$missing" ] && exit 0
if [ "${CI:-}" = true ]; then
    echo "system packages: with CI=true every test must run; these are missing:$missing" >&2
    exit 1
fi
echo "system packages: the tests that need what is missing are skipped" >&2
