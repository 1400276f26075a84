"""The desk (案头): what every step of a page's makeup needs and none changes."""

from __future__ import annotations

from typing import NamedTuple

from fonts.roles import FaceTable
from layout.setting.headlines import Lexicon
from layout.style import Means, Style


class Desk(NamedTuple):
    """The style of a page, the faces and what is known of words."""

    style: Style
    table: FaceTable
    lexicon: Lexicon

    def with_means(self, too_much: tuple[Means, ...]) -> Desk:
        """The same, with these means against too much copy."""
        makeup = self.style.makeup._replace(too_much=too_much)
        return self._replace(style=self.style._replace(makeup=makeup))
