"""What reading quantities promises: silence on names, true offsets, spans and values by the contract, linear time."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.quantities import Number, quantities
from toolkit.language.units import _table
from toolkit.model import Period

PERIOD = Period.parse("2023Q4")

SILENT = [
    "策划实施一批重大项目，进一步推进一体化发展，加快建设经十路东延工程。",
    "三一重工、世界500强、中国民营企业500强、黄河三角洲、第一书记、三农工作。",
    "“十四五”规划、十三五、党的二十大精神、二十届二中全会、市十六届人大三次会议。",
    "齐鲁云商大宗商品B2B服务平台、5G基站、3D打印、4K超高清、5A级景区、IPv6。",
    "拨打12345热线、12315平台，联系电话0533-3182345。",
    "淄政字〔2023〕15号、GB/T 15835-2011、第15号令、S234省道、309国道、3号楼。",
    "“一件事一次办”“一网通办”“两不愁三保障”“双一流”“四个一”“1+4+N”政策体系。",
    "二氧化碳、三氧化二铝、己二腈、PM2.5、PM10、SO2。",
    "第五届陶瓷文化节、第21届博览会、第三方评估、第一时间、第二产业、第七次全国人口普查。",
    "国企改革三年行动、九年一贯制、15分钟便民生活圈、7×24小时服务、24时。",
    "千方百计、百姓、万众一心、千家万户、十分重视、一方面、一手抓、一以贯之。",
    "数百家企业、几十个项目、成百上千家商户。",
    "统一个标准、每一个环节、最后一公里、三门峡、七台河、四川、三亚。",
    "二级以上医院、三甲医院、二手车、二维码、三元锂电池、一次性告知、一村一品。",
    "《城市更新三年行动方案》《关于实施“十大工程”的意见》。",
    "比例1:3，14:30召开会议，三次产业结构4.0:40.4:55.6。",
    "数字政府2.0版本、工业4.0。",
]

READ = [
    ("增长5.5%左右", [("5.5%", "5.5", "%", "~")]),
    ("完成年度投资1260亿元以上", [("1260亿元", "126000000000", "元", ">=")]),
    ("1.2023年度，全市实施项目536个", [("2023年度", "2023", "年", "="), ("536个", "536", "个", "=")]),
    ("5 天共 2800 万立方米", [("5 天", "5", "天", "="), ("2800 万立方米", "28000000", "立方米", "=")]),
    ("汇集近1000家煤矿信息，GMV210亿元", [("1000家", "1000", "家", "<~"), ("210亿元", "21000000000", "元", "=")]),
    ("万元 GDP 能耗下降1%", [("万元", "10000", "元", "="), ("1%", "1", "%", "=")]),
    ("培育2~3条产业链", [("2~3条", "2..3", "条", "range")]),
    ("每村补助30—50万元", [("30—50万元", "300000..500000", "元", "range")]),
    ("补助5000—1万元", [("5000—1万元", "5000..10000", "元", "range")]),
    ("科技型中小企业超过2300家", [("2300家", "2300", "家", ">")]),
    ("分别达到1600家、2000家", [("1600家", "1600", "家", "="), ("2000家", "2000", "家", "=")]),
    ("分别不低于75%、80%", [("75%", "75", "%", ">="), ("80%", "80", "%", ">=")]),
    ("分别有75%、80%以上", [("75%", "75", "%", ">="), ("80%", "80", "%", ">=")]),
    ("12、8、5所学校", [("12", "12", "所", "="), ("8", "8", "所", "="), ("5所", "5", "所", "=")]),
    ("第一批120个，九个批次、两批次，两地", [
        ("第一批", "1", "批", "="), ("120个", "120", "个", "="), ("九个批次", "9", "批次", "="),
        ("两批次", "2", "批次", "="), ("两地", "2", "地", "=")]),
    ("二期（4GWH）、二期（6HWH）", [
        ("二期", "2", "期", "="), ("4GWH", "4", "GWh", "="), ("二期", "2", "期", "="), ("6HWH", "6", "HWH", "=")]),
    ("12.6亿远，8.7万平方来，35.2千万，28.1万千万。", [
        ("12.6亿远", "1260000000", "远", "="), ("8.7万平方来", "87000", "平方来", "="),
        ("35.2千万", "35.2", "千万", "="), ("28.1万千万", "281000", "千万", "=")]),
    ("培训班18期", [("18期", "18", "期", "=")]),
    ("8,652元/平方米", [("8,652元/平方米", "8652", "元/平方米", "=")]),
    ("2分30秒，3年6个月", [("2分30秒", "150", "秒", "="), ("3年6个月", "42", "个月", "=")]),
    ("100MW/200MWh", [("100MW", "100", "MW", "="), ("200MWh", "200", "MWh", "=")]),
    ("110千伏变电站，30万千瓦", [("110千伏", "110", "千伏", "="), ("30万千瓦", "300000", "千瓦", "=")]),
    ("近七成、一半以上、三分之二、翻一番、百分之五、3‰、4.6/10万", [
        ("七成", "70", "%", "<~"), ("一半", "50", "%", ">="), ("三分之二", "0.6667", "", "="),
        ("翻一番", "2", "倍", "="),
        ("百分之五", "5", "%", "="), ("3‰", "3", "‰", "="), ("4.6/10万", "4.6", "/10万", "=")]),
    ("高于全省0.4个百分点", [("0.4个百分点", "0.4", "百分点", "=")]),
    ("控制在42微克/立方米以下，不足3天，至少新增2家", [
        ("42微克/立方米", "42", "微克/立方米", "<="), ("3天", "3", "天", "<"), ("2家", "2", "家", ">=")]),
    ("20余家，5千余人，近百家，十几个", [
        ("20余家", "20", "家", ">"), ("5千余人", "5000", "人", ">"), ("百家", "100", "家", "<~"),
        ("十几个", "10", "个", ">")]),
    ("1亿2000万元，3亿8千万元", [
        ("1亿2000万元", "120000000", "元", "="), ("3亿8千万元", "380000000", "元", "=")]),
    ("十大行动、八大重点工程", [("十大行动", "10", "行动", "="), ("八大重点工程", "8", "工程", "=")]),
    ("25 县（市、区）", [("25 县", "25", "县", "=")]),
    ("１２．５亿元，面积１，２００亩", [
        ("１２．５亿元", "1250000000", "元", "="), ("１，２００亩", "1200", "亩", "=")]),
    ("附近5公里，近3年，签约120家", [
        ("5公里", "5", "公里", "="), ("3年", "3", "年", "="), ("120家", "120", "家", "=")]),
    ("增速为-3.2%，室外零下5℃", [("-3.2%", "-3.2", "%", "="), ("零下5℃", "-5", "摄氏度", "=")]),
    ("1.PM2.5降至38微克/立方米。2.35蒸吨以下锅炉淘汰。3.开展攻坚", [
        ("38微克/立方米", "38", "微克/立方米", "="), ("35蒸吨", "35", "蒸吨", "<=")]),
]  # fmt: skip

DATES = [
    ("截至2023年10月底", "2023年10月底", "2023-10"),
    ("10月31日", "10月31日", "2023-10-31"),
    ("明年一季度", "一季度", "2024Q1"),
    ("2024年上半年", "2024年上半年", "2024H1"),
    ("前三季度", "前三季度", "2023Q1..2023Q3"),
    ("1—9月份", "1—9月份", "2023-01..2023-09"),
    ("2021—2023年", "2021—2023年", "2021..2023"),
    ("12月1日至7日", "12月1日至7日", "2023-12-01..2023-12-07"),
    ("第 4 季度", "第 4 季度", "2023Q4"),
    ("二〇二三年十月", "二〇二三年十月", "2023-10"),
    ("去年12月", "12月", "2022-12"),
    ("三、四季度", "三、四季度", "2023Q3..2023Q4"),
    ("《2023年工作要点》", "2023年", "2023"),
]

BASES = [
    ("新增学位1.5万个", "increment"),
    ("净增企业12家", "increment"),
    ("累计改造326个", "cumulative"),
    ("累计达到326个", "cumulative"),
    ("总量达到1680家", "cumulative"),
    ("总数达到43家", "level"),
    ("覆盖率达到85%", "level"),
    ("累计保障新增建设用地指标2327.2亩", "cumulative"),
    ("完成投资12亿元", None),
    ("累计改造，完成投资12亿元", None),
]


def shown(number: Number) -> str:
    value = number.value
    if isinstance(value, tuple):
        return "..".join(format(end, "f") for end in value)
    return value if isinstance(value, str) else format(value, "f")


@pytest.mark.parametrize("text", SILENT)
def test_names_and_set_phrases_hold_no_quantity(text: str) -> None:
    assert quantities(text, PERIOD) == ()


@pytest.mark.parametrize(("text", "want"), READ, ids=[text for text, _ in READ])
def test_span_value_unit_and_bound(text: str, want: list[tuple[str, str, str, str]]) -> None:
    assert [(n.quote, shown(n), n.unit, n.comparator) for n in quantities(text, PERIOD)] == want


@pytest.mark.parametrize(("text", "quote", "value"), DATES)
def test_dates_are_iso_prefixes_and_take_the_year_from_the_period(text: str, quote: str, value: str) -> None:
    assert [(n.quote, n.value, n.kind, n.dimension) for n in quantities(text, PERIOD)] == [
        (quote, value, "date", "date")
    ]


def test_a_date_without_any_year_says_so() -> None:
    assert [n.value for n in quantities("10月31日、三季度")] == ["--10-31", "-Q3"]


@pytest.mark.parametrize(("text", "basis"), BASES)
def test_basis_only_where_a_word_says_so(text: str, basis: str | None) -> None:
    assert [n.basis for n in quantities(text)] == [basis]


def test_kinds() -> None:
    text = "第二批3—5家，十大行动，等7个项目，2023年"
    assert [n.kind for n in quantities(text)] == ["ordinal", "range", "list-count", "list-count", "date"]


def test_printed_resolution_is_kept() -> None:
    exponents = [
        n.value.as_tuple().exponent
        for n in quantities("1310亿元、5.50%、二十个、3.2万户")
        if isinstance(n.value, Decimal)
    ]
    assert exponents == [8, -2, 0, 3]


def test_bounds_become_intervals() -> None:
    (least,), (most,), (near,), (between,) = (quantities(t) for t in ("不低于85%", "3%以内", "近百家", "3—5年"))
    assert (least.lo, least.hi) == (Decimal(85), None)
    assert (most.lo, most.hi) == (None, Decimal(3))
    assert (near.lo, near.hi) == (None, Decimal(100))
    assert (between.lo, between.hi) == (Decimal(3), Decimal(5))


def test_a_line_break_and_a_space_keep_numbers_apart() -> None:
    assert [n.quote for n in quantities("完成1.5万\n2.新增3家")] == ["1.5万", "3家"]
    assert [shown(n) for n in quantities("分别为120, 300家")] == ["120", "300"]


def test_the_general_profile_reads_what_the_official_one_leaves() -> None:
    assert [shown(n) for n in quantities("两百五", general=True)] == ["250"]
    assert quantities("两百五") == ()


BOUNDS = {"": "=", "约": "~", "近": "<~", "超过": ">", "不低于": ">=", "不超过": "<=", "不足": "<"}
LATER = {"": None, "以上": ">=", "以内": "<=", "左右": "~"}
UNITS = sorted({unit.canonical for unit in _table().units.values()})


@given(
    whole=st.integers(1, 99999),
    places=st.integers(0, 2),
    scale=st.sampled_from(["", "万", "亿"]),
    unit=st.sampled_from(UNITS),
    ahead=st.sampled_from(sorted(BOUNDS)),
    behind=st.sampled_from(sorted(LATER)),
)
def test_what_is_printed_is_read_back(whole: int, places: int, scale: str, unit: str, ahead: str, behind: str) -> None:
    number = Decimal(whole).scaleb(-places)
    # 2023年 and 12月 are dates, a number of thousands before 瓦 is another unit.
    if unit in ("年", "年度", "学年", "日") and not (places or scale):
        scale = "万"
    quote = f"{number:f}{scale}{unit}"
    text = f"完成{ahead}{quote}{behind}，其他工作"
    (found,) = quantities(text)
    assert (found.quote, found.unit, found.start) == (quote, unit, 2 + len(ahead))
    assert found.value == number.scaleb({"": 0, "万": 4, "亿": 8}[scale])
    recent = ahead == "近" and found.dimension == "duration"
    assert found.comparator == (LATER[behind] or ("=" if recent else BOUNDS[ahead]) if behind != "左右" else "~") or (
        found.dimension == "percentage-point"
    )


ALPHABET = (
    "0123456789.,%+-/—~至、，。；（）《》“”〔 \n\t　０９％．，零〇一二两三四五六七八九十百千万亿半翻番分之成倍"
    "第年月日季度上下前个项家元吨米期批约近以内左右余多几大行动新增分别千瓦时GWhPM^"
)


@given(st.one_of(st.text(max_size=40), st.text(alphabet=ALPHABET, max_size=40)), st.booleans())
def test_offsets_are_true_on_any_text(text: str, general: bool) -> None:
    last = 0
    for number in quantities(text, PERIOD, general=general):
        assert text[number.start : number.end] == number.quote == number.quote.strip() != ""
        assert number.start >= last
        last = number.end


HOSTILE = [
    "1",
    "其中",
    "、",
    "万亿",
    "1、",
    "一、",
    "。1.1",
    "1 111 ",
    ",111",
    "“",
    "《",
    "新增1个",
    "分别1、",
    "1至",
    "9分9",
    "第1",
    "2023年至",
    "百分之",
]


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("general", [False, True])
def test_time_is_linear_on_hostile_cells(unit: str, general: bool) -> None:
    """Eight times the text may take 24 times the time (three times linear): quadratic reading would take 64 times."""

    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            quantities(text, general=general)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(16_000) < 24 * seconds(2_000) + 0.02
