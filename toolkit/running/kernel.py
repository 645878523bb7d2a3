"""The kernel that executes our notebooks: this very interpreter, on private sockets, leaving no trace behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.running import launcher
from toolkit.running.folders import faults

if sys.platform != "win32":
    from toolkit.running.folders import try_lock

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager

PREFIX = "target-audit-"
LOG = "kernel.log"
# sockaddr_un holds 104 bytes on macOS and 108 on Linux; the last one ends the string.
LONGEST_SOCKET = 103
# Between making a folder and locking it its run looks dead; nobody needs a minute for that.
YOUNG = 60.0


@contextlib.contextmanager
def private_folder() -> Iterator[Path]:
    """A folder of this run alone for sockets, log and IPython's own files; gone afterwards, dead runs' ones too."""
    base = _base()
    _sweep(base)
    with faults(base):
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
    descriptor = None
    try:
        if sys.platform != "win32":
            descriptor = os.open(folder, os.O_RDONLY)
            try_lock(descriptor)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if descriptor is not None:
            os.close(descriptor)


def manager(folder: Path) -> type[AsyncKernelManager]:
    """The kernel manager class for one run.

    Whatever the notebook or the machine calls `python3`, it starts sys.executable: an audit done by another
    interpreter would be an audit by another toolkit. The sockets are files in `folder` where the platform has such
    (no port that another user of the machine could reach). What the process itself writes goes to a log in `folder`.
    """
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    address = {"transport": "ipc", "ip": str(folder / "k")} if _has_sockets(folder) else {}

    class OwnKernel(AsyncKernelManager):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**{**settings, **address, "connection_file": str(folder / "kernel.json")})

        @property
        def kernel_spec(self) -> KernelSpec:
            return KernelSpec(argv=[sys.executable, launcher.__file__, "-f", "{connection_file}"], language="python")

        async def _async_launch_kernel(self, kernel_cmd: list[str], **settings: Any) -> None:
            # IPython keeps profiles and start-up files in the home directory; an audit depends on neither.
            environment = {**(settings.pop("env", None) or os.environ), "IPYTHONDIR": str(folder / "ipython")}
            with (folder / LOG).open("ab") as log:
                await super()._async_launch_kernel(kernel_cmd, **settings, env=environment, stdout=log, stderr=log)

    return OwnKernel


def last_words(folder: Path) -> str:
    """The last line the kernel's process wrote, empty where it wrote none."""
    with contextlib.suppress(OSError):
        lines = (folder / LOG).read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")
    return ""


def _base() -> Path:
    """The system's folder for such things, or /tmp where that one's name is too long for a socket."""
    usual = Path(tempfile.gettempdir())
    short = Path("/tmp")  # noqa: S108  # mkdtemp makes a private folder in it
    roomy = len(os.fsencode(usual)) + len(f"/{PREFIX}12345678/k-5") <= LONGEST_SOCKET
    return usual if roomy or not os.access(short, os.W_OK) else short


def _has_sockets(folder: Path) -> bool:
    import zmq

    return hasattr(socket, "AF_UNIX") and zmq.has("ipc") and len(os.fsencode(folder / "k-5")) <= LONGEST_SOCKET


def _sweep(base: Path) -> None:
    """Remove folders of runs that were killed; a folder that its run still locks is left alone."""
    if sys.platform == "win32":
        return
    for folder in base.glob(PREFIX + "*"):
        with contextlib.suppress(OSError):
            facts = folder.lstat()
            if facts.st_uid != os.geteuid() or time.time() - facts.st_mtime < YOUNG:
                continue
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                if try_lock(descriptor):
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(descriptor)
