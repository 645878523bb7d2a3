"""Property tests are held to what they find, not to how long a busy machine takes for one example."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
