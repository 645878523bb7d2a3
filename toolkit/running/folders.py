"""Folders that may be missing, hostile or shared: made, refused in one line, and locked by one writer at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import InputError, RunError

if sys.platform != "win32":
    import fcntl

# A publication takes well under a second; who waits longer than this waits for a run that hangs.
PATIENCE = 60.0

_MET = {
    errno.EACCES: "无写入权限",
    errno.EPERM: "无写入权限",
    errno.EROFS: "只读文件系统",
    errno.ENOTDIR: "路径中有一段是文件",
    errno.EEXIST: "文件",
    errno.EISDIR: "目录",
    errno.ENAMETOOLONG: "名称过长",
    errno.ELOOP: "循环的符号链接",
}
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


@contextlib.contextmanager
def faults(folder: Path) -> Iterator[None]:
    """Turn what the system says of `folder` into InputError (the caller's path) or RunError (a full disk)."""
    try:
        yield
    except OSError as error:
        if error.errno in _MET:
            raise _refusal(folder, _MET[error.errno]) from error
        if error.errno in _FULL:
            raise RunError(f"输出目录 {folder}：磁盘已满，本次结果没有写入，原有文件未动") from error
        raise RunError(f"输出目录 {folder}：写入失败，{error.strerror or error}") from error
    except ValueError as error:
        if "null" not in str(error):
            raise
        raise _refusal(folder, "含有空字符的路径") from error


def require(folder: Path) -> None:
    """Refuse, before anything is run or written, a folder that cannot be made or written to; raises InputError."""
    with faults(folder):
        for ancestor in (folder, *folder.absolute().parents):
            if os.path.lexists(ancestor):
                if not ancestor.is_dir():
                    raise NotADirectoryError(errno.EEXIST if ancestor == folder else errno.ENOTDIR, "")
                if not os.access(ancestor, os.W_OK | os.X_OK):
                    raise PermissionError(errno.EACCES, "")
                return


@contextlib.contextmanager
def make(folder: Path) -> Iterator[None]:
    """Have `folder` for the body; a body that fails leaves no folder that was not there before."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    require(folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            for path in missing:
                path.rmdir()
        raise


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Be the only writer of `folder`; gives False where the platform or the file system has no locks.

    The lock is on the folder itself: it leaves no file behind and ends with its process, however that ends.
    Raises RunError where another run holds it for longer than PATIENCE seconds.
    """
    if sys.platform == "win32":
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _acquire(descriptor, folder)
    finally:
        os.close(descriptor)


if sys.platform != "win32":

    def _acquire(descriptor: int, folder: Path) -> bool:
        deadline = time.monotonic() + PATIENCE
        while not (held := try_lock(descriptor)):
            if held is None:
                return False
            if time.monotonic() > deadline:
                raise RunError(f"输出目录 {folder}：另一次运行正在写入，等待 {PATIENCE:.0f} 秒后放弃")
            time.sleep(0.02)
        return True

    def try_lock(descriptor: int) -> bool | None:
        """Whether an open folder could be locked now; None where its file system knows no locks."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True


def _refusal(folder: Path, met: str) -> InputError:
    return InputError.of(f"输出目录 {folder}", expected="可写入的目录", met=met)
