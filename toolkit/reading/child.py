"""The guarded process: reads the bytes on its standard input in one format and prints the Grids, or why not."""

from __future__ import annotations

import importlib
import sys

from toolkit.errors import InputError, one_line
from toolkit.reading.formats import EXTRAS, MODULES
from toolkit.reading.guard import REFUSED, SCANNED, ScannedError, confine, told
from toolkit.reading.limits import Limits


def main(kind: str, where: str, settings: str) -> int:
    """Read and print; every failure is one line and the exit code of a refusal."""
    limits = Limits().with_settings(settings.split(","))
    data = sys.stdin.buffer.read()
    confine(limits)
    try:
        grids = importlib.import_module(MODULES[kind]).read(where, data, limits)
        out = told(grids)
    except ScannedError as error:
        out, code = str(error), SCANNED
    except InputError as error:
        out, code = str(error), REFUSED
    except MemoryError:
        out, code = str(limits.refuse(where, "memory", "需要更多内存")), REFUSED
    except ModuleNotFoundError as error:
        extra = EXTRAS.get(error.name or "", "all")
        hint = f"缺少 {error.name}（请安装：pip install 'target-audit[{extra}]'）"
        out, code = str(InputError.of(where, expected=f"已装好 {extra} 读取组件", met=hint)), REFUSED
    except Exception as error:  # a parser's own error on a broken file, of whatever class
        told_so = one_line(f"{type(error).__name__}: {error}", 160)
        out, code = str(InputError.of(where, expected="完好的文件", met=f"无法读取（{told_so}）")), REFUSED
    else:
        code = 0
    sys.stdout.buffer.write(out.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return code


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:4]))
