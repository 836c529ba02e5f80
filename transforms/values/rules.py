"""The table of rules: how a printed value is read. Asked from top to bottom; the first that reads a value has read it.

``text`` rules see the whole folded value, ``clause`` rules the text of one condition, ``shape`` rules a condition in which
every quantity is the one sign ``Q``. docs/values.md is this table, printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from transforms.values import readers as read
from transforms.values.clauses import Clause
from transforms.values.numerals import DIGITS
from transforms.values.operators import AFTER, REACHED, SIGN, WORD
from transforms.values.relations import AGAINST
from transforms.values.target import Draft, Given

_Q = "[\ue000\ue001]"
_TAIL = rf"(?P<not>\(不含\))?(?:(?P<after>{AFTER})(?P<excluding>\(不含\))?)?(?P<each>每[^,\ue000\ue001]{{1,4}})?"
_LEAN = "(?:为|在|于|是|:|人民币|¥)?"
_OPERATOR = f"{SIGN}|{WORD}|{REACHED}"


class TextRule(NamedTuple):
    """A rule that reads a whole value."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Given], Draft | None]
    example: str
    source: str


class ClauseRule(NamedTuple):
    """A rule that reads one condition."""

    name: str
    on: str  # text or shape
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Clause], Draft | None]
    example: str
    source: str


TEXT_RULES = (
    TextRule("blank", re.compile(r"[-/\\_.…·*×xX?#、。—□]*|#?N/?A!?|#[A-Z0-9/]+[!?]|null|None|待定|待填|未填|暂无|无数据|未提供|不适用|不涉及|略|空"), read.empty, "——",
             "a cell that says nothing"),
    TextRule("time_number", re.compile(rf"(?P<sign>{SIGN})?(?P<digits>[0-9][0-9,.]{{3,9}})(?: (?P=digits))?(?:年)?"), read.time_number,
             "44561 (项目完成时间)", "Excel's 1900 date system; only under a name that speaks of time"),
    TextRule("signed_number", re.compile(rf"(?P<sign>{SIGN})?(?P<minus>-)?(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?P<fraction>\.[0-9]+)?(?P<tail>[^0-9]{{0,12}})"),
             read.signed_number, "≥90%", "sign, number, unit: the commonest notation"),
    TextRule("yes_no", re.compile(r"(?:定性:?)?(?P<answer>是|否|√|×|有|无|1|0)"), read.yes_no, "是", "CONTRACT 5, 是/否"),
    TextRule("template", re.compile(rf"(?P<sign>{SIGN}|{WORD})?(?:[*×xX_□○?]+|\([*×xX_]*\)|[.…]{{2,}})?\(?(?P<unit>[^0-9()]{{0,6}}(?:\([^()]\))?)\)?(?P<after>{AFTER})?"), read.template,
             "≥**%", "a printed form that nobody filled in"),
    TextRule("rank", re.compile(r".*?(?:前(?P<first>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>名|位|强|%)?|(?:(?:排名?|位列|位居|名列)(?:全[国省市区县])?第|第(?=[0-9一二三四五六七八九十]+[名位]$))(?P<place>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?P<word>名|位)?)"
                               r"(?![0-9个年月天日季周次批期号条届类级轮款章节者线产方置期大小件份项])(?P<rest>.*)"), read.rank, "排名前三", "CONTRACT 5"),
    TextRule("zero", re.compile(r".*?(?<![0-9.%])(?:(?:零|0)(?P<what>事故|投诉|差错|失误|死亡|伤亡|违[规法纪]|发生|增长|上访|感染|病例|案件|拖欠|缺陷|故障|中断|泄[露漏]|丢失|遗漏|误差|返贫|新增|火[灾情]|伤害|舆情|脱[管贫]|漏[管报]|辍学|排放|"
                               r"退[回件]|超时|逾期|延误|复发|信访|越级|盗窃|犯罪|积压|欠账|欠薪|重大|安全|责任|扣分|发案|污染|溺亡|流失|闲置|接触|存量|余额|结转|浪费|报告病例|断[电网档]|等待|输入)[^0-9]*|(?<![一-龥])零|(?<!不)(?:为|是)(?:零|0))"), read.zero,
             "零事故", "CONTRACT 5; 无 is never 0"),
    TextRule("interval", re.compile(rf"(?P<open>[\[(])(?P<low>{DIGITS})(?P<unit>%?)[,;](?P<high>{DIGITS})(?P<unit2>%?)(?P<close>[\])])(?P<unit3>[^0-9]{{0,4}})"), read.interval, "[80,90)", "mathematical notation; both ends are kept"),
)

