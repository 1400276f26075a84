"""No last line of a paragraph stands alone at the head of a column of the demo (clreq, widow)."""

from __future__ import annotations

import pytest

from editions.model import Edition
from layout.edition import Setup, plan_edition_page
from layout.fit import fit


@pytest.mark.parametrize("page_no", ["1", "2", "3", "4"])
def test_no_column_of_the_demo_begins_with_a_widow(demo_edition: Edition, demo_setup: Setup, page_no: str) -> None:
    plan, _ = plan_edition_page(demo_edition, page_no, demo_setup)
    for slot in plan.slots:
        fitted = fit(slot, demo_setup.desk)
        heads = [fitted.lines[start] for start, end in fitted.flow.columns[1:] if start < end]
        assert not [line.lines[0].text for line in heads if line.role == "body" and line.last and not line.first]
