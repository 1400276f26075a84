"""Stories of a page: groups, jumps, and how dateline and byline are set."""

from __future__ import annotations

from typing import Any

import pytest

from editions.model import Article, Edition, Person, Run
from layout.bylines import body_runs, byline_of, byline_under_headline, byline_under_note, people_line
from layout.stories import Part, after_jump, before_jump, jump_point, stories_of
from tests.layout.making import article, block, edition, table_block

HAN = "江边的步道修好以后，傍晚出来走走的人一天比一天多。"


def whole(story: Article) -> Part:
    return Part(story, 0, len(story.body))


def run_in(story: Article) -> str:
    """The body as it is set, a line a block."""
    return "\n".join("".join(run.text for run in runs) for runs in body_runs(whole(story)))


def ids(of: Edition, page_no: str) -> list[str]:
    return [story.id for story in stories_of(of, page_no)]


# Which stories


def test_stories_stand_in_the_order_of_rank_then_of_the_edition() -> None:
    made = edition(
        [article("c", HAN, rank=3), article("a", HAN, rank=1), article("d", HAN, rank=3), article("b", HAN, rank=2)]
    )
    assert ids(made, "2") == ["a", "b", "c", "d"]
    assert ids(made, "1") == []


def test_articles_of_one_group_are_one_story_under_its_label() -> None:
    made = edition(
        [
            article("a", HAN, rank=4, group="简讯", label="短波"),
            article("b", HAN, rank=2),
            article("c", HAN, rank=5, group="简讯"),
        ]
    )
    lead, group = stories_of(made, "2")
    assert lead.id == "b"
    assert (group.id, group.label, group.rank, group.is_group) == ("简讯", "短波", 4, True)
    assert [part.article.id for part in group.parts] == ["a", "c"]
    assert [part.blocks for part in group.parts] == [part.article.body for part in group.parts]


def test_a_group_without_label_is_labelled_with_its_name() -> None:
    made = edition([article("a", HAN, group="简讯"), article("b", HAN, group="简讯")])
    assert stories_of(made, "2")[0].label == "简讯"


def test_one_article_alone_is_no_group() -> None:
    (story,) = stories_of(edition([article("a", HAN, group="简讯")]), "2")
    assert not story.is_group
    assert story.headline


def test_groups_of_two_pages_with_one_name_are_two() -> None:
    made = edition([article(name, HAN, group="简讯", page_no=no) for name, no in (("a", "1"), ("b", "2"), ("c", "2"))])
    assert [part.article.id for part in stories_of(made, "2")[0].parts] == ["b", "c"]


def test_a_picture_story_needs_no_headline() -> None:
    (story,) = stories_of(edition([article("p", kind="picture", headline="")]), "2")
    assert not story.is_group


# Jumps


def jumping(*kinds: str, lengths: tuple[int, ...] = (100, 100, 100, 100)) -> Article:
    body = [block("字" * size, kind) for kind, size in zip(kinds, lengths, strict=True)]  # type: ignore[arg-type]
    return article("j", *body, page_no="1", jump="3")


def test_a_story_parts_at_the_paragraph_nearest_to_the_share() -> None:
    assert jump_point(jumping(*["paragraph"] * 4)) == 2
    assert jump_point(jumping(*["paragraph"] * 4, lengths=(300, 100, 100, 100))) == 1
    assert jump_point(jumping(*["paragraph"] * 4, lengths=(10, 10, 10, 400))) == 3


def test_a_story_never_parts_behind_a_subhead() -> None:
    story = jumping("paragraph", "subhead", "paragraph", "paragraph", lengths=(200, 10, 150, 50))
    for size in range(50, 400, 25):
        story = story._replace(body=(block("字" * size), *story.body[1:]))
        assert story.body[jump_point(story) - 1].kind != "subhead"


def test_a_story_does_not_part_where_only_a_subhead_is_before() -> None:
    story = article("j", block("小标题", "subhead"), HAN, page_no="1", jump="3")
    assert jump_point(story) == 2
    assert before_jump(story).jump_to == ""


@pytest.mark.parametrize("body", [(), (HAN,)])
def test_a_story_of_one_block_does_not_jump(body: tuple[str, ...]) -> None:
    story = article("j", *body, page_no="1", jump="3")
    made = edition([story], page_nos=("1", "3"))
    assert before_jump(story).jump_to == ""
    assert ids(made, "3") == []


@pytest.mark.parametrize("count", range(2, 12))
def test_before_and_after_are_the_whole_body(count: int) -> None:
    body = [block(HAN * (1 + number % 3), "subhead" if number % 4 == 2 else "paragraph") for number in range(count)]
    story = article("j", *body, page_no="1", jump="3")
    before, after = before_jump(story), after_jump(story)
    assert before.blocks + after.blocks == story.body
    assert before.blocks
    if after.blocks:
        assert (before.jump_to, after.jump_from) == ("3", "1")


