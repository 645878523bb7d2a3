"""The collector of cycles, kept from walking through all that an audit found, over and over: there are none in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Pause the collector for the body, where it was running."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running and not gc.get_freeze_count():
            gc.freeze()  # thawed at once all of it counts as old: else the next object made has it walked through
            gc.unfreeze()
        if running:
            gc.enable()
