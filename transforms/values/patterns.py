"""The patterns of the rules.

``Q`` is the sign that stands for a quantity in a shape (quantities.py).
"""

from __future__ import annotations

import re

from transforms.values.numerals import DIGITS
from transforms.values.operators import AFTER, REACHED, SIGN, WORD
from transforms.values.vocabulary import words

Q = "[\ue000\ue001]"
_PLAIN = "[^\ue000\ue001,≥≤<>=]"
_NOT_Q = "[^,\ue000\ue001]"
_EACH = rf"(?P<each>每{_NOT_Q}{{1,4}})?"
_BEHIND = rf"(?P<not>\(不含\))?(?:(?P<after>{AFTER})(?P<open>\(不含\))?)?{_EACH}"
_EACH_NOUN = f"每[一-龥]{{1,4}}{words('each', stands='behind')}?"
_LEAN = f"{words('operators', stands='lean')}?"
_OPERATOR = f"{SIGN}|{WORD}|{REACHED}"
_BOUND = "≥|≤|<=|>=|<|>"
_PLACE = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_TIME = "[年月季日号]|(?:19|20)[0-9]{2}[-./]"

FORMULA_ERROR = r"(?:#(?:N/?A|REF|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC|引用)[!?]?|Err:[0-9]{3})"
"""What a workbook shows where its formula has no value."""

# --- a whole value
# ----------------------------------------------------------------------------
BLANK = re.compile(
    rf"[-/\\_.…·*×xX?#、。—□]*|N/?A!?|{FORMULA_ERROR}|null|None"
    r"|待定|待填|未填|□是□否|是□否□|暂无|无数据|未提供|不适用|不涉及|略|空"
)
TIME_NUMBER = re.compile(rf"(?P<sign>{SIGN})?(?P<digits>[0-9][0-9,.]{{3,9}})(?: (?P=digits))?年?")
SIGNED_NUMBER = re.compile(
    rf"(?P<sign>{SIGN})?(?P<money>[¥￥])?(?P<minus>-)?(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})+"
    rf"|[0-9]+)(?P<fraction>\.[0-9]+)?(?P<tail>[^0-9]{{0,12}})"
)
YES_NO = re.compile("(?:定性:?)?(?P<answer>是|否|√|×|有|无|1|0)(?:\\(√\\))?")
TEMPLATE = re.compile(
    rf"(?=[^0-9]*$)(?P<sign>{SIGN}|{WORD})?(?:[*×xX_□○?]+|\([*×xX_]*\)|[.…]{{2,}})?\(?"
    rf"(?P<unit>[^0-9()]{{0,6}}(?:\([^()]\))?)\)?(?P<after>{AFTER})?"
)
# 前三名, 排名全国第一; what is counted (前三个月, 第二季度) is no rank
_NO_RANK = words("ranks", stands="no_rank")
RANK = re.compile(".*[前第].*")
RANKS = (
    re.compile(
        rf"前(?P<first>{_PLACE})(?P<unit>{words('ranks', stands='unit')})?(?![0-9]|{_NO_RANK})"
    ),
    re.compile(
        rf"(?:{words('ranks', stands='before')}第|第(?=[0-9一二三四五六七八九十]+[名位]$)"
        rf"|^第(?=[0-9一二三四五六七八九十]+$))"
        rf"(?P<place>{_PLACE})(?P<unit>位)?(?![0-9]|{_NO_RANK})"
    ),
)
# 零事故, 违规0, 为零
ZERO = re.compile(
    f".*?(?<![0-9.%])(?:(?:零|0){words('events', kind='mishap')}[^0-9]*"
    "|(?<![一-龥])零|(?<!不)(?:为|是)(?:零|0))"
)
# a part of a whole, or several of a row: neither number is what is to be reached
NO_NUMBER = re.compile(
    rf"(?P<before>{SIGN}|{WORD})?[0-9]{{1,2}}/[0-9]{{1,2}}(?P<after>{AFTER})?"
    r"|第[0-9]{1,3}[-~至到—]{1,2}第?[0-9]{1,3}(?:期|批次?|次|届|号|轮|条|项)"
)
INTERVAL = re.compile(
    rf"(?P<open>[\[(])(?P<low>{DIGITS})%?[,;]"
    rf"(?P<high>{DIGITS})%?(?P<close>[\])])(?P<unit>[^0-9]{{0,4}})"
)

