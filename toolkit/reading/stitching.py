"""Tables that go on over several pages are one: headings met again fall away, rows cut by a page's end are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from toolkit.errors import InputError
from toolkit.reading.grid import Grid
from toolkit.reading.limits import Limits
from toolkit.reading.ruled import Table, bands
from toolkit.reading.spans import Cell, Pile
from toolkit.reading.unseen import is_number

SAME_COLUMN = 6.0  # points that a column may move from page to page
SAME_ROW = 2.0  # points that rows may differ where a table's columns run over to another page
MARKS = " \n.、．"  # beside an item's number
LEAST_ROWS = 3  # that tell such a page
LEAST_COLUMNS = 3  # of a table with items


@dataclass(slots=True)
class Sheet:
    """One page: its tables, the lines outside them with their height, and how many characters and gapped lines."""

    tables: list[Table]
    lines: list[tuple[float, str]]
    characters: int
    columned: int = 0


@dataclass(slots=True)
class _Long:
    """A table as it grows to its latest `page`; `open` are the texts of merged cells that reached the page's end."""

    xs: list[float]
    page: int
    cells: list[Cell] = field(default_factory=list)
    height: int = 0
    places: list[str] = field(default_factory=list)
    head: list[tuple[str, ...]] = field(default_factory=list)
    open: dict[int, str] = field(default_factory=dict)
    notes: list[tuple[int, str, str, str]] = field(default_factory=list)  # row, kind, before, after


def stitched(where: str, sheets: Sequence[Sheet], limits: Limits) -> Grid:
    """The rows of all pages in reading order; raises InputError where a table goes on in a way that cannot be joined.

    A small table, such as a page's frame or foot, does not end the table that it stands below.
    """
    pile = Pile(where, limits)
    main: _Long | None = None
    waiting: list[str | _Long] = []
    numbered: list[tuple[int, Table]] = []
    for number, sheet in enumerate(sheets, 1):
        parts = [(table.ys[0], table) for whole in sheet.tables for table in bands(whole)]
        flow: list[tuple[float, Table | str]] = [*parts, *sheet.lines]
        for _, part in sorted(flow, key=lambda pair: -pair[0]):
            if isinstance(part, str):
                waiting.append(part)
                continue
            _refuse_overrun(where, numbered, part, number)
            fitted = _fitted(where, main, part, number) if main else None
            if main and fitted:
                _extend(main, fitted, number)
            elif main and (len(part.xs) - 1) * 2 <= len(main.xs) - 1:
                waiting.append(_begun(part, number))
            else:
                _close(main, pile)
                _flush(waiting, pile)
                main = _begun(part, number)
    _close(main, pile)
    _flush(waiting, pile)
    return Grid(tuple(pile.rows), "pdf", tuple(pile.repairs))


def _begun(part: Table, page: int) -> _Long:
    long = _Long(part.xs, page)
    _extend(long, part, page)
    return long


def _flush(waiting: list[str | _Long], pile: Pile) -> None:
    for held in waiting:
        if isinstance(held, str):
            pile.prose(held)
        else:
            _close(held, pile)
    waiting.clear()


def _refuse_overrun(where: str, numbered: list[tuple[int, Table]], part: Table, page: int) -> None:
    """Refuse a sheet printed over several pages side by side: the same rows again, other columns, and no numbers."""
    rows = len(part.ys) - 1
    firsts = [region.text for region in part.regions if region.column == 0]
    if rows >= LEAST_ROWS and sum(map(is_number, firsts)) * 2 >= rows:
        numbered.append((page, part))
        return
    for earlier, table in numbered:
        same = _alike(table.ys, part.ys, SAME_ROW)
        if rows >= LEAST_ROWS and earlier < page and same and not _alike(table.xs, part.xs, SAME_COLUMN):
            met = f"第 {earlier} 页的表有几列印到了第 {page} 页（请缩放为一页宽再打印，或导出为 Excel、Word）"
            raise InputError.of(where, expected="各列印在同一页的表", met=met)


def _fitted(where: str, long: _Long, part: Table, page: int) -> Table | None:
    """The table on the columns of the one that it goes on; None where it is another table.

    Columns in the same places go on. In other places they do if the numbers of the items go on too on a later page.
    Raises InputError where the numbers go on and the columns do not: a part of the items is no report.
    """
    if _alike(long.xs, part.xs, SAME_COLUMN):
        return part
    last = _last_number(long)
    if page == long.page or last is None or len(part.xs) <= LEAST_COLUMNS or last + 1 not in _first_numbers(part):
        return None
    note = (long.height - 1, "page-joined", f"序号 {last}", f"第 {page} 页的表列位不同，按序号 {last + 1} 接上")
    if len(part.xs) == len(long.xs):
        long.notes.append(note)
        return part
    places = [_place(long.xs, x) for x in part.xs]
    found = [place for place in places if place is not None]
    if len(found) < len(places) or len(set(found)) < len(places) or (found[0], found[-1]) != (0, len(long.xs) - 1):
        columns = f"第 {page} 页的表有 {len(part.xs) - 1} 列、前页有 {len(long.xs) - 1} 列，序号却接着 {last}"
        raise InputError.of(where, expected="各页列数相同的表", met=f"{columns}（请导出为 Excel 或 Word）")
    long.notes.append(note)
    spans = [(r, found[r.column], found[r.column + r.across]) for r in part.regions]
    return Table(long.xs, part.ys, [replace(r, column=at, across=end - at) for r, at, end in spans], {})


def _place(xs: Sequence[float], x: float) -> int | None:
    return next((at for at, other in enumerate(xs) if abs(other - x) <= SAME_COLUMN), None)


