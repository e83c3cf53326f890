"""Settings for all tests.

The tables derived from the dictionary are kept where the command keeps them (``DUIZHAO_CACHE``, or
the user's cache folder): they depend on nothing but the dictionary and the code, and take a minute.
"""

import os

from hypothesis import settings

# Under load a slow example is no fault. In CI the same examples are drawn at every run.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
