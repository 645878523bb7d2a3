"""Puts a run's files into a folder: each one whole or not at all, two runs never mixed, nobody's edits lost."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import InputError
from toolkit.running import manifest as manifests
from toolkit.running.folders import faults, locked, make, require

STAGING = ".partial-"
LEDGER = "ledger.json"
# People write their rulings into it, so one of unknown origin is kept as well.
PRECIOUS = frozenset({"workpaper.xlsx"})


@dataclass(frozen=True, slots=True)
class Published:
    """The files now in place, and the copies under which files that somebody had edited were kept."""

    paths: tuple[Path, ...]
    set_aside: tuple[Path, ...] = ()


def publish(
    folder: Path, files: Mapping[str, bytes | str], *, manifest: Mapping[str, object] | None = None
) -> Published:
    """Put `files` (bare name → content) into `folder`, then manifest.json, each with one atomic rename.

    Everything is staged and synced in a hidden folder beside before the first rename, so a full disk or a SIGKILL
    leaves every final name with its old content or its whole new one; what a killed run left is removed by the next.
    `manifest` gains `files` (name → sha256) and, for files of an earlier run that this one did not write, `earlier`.
    Without it, a manifest that is already there is brought up to date.
    Text is UTF-8; a lone surrogate becomes its backslash escape, which inside JSON is JSON's own.

    Raises InputError where the folder cannot be one or be written to, RunError where writing fails (a full disk).
    """
    contents = {_bare(name): _encoded(content) for name, content in files.items()}
    with faults(folder), make(folder), locked(folder) as alone:
        for name in contents:
            if (folder / name).is_dir():
                raise InputError.of(f"输出文件 {folder / name}", expected="文件名", met="同名目录")
        remains = _Remains.of(folder, alone=alone)
        remains.shrink()
        published = _Publication(folder, contents, manifest, remains.known).run()
        remains.remove()
    return published


@dataclass(frozen=True, slots=True)
class _Remains:
    """What is in the folder already: the shas that are ours, and the staging of runs that are dead."""

    known: Mapping[str, set[str]]
    dead: tuple[Path, ...]

    @classmethod
    def of(cls, folder: Path, *, alone: bool) -> _Remains:
        # Whoever holds the lock stages alone: any other staging folder belongs to a run that was killed.
        found = sorted(folder.glob(STAGING + "*")) if alone else []
        dead = tuple(path for path in found if path.is_dir() and not path.is_symlink())
        known: dict[str, set[str]] = {}
        for ledger in (manifests.recorded(manifests.read(folder)), *map(_ledger, dead)):
            for name, digest in ledger.items():
                known.setdefault(name, set()).add(digest)
        return cls(known, dead)

    def shrink(self) -> None:
        """Free the room that dead runs take, but keep what tells their files from edited ones."""
        for staging in self.dead:
            _shrink(staging)

    def remove(self) -> None:
        for staging in self.dead:
            shutil.rmtree(staging, ignore_errors=True)


@dataclass(slots=True)
class _Publication:
    """One publication under the lock, from the staging folder to the last rename."""

    folder: Path
    contents: Mapping[str, bytes]
    manifest: Mapping[str, object] | None
    known: Mapping[str, set[str]]
    set_aside: list[Path] = field(default_factory=list)

    def run(self) -> Published:
        digests = {name: sha256(content) for name, content in self.contents.items()}
        document = self._sealed(digests)
        contents = dict(self.contents)
        if document is not None:
            contents[manifests.NAME] = _encoded(manifests.to_json(document))
        staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=self.folder))
        try:
            self._stage(staging, {**contents, LEDGER: _encoded(json.dumps(digests, ensure_ascii=False))})
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        try:
            for name in contents:
                self._place(staging, name, digests.get(name))
            _sync(self.folder)
        except BaseException:
            _shrink(staging)  # the ledger stays: the next run knows by it which of the files are ours
            raise
        shutil.rmtree(staging, ignore_errors=True)
        return Published(tuple(self.folder / name for name in contents), tuple(self.set_aside))

    def _sealed(self, digests: Mapping[str, str]) -> dict[str, object] | None:
        """The manifest with its ledger of files; without a new one, the old one brought up to date."""
        old = manifests.read(self.folder)
        earlier = {
            name: self._origin(name)
            for name in sorted(self.known)
            if name not in digests and (self.folder / name).is_file()
        }
        if self.manifest is not None:
            document = {**self.manifest, "files": dict(digests)}
        elif old is not None:
            kept = old.get("files")
            own = {name: earlier.pop(name) for name in kept if name in earlier} if isinstance(kept, dict) else {}
            document = {**old, "files": {**own, **digests}}
            document.pop("earlier", None)
        else:
            return None
        return {**document, "earlier": earlier} if earlier else document

    def _origin(self, name: str) -> str:
        """The sha under which an earlier run wrote the file; never that of an edited one."""
        digest = sha256((self.folder / name).read_bytes())
        return digest if digest in self.known[name] else min(self.known[name])

    def _stage(self, staging: Path, contents: Mapping[str, bytes]) -> None:
        for name, content in contents.items():
            with (staging / name).open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        _sync(staging)
        _sync(self.folder)

    def _place(self, staging: Path, name: str, digest: str | None) -> None:
        final = self.folder / name
        if digest is not None and self._edited(final, digest):
            aside = _free(final)
            final.rename(aside)
            self.set_aside.append(aside)
        os.replace(staging / name, final)  # noqa: PTH105  # the tests stop a run here

    def _edited(self, final: Path, digest: str) -> bool:
        if not final.is_file():
            return False
        present = sha256(final.read_bytes())
        if present == digest or present in self.known.get(final.name, ()):
            return False
        return final.name in self.known or final.name in PRECIOUS


def sha256(content: bytes) -> str:
    """Hex digest by which manifest.json knows a file."""
    return hashlib.sha256(content).hexdigest()


def check_target(path: Path) -> None:
    """Refuse early, before a long run, a `path` that could not be written; raises InputError, writes nothing."""
    require(path.parent)
    if path.is_dir():
        raise InputError.of(f"输出文件 {path}", expected="文件名", met="同名目录")


def _bare(name: str) -> str:
    if not name or name != Path(name).name or name.startswith(".") or name in {manifests.NAME, LEDGER} or "\0" in name:
        raise ValueError(f"not a bare file name for a run's file: {name!r}")
    return name


def _encoded(content: bytes | str) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")


def _free(path: Path) -> Path:
    """The first of name.edited-1.xlsx, name.edited-2.xlsx, … that is not taken."""
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.stem}.edited-{number}{path.suffix}")):
        number += 1
    return aside


def _ledger(staging: Path) -> dict[str, str]:
    try:
        return manifests.recorded({"files": json.loads((staging / LEDGER).read_text(encoding="utf-8"))})
    except (OSError, ValueError):
        return {}


def _shrink(staging: Path) -> None:
    with contextlib.suppress(OSError):
        for path in _entries(staging):
            path.unlink()


def _entries(staging: Path) -> Iterator[Path]:
    return (path for path in staging.iterdir() if path.name != LEDGER)


def _sync(folder: Path) -> None:
    """Make the names in `folder` last through a power cut, where the platform can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
