"""How much a source may ask of the machine; each limit has a name, and is checked before memory is spent."""

from __future__ import annotations

MAX_BYTES = 64 * 1024 * 1024  # a province's year of tables is under 10 MB
MAX_COLUMNS = 256  # the widest published table met has 31
MAX_CELL = 5_000_000  # characters; a cell of the real report has under 600
HEADING_SEARCH = 200  # rows in which a heading has to appear
