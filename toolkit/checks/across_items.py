"""Across items (跨行): what only the rows together show."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.blanks import no_reason
from toolkit.checks.catalogue import report_check
from toolkit.checks.examples import HEAD, ROW
from toolkit.checks.subject import Remark
from toolkit.checks.table import ReportReading
from toolkit.model import Column

_TWELVE = "".join(ROW.replace("1\t", f"{n}\t", 1) for n in range(1, 13))


@report_check(
    "all-done-anomaly",
    family="across-items",
    title="完成率异常",
    certainty="lead",
    severity="info",
    objects=[HEAD + _TWELVE],
    silent=[HEAD + ROW, HEAD + _TWELVE.replace("\t完成\t", "\t未完成\t", 1)],
)
def all_done_anomaly(report: ReportReading, *, min_items: int = 10) -> Iterator[Remark]:
    """判什么：不少于 min_items 项的表中，状态全部为完成，原因栏全部为“无”。
    为什么：年度目标无一落空并不常见；本身不是问题，只用于决定抽查比例。
    取证：建议按风险抽取若干项，调阅原始凭据。
    局限：线索，需人工核实；没有同类地区或往年的完成率可比时，只能提示。
    """
    # 10 items: in a shorter excerpt all done is no surprise.
    items = report.intact
    if len(items) < min_items or not all(item.done for item in items):
        return
    if all(no_reason(item[Column.REASON], report.words) for item in items):
        message = f"全部 {len(items)} 项均填完成，未完成原因均为“无”。线索，需人工核实。"
        yield Remark(report.whole(), message)


RULES = (all_done_anomaly,)
