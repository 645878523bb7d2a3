"""What a kernel of ours runs in place of ipykernel_launcher: the same kernel without the TCP port it opens besides.

ipykernel listens on the loopback interface for what forked children print, whatever the transport; nothing here forks
and prints, and on a shared machine every open port is one too many.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Start the kernel as ipykernel_launcher does, without this file's folder on the import path."""
    if sys.path and Path(sys.path[0]) == Path(__file__).parent:
        del sys.path[0]

    from ipykernel import iostream, kernelapp

    class PortlessThread(iostream.IOPubThread):
        def __init__(self, *positional: Any, **named: Any) -> None:
            super().__init__(*positional, **{**named, "pipe": False})  # type: ignore[no-untyped-call]  # as it says

    setattr(kernelapp, "IOPubThread", PortlessThread)  # noqa: B010  # ipykernel offers no way to choose the class
    kernelapp.launch_new_instance()


if __name__ == "__main__":
    main()
