"""The patterns of the rules. ``Q`` is the sign that stands for a quantity in a shape (quantities.py)."""

from __future__ import annotations

import re

from transforms.values.numerals import DIGITS
from transforms.values.operators import AFTER, REACHED, SIGN, WORD

Q = "[\ue000\ue001]"
_NOT_Q = "[^,\ue000\ue001]"
_EACH = rf"(?P<each>每{_NOT_Q}{{1,4}})?"
_BEHIND = rf"(?P<not>\(不含\))?(?:(?P<after>{AFTER})(?P<excluding>\(不含\))?)?{_EACH}"
_LEAN = "(?:为|在|于|是|占|:|人民币|¥)?"
_OPERATOR = f"{SIGN}|{WORD}|{REACHED}"
_BOUND = "≥|≤|<=|>=|<|>"
_PLACE = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_TIME = "[年月季日号]|(?:19|20)[0-9]{2}[-./]"

# --- a whole value ---------------------------------------------------------------------------------------------------
BLANK = re.compile(r"[-/\\_.…·*×xX?#、。—□]*|#?N/?A!?|#[A-Z0-9/]+[!?]|null|None|待定|待填|未填|□是□否|是□否□|暂无|无数据|未提供|不适用|不涉及|略|空")
TIME_NUMBER = re.compile(rf"(?P<sign>{SIGN})?(?P<digits>[0-9][0-9,.]{{3,9}})(?: (?P=digits))?年?")
SIGNED_NUMBER = re.compile(
    rf"(?P<sign>{SIGN})?(?P<money>[¥￥])?(?P<minus>-)?(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?P<fraction>\.[0-9]+)?(?P<tail>[^0-9]{{0,12}})"
)
YES_NO = re.compile("(?:定性:?)?(?P<answer>是|否|√|×|有|无|1|0)(?:\\(√\\))?")
TEMPLATE = re.compile(
    rf"(?P<sign>{SIGN}|{WORD})?(?:[*×xX_□○?]+|\([*×xX_]*\)|[.…]{{2,}})?\(?(?P<unit>[^0-9()]{{0,6}}(?:\([^()]\))?)\)?(?P<after>{AFTER})?"
)
RANK = re.compile(
    rf".*?(?:前(?P<first>{_PLACE})(?P<unit>名|位|强|%)?"
    rf"|(?:(?:排名?|位列|位居|名列)(?:全[国省市区县])?第|全[国省市区县州]第|第(?=[0-9一二三四五六七八九十]+[名位]$))(?P<place>{_PLACE})(?P<word>名|位)?)"
    "(?![0-9个年月天日季周次批期号条届类级轮款章节者线产方置大小件份项]).*"
)
ZERO = re.compile(
    ".*?(?<![0-9.%])(?:(?:零|0)(?:事故|投诉|差错|失误|死亡|伤亡|违[规法纪]|发生|增长|上访|感染|病例|案件|拖欠|缺陷|故障|中断|泄[露漏]|丢失"
    "|遗漏|误差|返贫|新增|火[灾情]|伤害|舆情|脱[管贫]|漏[管报]|辍学|排放|退[回件]|超时|逾期|延误|复发|信访|越级|盗窃|犯罪|积压|欠[账薪]"
    "|重大|安全|责任|扣分|发案|污染|溺亡|流失|闲置|接触|存量|余额|结转|浪费|断[电网档]|等待|输入)[^0-9]*"
    "|(?<![一-龥])零|(?<!不)(?:为|是)(?:零|0))"
)
INTERVAL = re.compile(
    rf"(?P<open>[\[(])(?P<low>{DIGITS})(?P<unit>%?)[,;](?P<high>{DIGITS})(?P<unit2>%?)(?P<close>[\])])(?P<unit3>[^0-9]{{0,4}})"
)

# --- one condition ---------------------------------------------------------------------------------------------------
PERIOD = DEADLINE = re.compile(f"(?s)^.*?(?:{_TIME})")
PLUS_MINUS = re.compile(rf"(?P<q>{Q})?(?:±|正负|上下浮动|\+/-|\+-){_LEAN}(?P<q2>{Q})")
BOUNDS = re.compile(rf"(?P<low>{_OPERATOR})(?P<q>{Q})(?:[且并和及至到,]|同时)?(?P<high>{_OPERATOR})(?P<q2>{Q})")
BETWEEN_BOUNDS = re.compile(rf"(?P<q>{Q})及?(?P<low>以上)(?P<q2>{Q})(?P<high>以下|以内)")
MIRRORED = re.compile(rf"^(?P<q>{Q})(?P<low>{_BOUND})[^\ue000\ue001≥≤<>=]+(?:(?P<high>{_BOUND})(?P<q2>{Q}))?")
RAISED = re.compile(rf"[从由]{Q}[^\ue000\ue001]{{0,8}}[到至为](?P<q>{Q}){_BEHIND}")
RANGE = re.compile(rf"(?<![从由])(?P<q>{Q})(?:-{{1,2}}|~|至|到|—)(?:{SIGN})?(?P<q2>{Q})")
PRINTED = re.compile(rf"(?P<sign>{SIGN}){_LEAN}(?P<q>{Q}){_BEHIND}")
REACHES = re.compile(rf"(?<![到发传下送抵表])(?:{REACHED}){_LEAN}(?P<q>{Q}){_BEHIND}")
WORDED = re.compile(
    rf"(?<![预节公合签制特附最邻])(?P<word>{WORD})"
    rf"(?P<lean>{_LEAN}|(?<=[于足至少多过长高低短])[^\ue000\ue001,≥≤<>=]{{0,8}}?)(?P<q>{Q}){_BEHIND}"
)
FOLLOWED = re.compile(rf"(?P<q>{Q})(?P<not>\(不含\))?(?P<after>{AFTER})(?P<excluding>\(不含\))?{_EACH}")
COUNTED = re.compile(rf"(?P<q>\ue000){_EACH}|(?:^|[率度数量为共计:成])(?P<bare>\ue001)$")

# --- words only ------------------------------------------------------------------------------------------------------
STATE = re.compile("[不未](?:超|突破)出?预算$|不超支|未超支")
WITHIN = re.compile(
    "^(?:控制)?在?(?:项目|年度|年初|财政|批复)*(?:预算|概算)(?:批复|指标|安排|控制)?(?:范围|额度|金额|数|总额)?[之以]?内"
)
EVENT = re.compile(
    "(?:春节|元旦|国庆节?|五一|中秋节?|端午节?|劳动节|主?汛期|开学|采暖季?期?|供暖期?|学期末|学期结束|高考|两会)(?:来临|到来)?[之以]?前"
)
WORDS = re.compile("(?s).*")
