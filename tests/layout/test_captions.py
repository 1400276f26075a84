"""Captions: their lines, and the credit in them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.edition import Setup
from layout.pictures import caption_lines
from tests.layout.making import picture

HAN = "晨雾初散，岚江三桥静候首批车辆通过。大桥主塔高152米，112根斜拉索分列两侧，早上6时30分第一辆公交车驶上桥面"


@pytest.mark.parametrize("columns", [1, 2, 3])
@given(length=st.integers(4, len(HAN)), credit=st.sampled_from(["记者 周野 摄", "通讯员 何小满 摄", "新华社记者 欧阳知远 摄"]))
@settings(max_examples=60, deadline=None)
def test_no_caption_parts_the_name_in_its_credit(setup: Setup, columns: int, length: int, credit: str) -> None:
    pictured = picture("wide", caption=HAN[:length].rstrip("，。") + "。", credit=credit)
    style = setup.desk.style
    width = (columns * style.grid.characters + (columns - 1) * style.grid.gutter) * style.grid.body_pt
    lines = caption_lines(pictured, width, style, setup.desk.table)
    name = credit.split()[1]
    assert any(name in line.text for line in lines)
    assert "".join("".join(line.text for line in lines).split()) == "".join(f"{pictured.caption}{credit}".split())
    if columns > 1 or len(credit) < 12:
        assert credit in lines[-1].text
    measure = width / style.caption.size_pt * 1000
    assert all(line.width <= measure + 1 for line in lines)