CLAUSE_RULES = (
    ClauseRule("period", "text", re.compile("[年月季]|(?:19|20)[0-9]{2}[-./]"), read.period, "2023.07-2024.01", "CONTRACT 5, dates"),
    ClauseRule("deadline", "text", re.compile("[年月季日号]|(?:19|20)[0-9]{2}[-./]"), read.deadline, "2024年12月底前", "CONTRACT 5, dates"),
    ClauseRule("plus_minus", "shape", re.compile(rf"(?P<q>{_Q})?(?:±|正负|上下浮动|\+/-|\+-){_LEAN}(?P<q2>{_Q})"), read.plus_minus, "±5%", "a tolerance on both sides"),
    ClauseRule("bounds", "shape", re.compile(rf"(?P<low>{_OPERATOR})(?P<q>{_Q})(?:[且并和及至到,]|同时)?(?P<high>{_OPERATOR})(?P<q2>{_Q})"), read.bounds,
               "≥90%≤100%", "CONTRACT 5, ranges"),
    ClauseRule("between_bounds", "shape", re.compile(rf"(?P<q>{_Q})(?:及)?(?P<low>以上)(?P<q2>{_Q})(?P<high>以下|以内)"), read.bounds, "80分以上90分以下", "CONTRACT 5, ranges"),
    ClauseRule("mirrored", "shape", re.compile(rf"^(?P<q>{_Q})(?P<low>≥|≤|<=|>=|<|>)(?P<middle>[^\ue000\ue001≥≤<>=]+)(?:(?P<high>≥|≤|<=|>=|<|>)(?P<q2>{_Q}))?"), read.mirrored,
               "90%≤X≤95%", "the sign stands behind the number"),
    ClauseRule("raised", "shape", re.compile(rf"[从由](?P<from>{_Q})[^\ue000\ue001]{{0,8}}[到至为](?P<q>{_Q}){_TAIL}"), read.raised, "从80%提高到90%", "the level to be reached"),
    ClauseRule("range", "shape", re.compile(rf"(?<![从由])(?P<q>{_Q})(?:-{{1,2}}|~|至|到|—)(?:{SIGN})?(?P<q2>{_Q})"), read.span, "80～90分", "CONTRACT 5, ranges"),
    ClauseRule("printed", "shape", re.compile(rf"(?P<sign>{SIGN}){_LEAN}(?P<q>{_Q}){_TAIL}"), read.printed, "合格率≥90%", "a sign before the number"),
    ClauseRule("reached", "shape", re.compile(rf"(?<![到发传下送抵表])(?:{REACHED}){_LEAN}(?P<q>{_Q}){_TAIL}"), read.reached, "达到95%",
               "CONTRACT 5: >= in a target, = in a result"),
    ClauseRule("worded", "shape", re.compile(rf"(?<![预节公合签制特附最邻])(?P<word>{WORD})(?P<lean>(?:{_LEAN})|(?<=[于足至少多过长高低短])[^\ue000\ue001,≥≤<>=]{{0,8}}?)(?P<q>{_Q}){_TAIL}"),
               read.worded, "不低于95%", "Civil Code art. 1259: 以上 includes, 超过 excludes"),
    ClauseRule("followed", "shape", re.compile(rf"(?P<q>{_Q})(?P<not>\(不含\))?(?P<after>{AFTER})(?P<excluding>\(不含\))?(?P<each>每[^,\ue000\ue001]{{1,4}})?"), read.followed, "问卷满意度95%以上",
               "Civil Code art. 1259: 以上 and 以内 include the number"),
    ClauseRule("counted", "shape", re.compile(rf"(?P<q>\ue000)(?P<each>每[^,\ue000\ue001]{{1,4}})?|(?:^|[率度数量为共计:成])(?P<bare>\ue001)$"), read.counted, "提供…报告1份", "CONTRACT 5: a sentence that states one quantity"),
)

WORD_RULES = (
    ClauseRule("state", "text", re.compile("(?:不|未)(?:超|突破)(?:出)?预算$|不超支|未超支"), read.state, "不超预算", "CONTRACT 5, levels that can be checked"),
    ClauseRule("within", "text", re.compile("^(?:控制)?在?(?:项目|年度|财政|批复)*(?:预算|概算)(?:批复|指标|安排|控制)?(?:范围|额度|金额|数|总额)?(?:之|以)?内"), read.within, "预算范围内", "CONTRACT 5, against something"),
    ClauseRule("event", "text", re.compile("(?:春节|元旦|国庆节?|五一|中秋节?|端午节?|劳动节|汛期|主汛期|开学|采暖季?期?|供暖期?|学期末|学期结束|高考|两会)(?:来临|到来)?(?:之|以)?前"), read.event, "春节前", "a deadline whose day is not printed"),
    ClauseRule("against", "text", re.compile(AGAINST), read.against, "不低于上年", "CONTRACT 5, against something"),
    ClauseRule("words", "text", re.compile("(?s)(?P<sign>[≥≤<>=~]*).*"), read.words, "显著提升", "CONTRACT 5: vague if nobody can check it"),
)
