"""Rounds, chains, crashes, documents, writers, requests: the long form of ``tests/web`` (T15, T20, T21, T44, T50, T51, T54).

    PYTHONPATH=. python tools/long_tests.py [rounds] [chains] [crashes] [documents] [writers] [requests] [--database sqlite] [--share 0.1]

Without a name all of them run, on both databases, which takes hours; a share makes them shorter. Each prints its figures, and the exit
status is 1 where one missed what it has to reach.
"""

import sys

if __name__ == "__main__":
    from tests.web.long_forms import main  # sets Django up, which processes that only look at this module do not need

    sys.exit(main())
