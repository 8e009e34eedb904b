"""Profiles of hypothesis: the same examples every time on the build machine, new ones on a desk."""

import os

from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
settings.register_profile("property", deadline=None, max_examples=60, print_blob=True, suppress_health_check=_SLOW)
settings.register_profile("ci", settings.get_profile("property"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "property")
