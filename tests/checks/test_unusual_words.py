"""Clean rows in unusual words, each once accused; and defects that agreeing figures or spaces once hid."""

from __future__ import annotations

import pytest

from tests.tables import audit_rows, row, rules_on

CLEAN = """
病房楼竣工。‖病房楼已竣工。
成立市数据局。‖市数据局正式成立。
出台《物业管理条例》。‖《物业管理条例》已出台。
建成滨河大桥。‖滨河大桥12月26日正式放行。此前10月完成主桥合龙。
博物馆开馆。‖博物馆迎来首批观众，日均参观8000人，布展装修获鲁班奖。
数据中心建成投用。‖数据中心首批客户上架，机房装修、设备安装全部结束。
完成上年度决算公开。‖90家预算单位2022年决算于8月25日前全部公开。
推进老旧小区改造。‖2022年结转的18个小区改造完工。
落实上级审计整改。‖2022年省审计厅指出的63个问题整改到位61个。
市级融媒体中心、档案馆新馆、科技馆主体封顶。‖三馆主体结构12月前全部封顶，科技馆开始布展。
加快玉符河、北大沙河、南大沙河综合治理。‖玉符河清淤12公里，北、南大沙河河道拓宽21公里。
建成龙泉、虎山、卧牛山三座公园。‖虎山、龙泉两园5月开放，另一座9月开放。
全市推行林长制。‖市县乡村四级林长2.1万名上岗，重点区域加密巡护。
全市范围开展自建房安全排查。‖自建房排查183万栋，重点场所经营性自建房整治率100%。
创建国家级绿色工厂2家、省级绿色工厂6家。‖工信部公布名单，我市2家入围国家级绿色工厂；另有7家获评省级。
出台条例1部。‖《养犬管理条例》已公布。
开展扫黑除恶专项斗争。‖打掉涉恶团伙12个，查扣资产3.1亿元。
推进校园周边环境整治。‖取缔无证摊贩，校门口设置护学岗，接送拥堵问题解决。
化解信访积案。‖国家信访局交办积案全部清仓。
新建换热站30座。‖新建换热站32座，全部投入使用，二期力争2024年秋季全部建成。
新建换热站30座。‖32座换热站主体、管线、设备安装一气呵成，10月起供热，绿化力争2024年春季完成。
改造老旧管网40公里。‖累计铺设新管42千米，沿线路面恢复完毕，计划2024年3月完工。
推进市域铁路S2线建设。‖12个标段全部进场施工，计划2026年建成通车。
推进地铁1号线建设。‖1号线全面开工，预计2026年建成。
新增高新技术企业40家，新建省级工程研究中心2家。‖截至9月底新增高新技术企业41家；新获批省级工程研究中心2家。
实施乡村道路提升，新改建农村公路200公里、危桥改造18座。‖新改建农村公路213公里，危桥改造18座，均已交工验收。
"""
HIDDEN = """
10个项目竣工投产。‖10个项目完成立项。‖stage-shortfall
建成公办幼儿园8所。‖8所公办幼儿园均已开工。‖stage-shortfall
大成、远航、金瑞 3 个项目投产。‖大成、远航项目已于11月投产。‖named-item-missing
制定物业服务收费办法。‖形成《物业服务收费办法》征求意见稿。‖draft-as-done
建成投产青锂科技、华塑新材、远图光电3个项目。‖青锂科技、华塑新材建成投产，远图光电完成设备安装。‖stage-shortfall
所有县（区）建成标准化疾控中心。‖桥东区、云山区标准化疾控中心建成启用。‖scope-narrowed
甲乙两地合办展会；改造燃气管网80公里。‖两地合办展会1场；改造管网46公里、28公里，合计76公里。‖sum-mismatch
新建换热站30座。‖已完成选址和评审，正在组织进场，力争2024年春季全部建成。‖done-on-forecast
建设数字乡村示范点25个。‖方案已编制，设备正在采购，预计2024年一季度建成。‖done-on-forecast
"""


def rows(table: str) -> list[list[str]]:
    return [line.split("‖") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("target", "progress"), rows(CLEAN))
def test_nothing_is_said_of_clean_rows(target: str, progress: str) -> None:
    assert rules_on(audit_rows(row(annual_target=target, period_target=target, progress=progress))) == set()


@pytest.mark.parametrize(("target", "progress", "rule"), rows(HIDDEN))
def test_what_was_hidden_is_told(target: str, progress: str, rule: str) -> None:
    assert rule in rules_on(audit_rows(row(annual_target=target, period_target=target, progress=progress)))


@pytest.mark.parametrize(
    "target", ["优良天数达到240天。‖优良天数228天。", "黄河大桥建成通车。‖12月，长江大桥建成通车。"]
)
def test_what_cannot_be_compared_is_not_supported(target: str) -> None:
    asked, told = target.split("‖")
    (found,) = audit_rows(row(annual_target=asked, period_target=asked, progress=told)).assessments
    assert found.verdict == "not-assessable"


def test_the_order_of_rows_decides_no_verdict() -> None:
    found = [a.verdict for a in audit_rows(row(item="2"), row(item="1")).assessments]
    assert found == ["supported", "supported"]