def _last_number(long: _Long) -> int | None:
    """The last item's number so far; None where the table has none."""
    column = _number_column(long)
    held = (c for c in sorted(long.cells, key=lambda cell: cell.row) if c.column == column)
    texts = [c.text.strip(MARKS) for c in held]
    return next((int(text) for text in reversed(texts) if text.isdecimal()), None)


def _first_numbers(part: Table) -> set[int]:
    """The number in a table's first row, or in its second where the first is a rest of the row before it."""
    firsts = {region.row: region.text.strip(MARKS) for region in part.regions if region.column == 0}
    text = firsts.get(0, "") or firsts.get(1, "")
    return {int(text)} if text.isdecimal() else set()


def _alike(one: Sequence[float], other: Sequence[float], within: float) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def _close(table: _Long | None, pile: Pile) -> None:
    if table is None:
        return
    base = pile.line
    pile.table(table.cells)
    laid = [pile.rows.pop() for _ in range(table.height)][::-1]
    # What two rulings close to each other enclose is no row.
    pile.rows += [row._replace(place=place) for row, place in zip(laid, table.places, strict=True) if not row.blank]
    for row_number, kind, before, after in table.notes:
        pile.repair(base + row_number + 1, kind, before, after)


def _extend(long: _Long, table: Table, page: int) -> None:
    """Add the rows of one page's table: without its repeated heading, its first row joined to the last if cut."""
    cells = [Cell(r.row, r.column, r.text, r.down, r.across) for r in table.regions]
    height = len(table.ys) - 1
    skip = _repeated(long, cells, height) if long.height else 0
    long.page = page
    if not long.height:
        long.head = [_texts(cells, row) for row in range(min(3, height))]
    if skip:
        long.notes.append((long.height - 1, "page-heading", " ".join(" ".join(long.head[0]).split()), f"第 {page} 页"))
    first = skip
    if long.height and skip < height and _is_cut(long, cells, skip):
        _join(long, cells, skip, page)
        skip += 1
    _carry_down(long, cells, first, height)
    base = long.height
    for cell in cells:
        down = cell.row + cell.down - max(cell.row, skip)
        if down > 0:
            long.cells.append(Cell(base + max(cell.row, skip) - skip, cell.column, cell.text, down, cell.across))
    long.height += height - skip
    long.places += [f"第 {page} 页表格第 {row + 1} 行" for row in range(skip, height)]


def _texts(cells: Sequence[Cell], row: int) -> tuple[str, ...]:
    held = sorted((c for c in cells if c.row <= row < c.row + c.down), key=lambda cell: cell.column)
    return tuple("".join(cell.text.split()) for cell in held)


def _repeated(long: _Long, cells: Sequence[Cell], height: int) -> int:
    """How many rows at the top are the table's own heading again, without the title that may stand above it."""
    tops = [_texts(cells, row) for row in range(min(len(long.head), height))]
    starts = [at for at, row in enumerate(long.head) if at == 0 or sum(map(bool, row)) >= LEAST_COLUMNS]
    pairs = [zip(long.head[at:], tops, strict=False) for at in starts]
    return max(len(list(takewhile(lambda two: any(two[0]) and two[0] == two[1], run))) for run in pairs)


def _number_column(long: _Long) -> int | None:
    """The column that holds numbers and little else; None where there is none."""
    for column in range(min(3, len(long.xs) - 1)):
        filled = [cell.text for cell in long.cells if cell.column == column and cell.text.strip() and cell.row]
        if filled and sum(map(is_number, filled)) * 2 >= len(filled):
            return column
    return None


def _is_cut(long: _Long, cells: Sequence[Cell], row: int) -> bool:
    """Whether a page's first row is the rest of the last row before: only one of the two has the item's number."""
    column = _number_column(long)
    if column is None:
        return False
    first = {cell.column: cell.text.strip() for cell in cells if cell.row <= row < cell.row + cell.down}
    last = {c.column: c.text.strip() for c in long.cells if c.row <= long.height - 1 < c.row + c.down}
    if sum(1 for text in first.values() if text) == 0 or sum(1 for text in last.values() if text) < 2:
        return False
    return not first.get(column) or (not last.get(column) and long.height > 1)


def _join(long: _Long, cells: Sequence[Cell], row: int, page: int) -> None:
    rest = {cell.column: cell.text for cell in cells if cell.row <= row < cell.row + cell.down}
    last = long.height - 1
    for at, cell in enumerate(long.cells):
        if cell.row <= last < cell.row + cell.down and rest.get(cell.column):
            text = cell.text + rest[cell.column]
            long.cells[at] = Cell(cell.row, cell.column, text, cell.down, cell.across)
    told = " ".join(text for text in rest.values() if text)
    long.notes.append((last, "page-joined", " ".join(told.split()), f"第 {page} 页首行接到上页末行"))


def _carry_down(long: _Long, cells: list[Cell], first: int, height: int) -> None:
    """A merged cell that a page's end cut shows its text on the first page only: it holds for the rest too."""
    last = {cell.column: cell for cell in long.cells if cell.row <= long.height - 1 < cell.row + cell.down}
    still_open: dict[int, str] = {}
    for at, cell in enumerate(cells):
        text = cell.text
        if long.height and cell.row <= first < cell.row + cell.down and not text.strip():
            above = last[cell.column].text if cell.down > 1 and cell.column in last else ""
            text = long.open.get(cell.column, "") or above
            cells[at] = Cell(cell.row, cell.column, text, cell.down, cell.across)
        reaches = cell.row + cell.down == height
        if reaches and text.strip() and (cell.down > 1 or text != cell.text):
            still_open[cell.column] = text
    long.open = still_open
