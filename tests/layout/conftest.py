"""What the tests of layout share: faces, setups, the demo edition composed and printed once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editions.folder import read_edition
from editions.model import Article, Edition
from fonts.roles import FaceTable, find_faces
from layout.edition import Setup, compose_edition, compose_one, set_up
from layout.export.pdf import About, export_pdf
from layout.items import Page
from tests.layout.making import edition, seeded_edition, stand_ins

# The demo's own pictures are much alike in shape; where one is not drawn, a gray one of this size stands in.
STAND_IN = (1500, 1000)


@pytest.fixture(scope="session")
def table() -> FaceTable:
    """The faces that pip brings."""
    return find_faces({}, system=False)


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pictures that made editions name."""
    folder = tmp_path_factory.mktemp("made")
    stand_ins(folder)
    return folder


@pytest.fixture(scope="session")
def setup(table: FaceTable) -> Setup:
    """Grid and desk of the tabloid preset."""
    return _set_up(edition(()), table)


@pytest.fixture(scope="session")
def broadsheet(table: FaceTable) -> Setup:
    return _set_up(edition((), preset="broadsheet"), table)


def _set_up(of: Edition, table: FaceTable) -> Setup:
    made, problems = set_up(of, table)
    assert made is not None, problems
    return made


@pytest.fixture(scope="session")
def demo_edition(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The demo, in a copy in which no picture is missing."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("demo") / "demo"
    shutil.copytree(demo, folder, ignore=shutil.ignore_patterns("drawing", "__pycache__"))
    found, _ = read_edition(folder)
    assert found is not None
    files = [picture.file for story in found.articles for picture in story.pictures] + [ad.file for ad in found.ads]
    for file in files:
        if not (folder / file).exists():
            (folder / file).parent.mkdir(exist_ok=True)
            Image.new("L", STAND_IN, 150).save(folder / file)
    found, problems = read_edition(folder)
    assert found is not None
    assert not [fault for fault in problems if fault.severity == "error"]
    return found


@pytest.fixture(scope="session")
def demo_setup(demo_edition: Edition, table: FaceTable) -> Setup:
    return _set_up(demo_edition, table)


@pytest.fixture(scope="session")
def demo_pages(demo_edition: Edition, demo_setup: Setup) -> tuple[Page, ...]:
    return compose_edition(demo_edition, [page.no for page in demo_edition.pages], demo_setup)


@pytest.fixture(scope="session")
def demo_pdf(demo_edition: Edition, demo_pages: tuple[Page, ...]) -> bytes:
    about = About("岚江日报", "岚江日报社", "", demo_edition.date)
    return export_pdf(demo_pages, about, Path(demo_edition.root))


SEEDS = tuple(range(1, 11))


@pytest.fixture(scope="session")
def seeded(demo_edition: Edition, demo_setup: Setup, root: Path) -> dict[int, tuple[Edition, Page]]:
    """Ten made pages by their seeds, with the editions that they are pages of."""
    made = {seed: seeded_edition(seed, demo_edition, root) for seed in SEEDS}
    return {seed: (of, compose_one(of, "2", demo_setup)) for seed, of in made.items()}


Compose = Callable[..., Page]


@pytest.fixture
def compose(root: Path, setup: Setup) -> Compose:
    """Composes page 2 of an edition made of the given articles."""

    def composed(*articles: Article, **rest: Any) -> Page:
        return compose_one(edition(articles, root=str(root), **rest), "2", setup)

    return composed
