"""`make docs`: writes again what is made by commands: docs/rules.md, the outputs in the READMEs, the golden findings.

The golden file is only as good as the eyes that read the difference: look at `git diff tests/golden` before you commit.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
CONSOLE = re.compile(r"```console\n\$ (?P<command>target-audit [^\n]*)\n(?P<output>.*?)```\n", re.S)
# Outputs longer than this are shown by their beginning.
MOST_LINES = 40
RUN = "runs/2023Q4"
# The table of formats stands after this line, in the language of the README.
FORMATS = re.compile(r"(<!-- formats: make docs -->\n)(?:\|[^\n]*\n)*")


def output_of(command: str) -> str:
    """What a README command prints, run from the root of the checkout; a long output is cut and says so.

    A run folder that a command names is made first, beside, so that a fresh clone shows the same.
    """
    with tempfile.TemporaryDirectory() as folder:
        arguments = command.split()[1:]
        if RUN in arguments:
            called("check", "data/2023Q4.txt", "--out", folder)
            arguments = [folder if argument == RUN else argument for argument in arguments]
        lines = called(*arguments).splitlines()
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"…（其余 {len(lines) - MOST_LINES} 行略）"]
    return "".join(f"{line}\n" for line in lines)


def called(*arguments: str) -> str:
    """Standard output of one of our commands."""
    command = [sys.executable, "-m", "toolkit", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def rules_page() -> str:
    """The text of docs/rules.md."""
    return called("rules", "--format", "markdown")


def golden_findings() -> str:
    """The findings of the real report, one a line."""
    from toolkit.auditing import audit_source
    from toolkit.presenting import records

    found = records.findings(audit_source(ROOT / "data" / "2023Q4.txt"))
    return "".join(json.dumps(finding, ensure_ascii=False) + "\n" for finding in found)


def with_formats(readme: Path, text: str) -> str:
    """The README's text with the table of formats that the tests cover."""
    from tests.reading.makers import formats_table

    table = formats_table(int(readme.name == "README.zh.md"))
    return FORMATS.sub(lambda m: m[1] + table, text)


def main() -> None:
    """Write everything again."""
    (ROOT / "docs" / "rules.md").write_text(rules_page(), encoding="utf-8")
    (ROOT / "tests" / "golden" / "2023Q4.findings.jsonl").write_text(golden_findings(), encoding="utf-8")
    for readme in READMES:
        text = readme.read_text(encoding="utf-8")
        text = with_formats(readme, text)
        filled = CONSOLE.sub(lambda m: f"```console\n$ {m['command']}\n{output_of(m['command'])}```\n", text)
        readme.write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    main()
