"""From an edition's folder to finished and checked pages: every stage in turn, and all that they find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from editions.diagnostic import DOES_NOT_FIT, FONT_MISSING, Diagnostic
from editions.model import Edition
from editions.verdict import exit_code

if TYPE_CHECKING:
    from fonts.roles import FaceTable
    from layout.edition import Setup
    from layout.export.plate import Plate
    from layout.items import Page

Stage = Callable[[str], AbstractContextManager[object]]


class MadeUp(NamedTuple):
    """An edition as far as it came. `found` is all that is wrong; without an edition, a table of faces or a
    setup there are no pages. Where there are plates, what is on the pages is on them."""

    edition: Edition | None
    found: tuple[Diagnostic, ...]
    table: FaceTable | None = None
    setup: Setup | None = None
    pages: tuple[Page, ...] = ()
    plates: tuple[Plate, ...] = ()


class Ready(NamedTuple):
    """An edition that can be planned: read, checked, with its faces and its setup."""

    edition: Edition
    page_nos: tuple[str, ...]
    table: FaceTable
    setup: Setup


def make_ready(
    root: Path,
    stage: Stage,
    *,
    paper: Path | None = None,
    asked: Sequence[str] = (),
    system_fonts: bool = False,
    load: Callable[[], object] = lambda: None,
) -> tuple[MadeUp, Ready | None]:
    """Read and check the edition in folder `root`, or only what concerns the pages `asked` for, as users write them;
    what there is of it, and None if that is not enough to plan a page. `load` brings modules of stages to come."""
    # Imports stand in their stages, but those of the stages to come are had while another process reads.
    with stage("read"):
        edition, found = _read(root, paper, load)
    if edition is None:
        return MadeUp(None, found), None
    with stage("check"):
        from editions.check import check_copy
        from editions.pages_asked import concerning, find_pages

        page_nos = tuple(page.no for page in edition.pages)
        found = (*found, *check_copy(edition))
        if asked:
            page_nos, unknown = find_pages(edition, asked)
            found = (*concerning(found, edition, page_nos), *unknown)
    with stage("fonts"):
        from layout.edition import find_faces_of, set_up

        table, faceless = find_faces_of(edition, system=system_fonts)
        setup, unstyled = set_up(edition, table)
        found = (*found, *faceless, *unstyled)
    if setup is None or any(not missing.file for missing in table.missing):
        return MadeUp(edition, found, table), None
    with stage("settle"):
        from layout.plan.moving import settle

        edition, moved = settle(edition, setup.desk_for, page_nos)
    found = (*found, *(concerning(moved, edition, page_nos) if asked else moved))
    return MadeUp(edition, found, table, setup), Ready(edition, page_nos, table, setup)


def _read(
    root: Path, paper: Path | None, load: Callable[[], object]
) -> tuple[Edition | None, tuple[Diagnostic, ...]]:
    """An edition as far as it can be read, and what is wrong with it. Another process reads the copy, while this one loads
    the modules and faces of nearly every edition and reads all else."""
    from editions.copy_files import read_copy
    from editions.folder import open_edition, read_opened
    from layout.abreast import beside

    opened, found = open_edition(root, paper=paper)
    if opened is None:
        return None, found
    with beside(partial(read_copy, opened.root, opened.style)) as bring:
        import layout.edition  # noqa: F401
        from fonts.roles import find_faces

        find_faces({}, system=False)
        load()
        return read_opened(opened, bring)


def make_up(
    root: Path,
    stage: Stage,
    *,
    paper: Path | None = None,
    asked: Sequence[str] = (),
    system_fonts: bool = False,
    tell: Callable[[str], None] | None = None,
    load: Callable[[], object] = lambda: None,
    draw: bool = False,
) -> MadeUp:
    """Read, check and compose the edition in folder `root`, or only the pages `asked` for, as users write them.

    With pages asked for, problems that belong to other pages are left out. The work of each stage is done
    within `stage(name)`, for who times it; `tell` hears each page number before its page is begun
    in this process, `load` brings modules of stages to come. With `draw` the pages become plates where they are composed.
    """
    made, ready = make_ready(root, stage, paper=paper, asked=asked, system_fonts=system_fonts, load=load)
    if ready is None:
        return made
    with stage("compose"):
        pages, plates = _compose(ready, tell, draw=draw)
    later = [fault for page in pages for fault in page.diagnostics]
    # Where copy could not be read, white space and the like follow from that; what does not fit, or has
    # no glyph, is wrong all the same.
    if exit_code(made.found):
        later = [fault for fault in later if exit_code([fault]) in (DOES_NOT_FIT, FONT_MISSING)]
    return made._replace(found=(*made.found, *later), pages=pages, plates=plates)


def _compose(
    ready: Ready, tell: Callable[[str], None] | None, *, draw: bool
) -> tuple[tuple[Page, ...], tuple[Plate, ...]]:
    """The pages of an edition, composed and checked, and their plates if they are drawn."""
    from layout.abreast import processes
    from layout.check import check_page
    from layout.edition import finish_edition
    from layout.export.plate import draw_plate

    def checked(page: Page) -> Page:
        return page._replace(diagnostics=(*page.diagnostics, *check_page(ready.edition, page)))

    if not draw:
        pages = finish_edition(ready.edition, ready.page_nos, ready.setup, checked, tell, processes=processes())
        return pages, ()

    def drawn(page: Page) -> Plate:
        return draw_plate(checked(page))

    plates = finish_edition(ready.edition, ready.page_nos, ready.setup, drawn, tell, processes=processes())
    return tuple(plate.page for plate in plates), plates
