"""Which side of a value is the good one: what is to stay below it, and what is better the lower it is."""

from __future__ import annotations

import re

CAP = re.compile(
    r"控制在|不超过|不高于|不多于|不大于|不突破|上限|严控|低至|"
    r"降[至到为]|减[至到为]|压缩[至到为]|缩短[至到为]|精简[至到为]|优化[至到为]|降低[至到为]|减少[至到为]"
)
# What is better the lower it is, where a plain number is the target.
LOWER_BETTER = re.compile(
    r"浓度|死亡率|病死率|失业率|能耗|水耗|煤耗|油耗|电耗|药耗|排放|发生率|不良|负债率|债务率|投诉率|患病率|辍学率|漏损率|空置率|违约|"
    r"成本|利率|价格|CPI|物价|施用量|使用量|受害率|空气质量(?:综合)?指数|综合指数|时限|用时|涨幅"
)