def test_the_page_jumped_to_has_the_rest() -> None:
    story = article("j", *[HAN] * 5, page_no="1", jump="3", kicker="引题", deck="副题", label="栏目", box=True, rank=1)
    made = edition([story, article("k", HAN, page_no="3", rank=4)], page_nos=("1", "2", "3"))
    (first,) = stories_of(made, "1")
    local, rest = stories_of(made, "3")
    assert (first.box, first.label, first.rank) == (True, "栏目", 1)
    assert local.id == "k"
    assert (rest.id, rest.rank, rest.box, rest.label) == ("j", 4, False, "")
    assert (rest.lead.kicker, rest.lead.deck) == ("", "")
    assert ids(made, "2") == []


def test_what_jumps_leaves_pictures_and_sidebars_behind() -> None:
    rest = after_jump(jumping(*["paragraph"] * 4))
    assert (rest.article.pictures, rest.article.sidebars) == ((), ())


@pytest.mark.parametrize("turn", ["|", "｜"])
def test_a_continued_story_has_no_turn_in_its_headline(turn: str) -> None:
    story = article("j", *[HAN] * 4, page_no="1", jump="3", headline=f"甲乙丙{turn}丁戊")
    (rest,) = stories_of(edition([story], page_nos=("1", "3")), "3")
    assert rest.headline.replace("\u3000", "") == "甲乙丙丁戊"


def test_an_article_of_a_group_that_jumps_is_not_printed_twice() -> None:
    story = article("j", *[HAN] * 4, page_no="1", jump="3", group="简讯")
    made = edition([story, article("k", HAN, page_no="1", group="简讯")], page_nos=("1", "3"))
    parts = [part for no in ("1", "3") for found in stories_of(made, no) for part in found.parts]
    assert sum(len(part.blocks) for part in parts if part.article.id == "j") == 4


# Bylines


@pytest.mark.parametrize(
    ("people", "line"),
    [
        ([], ""),
        ([("记者", "沈知远")], "记者 沈知远"),
        ([("记者", "沈知远"), ("记者", "陆明溪"), ("通讯员", "何小满")], "记者 沈知远 陆明溪 通讯员 何小满"),
        ([("", "章一苇")], "章一苇"),
        ([("文", "甲某"), ("图", "乙某"), ("文", "丙某")], "文 甲某 图 乙某 文 丙某"),
    ],
)
def test_people_line(people: list[tuple[str, str]], line: str) -> None:
    assert people_line([Person(*person) for person in people]) == line


REPORTER = (Person("记者", "方晚晴"),)


def test_news_runs_the_byline_in() -> None:
    story = article("n", HAN, HAN, dateline="本报讯", bylines=REPORTER)
    assert run_in(story) == f"本报讯（记者 方晚晴）{HAN}\n{HAN}"
    assert not byline_under_headline(story)
    assert body_runs(whole(story))[0][:2] == (Run("本报讯", "hei"), Run("（记者 方晚晴）", "byline"))


@pytest.mark.parametrize(
    ("fields", "opening"),
    [
        ({"dateline": "本报柏川10月15日电", "bylines": REPORTER}, "本报柏川10月15日电（记者 方晚晴）"),
        ({"bylines": REPORTER}, "本报讯（记者 方晚晴）"),
        ({}, "本报讯　"),
        ({"dateline": "本报讯"}, "本报讯　"),
        ({"source": "江海通讯社"}, "据江海通讯社　"),
        ({"source": "本报综合"}, "本报讯　"),
        ({"dateline": "江海社石渡10月15日电（记者丁某）", "bylines": REPORTER}, "江海社石渡10月15日电（记者丁某）　"),
        ({"byline_text": "记者 方晚晴 摄影报道"}, "本报讯（记者 方晚晴 摄影报道）"),
        ({"bylines": REPORTER, "dateline": "本报讯【记者 方晚晴】"}, "本报讯【记者 方晚晴】　"),
        ({"bylines": REPORTER, "dateline": "【本报记者方晚晴北京2月1日电】"}, "【本报记者方晚晴北京2月1日电】　"),
        ({"bylines": REPORTER, "dateline": "（据新华社北京2月1日电）"}, "（据新华社北京2月1日电）（记者 方晚晴）"),
    ],
)
def test_how_a_dispatch_opens(fields: dict[str, Any], opening: str) -> None:
    assert run_in(article("n", HAN, **fields)) == opening + HAN


def test_the_opening_stands_before_the_first_paragraph_not_before_a_note() -> None:
    story = article("n", block("编者按：如下。", "note"), HAN, dateline="本报讯", bylines=REPORTER)
    assert run_in(story) == f"编者按：如下。\n本报讯（记者 方晚晴）{HAN}"