# --- one condition
# ----------------------------------------------------------------------------
PERIOD = DEADLINE = re.compile(f"(?s)^.*?(?:{_TIME})")
PLUS_MINUS = re.compile(rf"(?P<q>{Q})?(?:±|正负|上下浮动|\+/-|\+-){_LEAN}(?P<q2>{Q})")
BOUNDS = re.compile(
    rf"(?P<low>{_OPERATOR})(?P<q>{Q})(?:[且并和及至到,]|同时)?(?P<high>{_OPERATOR})(?P<q2>{Q})"
)
BETWEEN_BOUNDS = re.compile(rf"(?P<q>{Q})及?(?P<low>以上)(?P<q2>{Q})(?P<high>以下|以内)")
MIRRORED = re.compile(
    rf"^(?P<q>{Q})(?P<low>{_BOUND})[^\ue000\ue001≥≤<>=]+(?:(?P<high>{_BOUND})(?P<q2>{Q}))?"
)
RAISED = re.compile(rf"[从由]{Q}[^\ue000\ue001]{{0,8}}[到至为](?P<q>{Q}){_BEHIND}")
RANGE = re.compile(rf"(?<![从由])(?P<q>{Q})(?:-{{1,2}}|~|至|到|—)(?:{SIGN})?(?P<q2>{Q})")
# what states two quantities is not asked about one
OF_TWO = frozenset((BOUNDS, BETWEEN_BOUNDS, RAISED, RANGE))
PRINTED = re.compile(rf"(?P<sign>{SIGN}){_LEAN}(?P<q>{Q}){_BEHIND}")
REACHES = re.compile(
    rf"(?<![到发传下送抵表])(?:{REACHED})"
    rf"(?:{_LEAN}|(?P<share>{_PLAIN}{{2,30}}?的))(?P<q>{Q}){_BEHIND}"
)
# words between a comparison and its number: 不低于中央财政补助资金的42%
GOVERNED = re.compile(
    rf"(?P<word>{WORD})(?P<lean>(?<=[于过]){_PLAIN}{{9,40}}?|在(?:(?!内){_PLAIN}){{1,40}}?)"
    rf"(?P<q>{Q}){_BEHIND}"
)
WORDED = re.compile(
    rf"(?<![预节公合签制特附最邻])(?P<word>{WORD})"
    rf"(?P<lean>{_LEAN}|(?<=[于足至少多过长高低短]){_PLAIN}{{0,8}}?)(?P<q>{Q}){_BEHIND}"
)
FOLLOWED = re.compile(rf"(?P<q>{Q})(?P<not>\(不含\))?(?P<after>{AFTER})(?P<open>\(不含\))?{_EACH}")
COUNTED = re.compile(
    rf"(?P<q>\ue000){_EACH}|(?:^|[率度数量为共计:成]|{_EACH_NOUN})(?P<bare>\ue001)$"
)

# --- words only
# ----------------------------------------------------------------------------
STATE = re.compile("[不未](?:超|突破)出?预算$|不超支|未超支")
WITHIN = re.compile(
    "^(?:控制)?在?(?:项目|年度|年初|财政|批复)*(?:预算|概算)"
    "(?:批复|指标|安排|控制)?(?:范围|额度|金额|数|总额)?[之以]?内"
)
EVENT = re.compile(f"{words('events', kind='deadline')}(?:来临|到来)?[之以]?前")
WORDS = re.compile("(?s).*")
