"""Old Word, WPS and OpenDocument files are converted by LibreOffice, where it is installed, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from toolkit.errors import InputError
from toolkit.reading.limits import Limits

_NAMES = ("soffice", "libreoffice")
_PLACES = ("/usr/bin", "/opt/libreoffice/program", "/Applications/LibreOffice.app/Contents/MacOS")
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
# No macro runs, no link is followed, nothing is loaded from elsewhere.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def converter() -> str | None:
    """The path of LibreOffice's command, or None where it is not installed."""
    return next(filter(None, map(shutil.which, _NAMES)), None) or next(
        (f"{place}/soffice" for place in _PLACES if Path(place, "soffice").is_file()), None
    )


def converted(where: str, data: bytes, kind: str, to: str, limits: Limits) -> bytes:
    """The file as docx or xlsx; raises InputError with a hint where LibreOffice is missing or cannot read it."""
    program = converter()
    if program is None:
        raise InputError.of(
            where, expected="docx、xlsx 等格式", met=f"{kind} 文件（装有 LibreOffice 时可直接读取，或请另存为 {to}）"
        )
    suffix = {"xml-sheet": "xml"}.get(kind, kind)
    with tempfile.TemporaryDirectory(prefix="target-audit-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "profile" / "user").mkdir(parents=True)
        (home / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        (home / f"source.{suffix}").write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            *("--headless", "--invisible", "--nologo", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", _FILTERS[to], "--outdir", str(home / "out"), str(home / f"source.{suffix}")),
        ]
        _run(where, command, home, limits)
        made = home / "out" / f"source.{to}"
        if not made.is_file() or made.stat().st_size > limits.size:
            raise InputError.of(where, expected=f"完好的 {kind} 文件", met="LibreOffice 打不开的文件（损坏或加密）")
        return made.read_bytes()


def _run(where: str, command: list[str], home: Path, limits: Limits) -> None:
    """Run it in a process group of its own, so that all of it ends when its time is over."""
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home)}
    child = subprocess.Popen(  # noqa: S603 - the program that was looked up above
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=home,
        start_new_session=True,
    )
    try:
        child.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        raise limits.refuse(where, "seconds", "LibreOffice 仍未读完", "秒") from None
    finally:
        if child.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            child.kill()
        child.wait()