@pytest.mark.parametrize("kind", ["feature", "commentary"])
def test_features_and_commentaries_have_the_byline_under_the_headline(kind: str) -> None:
    story = article("f", HAN, kind=kind, bylines=REPORTER)
    assert byline_under_headline(story)
    assert run_in(story) == HAN


def test_without_a_name_there_is_no_byline_under_the_headline() -> None:
    assert not byline_under_headline(article("f", HAN, kind="feature"))
    assert not byline_under_note(article("f", block(HAN, "note"), HAN, kind="feature"))


@pytest.mark.parametrize("kind", ["feature", "commentary"])
def test_an_editors_note_comes_between_headline_and_byline(kind: str) -> None:
    story = article("f", block("编者按：如下。", "note"), HAN, kind=kind, bylines=REPORTER)
    assert byline_under_note(story)
    assert not byline_under_headline(story)
    after = article("f", HAN, block("编后：如上。", "note"), kind=kind, bylines=REPORTER)
    assert byline_under_headline(after)
    assert not byline_under_note(after)


@pytest.mark.parametrize(
    ("kind", "people", "line"),
    [
        ("feature", REPORTER, "本报记者 方晚晴"),
        ("commentary", REPORTER, "记者 方晚晴"),
        ("commentary", (Person("", "章一苇"),), "□ 章一苇"),
        ("feature", (Person("", "许望津"), Person("", "丁小苔")), "□ 许望津 丁小苔"),
    ],
)
def test_the_byline_under_the_headline(kind: str, people: tuple[Person, ...], line: str) -> None:
    assert byline_of(article("f", HAN, kind=kind, bylines=people)) == line


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (("Ann Brook",), "By Ann Brook"),
        (("Ann Brook", "Li Ming"), "By Ann Brook and Li Ming"),
        (("Ann Brook", "Li Ming", "Zhou Ye"), "By Ann Brook, Li Ming and Zhou Ye"),
    ],
)
def test_an_english_story_has_an_english_byline(names: tuple[str, ...], line: str) -> None:
    people = tuple(Person("", name) for name in names)
    english = "The bridge opened at dawn, and people came to see it."
    assert byline_of(article("f", english, kind="feature", headline="A Bridge Opens", bylines=people)) == line
    brief = article("f", english, kind="brief", headline="A Bridge Opens", dateline="GROSSETO (AP)", bylines=people)
    assert run_in(brief).endswith(f"（{line.removeprefix('By ')}）")
    chinese = article("f", HAN, kind="feature", bylines=people)
    assert byline_of(chinese) == "□ " + " ".join(names)


@pytest.mark.parametrize("kind", ["brief", "notice", "picture"])
def test_others_are_signed_at_the_end(kind: str) -> None:
    story = article("b", HAN, HAN, kind=kind, bylines=(Person("", "梁若川"),))
    assert run_in(story) == f"{HAN}\n{HAN}（梁若川）"


def test_the_signature_stands_after_the_last_paragraph_not_after_a_table() -> None:
    story = article("b", HAN, table_block(("甲", "乙")), kind="notice", bylines=(Person("", "梁若川"),))
    assert run_in(story) == f"{HAN}（梁若川）\n"


def test_a_brief_with_a_dateline_has_it_and_is_signed() -> None:
    story = article("b", HAN, kind="brief", dateline="本报石渡讯", bylines=(Person("", "梁若川"),))
    assert run_in(story) == f"本报石渡讯　{HAN}（梁若川）"


def test_of_a_story_that_jumps_the_opening_is_before_and_the_signature_after() -> None:
    news = article("n", *[HAN] * 4, page_no="1", jump="3", dateline="本报讯", bylines=REPORTER)
    brief = article("b", *[HAN] * 4, page_no="1", jump="3", kind="notice", bylines=REPORTER)
    assert body_runs(before_jump(news))[0][0].text == "本报讯"
    assert body_runs(after_jump(news))[0] == news.body[0].runs
    assert body_runs(before_jump(brief))[-1] == brief.body[0].runs
    assert body_runs(after_jump(brief))[-1][-1].text == "（记者 方晚晴）"


# Everything that an article says is set, or its kind has no place for it and something must tell.


@pytest.mark.parametrize("kind", ["feature", "commentary", "picture"])
def test_a_dateline_is_never_dropped(kind: str) -> None:
    story = article("d", HAN, kind=kind, dateline="本报柏川10月15日电", bylines=REPORTER)
    assert "本报柏川10月15日电" in run_in(story)


@pytest.mark.parametrize(
    ("kind", "body"),
    [("news", block("甲\n乙", "verse")), ("brief", table_block(("甲", "乙"))), ("news", block("甲", "note"))],
)
def test_a_byline_is_set_although_there_is_no_paragraph(kind: str, body: object) -> None:
    story = article("d", body, kind=kind, dateline="本报讯", bylines=REPORTER)  # type: ignore[arg-type]
    assert "方晚晴" in run_in(story) or byline_under_headline(story) or byline_under_note(story)
