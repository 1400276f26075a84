"""What Chinese names look like."""

from __future__ import annotations

import re

from editions.read.shapes import is_han

_SURNAMES = frozenset(  # the Hundred Family Surnames (百家姓) and common ones beside them
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁"
    "韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆"
    "萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林"
    "刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑"
    "裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭"
    "厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄"
    "姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨"
    "居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关"
    "蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟言"
    "福肖仝覃初展修闪冼付代门历战矫迟隋邸丛仵原逢区敬"
)
_LONG_SURNAMES = frozenset(["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "司徒", "端木", "轩辕", "長孫", "长孙", "宇文", "南宫", "歐陽"])
_WORDS = (  # words that begin with a surname, or stand where a name does
    "您好 你好 谢谢 好的 方便 手记 札记 调查 观察 体验 随笔 感言 日记 视点 视线 手札 探访 走访 实录 追踪 帮忙 连线 眼中 发现 获悉 "
    "了解 报道 综合 整理 编译 日前 近日 昨日 今日 计划 公司 时间 方案 成果 高度 文化 经济 全面 相关 关于 "
    "广大 能源 安全 年度 成立 展望 通知 通讯 公告 国家 都市 强化 华丽 项目 向前 路上 明天 明年 有关 经验 "
    "连续 应急 简讯 解读 和谐 幸福 何时 何以 常态 管理 边界 海外 安居 乐业 平安 家园 都会 阳光 空间 古城 "
    "关注我们 关注 编辑 责编 美编 校对 审核 审校 监制 记者 红色 利民 惠民 富民 强国 农家 温暖 祝福 周一 周二 周三 周四 周五 周六 周日 周末 高一 高二 高三 万元 方言 时评 "
    "文章 文件 文本 文明 文物 文艺 文字 文献 图片 时代 时刻 时光 和平 安静 江上 江水 江边 江面 江南 江北 山水 水上 水边 元旦 春天 秋天"
)
_NOT_NAMES = frozenset(_WORDS.split())

# What is said of a person, or whom one works for
_ROLES = ("记者", "通讯员", "实习生", "新华社", "中央社", "整理")

_BODIES = (  # what the name of an office, company or school ends in
    *(
        "公司",
        "中心",
        "集团",
        "局",
        "委",
        "办",
        "办公室",
        "部",
        "处",
        "院",
        "大学",
        "学院",
        "学校",
        "中学",
        "小学",
    ),
    *("医院", "协会", "支队", "大队", "馆", "站", "团", "社", "工作室"),
)


# Surnames in Traditional script, and what they are above.
_SIMPLER = str.maketrans(
    "趙錢孫吳鄭馮陳衛蔣韓楊許呂張華陶謝鄒竇雲蘇葛範魯韋馬鳳袁鮑費賀湯羅畢鄔樂傅龐齊顧黃蕭貝"
    "計談龐紀項閔賈婁顏鍾駱樊淩盧莫經繆應單龔陸榮車鞏葉劉龍寧閻連習饒聶溫莊簡歐塗鄧譚嚴賴萬儲",
    "赵钱孙吴郑冯陈卫蒋韩杨许吕张华陶谢邹窦云苏葛范鲁韦马凤袁鲍费贺汤罗毕邬乐傅庞齐顾黄萧贝"
    "计谈庞纪项闵贾娄颜钟骆樊凌卢莫经缪应单龚陆荣车巩叶刘龙宁阎连习饶聂温庄简欧涂邓谭严赖万储",
)

# Where agencies and papers file from; it settles where a name ends that a place follows.
_PLACE_NAMES = (
    "北京 上海 天津 重庆 重慶 香港 澳门 澳門 台北 臺北 新北 桃园 桃園 台中 臺中 台南 臺南 高雄 基隆 "
    "新竹 花莲 花蓮 台东 臺東 屏东 嘉义 宜兰 南投 彰化 云林 雲林 苗栗 澎湖 金门 金門 广州 深圳 南京 杭州 成都 武汉 西安 济南 青岛 大连 沈阳 "
    "长春 哈尔滨 石家庄 太原 郑州 合肥 南昌 长沙 福州 厦门 南宁 海口 三亚 贵阳 昆明 拉萨 兰州 西宁 银川 "
    "乌鲁木齐 呼和浩特 苏州 宁波 珠海 聊城 东京 東京 首尔 首爾 平壤 河内 曼谷 新加坡 吉隆坡 雅加达 马尼拉 "
    "新德里 伊斯兰堡 德黑兰 耶路撒冷 开罗 莫斯科 基辅 伦敦 倫敦 巴黎 柏林 布鲁塞尔 日内瓦 罗马 马德里 "
    "维也纳 华盛顿 華盛頓 纽约 紐約 洛杉矶 洛杉磯 旧金山 舊金山 芝加哥 渥太华 墨西哥城 巴西利亚 "
    "布宜诺斯艾利斯 内罗毕 约翰内斯堡 悉尼 堪培拉 惠灵顿 联合国"
)
_PLACES = frozenset(_PLACE_NAMES.split())


def is_place(text: str) -> bool:
    """Whether a text is a place that copy is filed from, of those that are known here."""
    return text in _PLACES or (text[-1:] in {"县", "縣", "市"} and text[:-1] in _PLACES)


def is_name(text: str) -> bool:
    """Whether a text that stands where a name does can be one: of a person, Chinese or not, or of a body."""
    if _is_word(text):
        return False
    parts = text.split("·")
    if all(part and all(map(is_han, part)) for part in parts):
        a_person = 2 <= len(text) <= 4 if len(parts) == 1 else max(map(len, parts)) <= 8 and len(parts) <= 4
        return a_person or (3 <= len(text) <= 24 and text.endswith(_BODIES))
    if text.endswith(_BODIES):
        return len(text) <= 24 and all(char.isalnum() or char in "（）()·" for char in text)
    return bool(re.fullmatch(r"[A-Z][A-Za-z.'’-]+(?: [A-Z][A-Za-z.'’-]+){0,3}", text))


def has_surname(text: str) -> bool:
    """Whether a text is a Chinese name for all one can see: its first character is a surname. A name of parts
    (`阿卜杜拉·买买提`) counts too."""
    return (
        "·" in text or (2 <= len(text) <= 4 and text[0].translate(_SIMPLER) in _SURNAMES)
    ) and text not in _NOT_NAMES


def is_short(text: str) -> bool:
    """Whether a name with a surname is no longer than one is: two or three characters, four with a surname of two."""
    return "·" in text or len(text) <= 3 or text[:2] in _LONG_SURNAMES


def _is_word(text: str) -> bool:
    return text in _NOT_NAMES or text.endswith(_ROLES)
