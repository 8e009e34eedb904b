#!/bin/sh
# Provide the programs outside Python that the tests need, and say what was done.
#
# So far there are none. A test that needs one (a database server, a browser, an office suite, a Java runtime, fonts) adds a
# function here that looks for it, installs it where it may (root, apt-get) and names the exact package where it may not; a test
# that can do without skips with a message.
set -eu

echo "system packages: the tests need none"
