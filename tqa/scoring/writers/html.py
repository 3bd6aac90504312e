"""A leaderboard as a page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, ClassVar

from tqa.pages.page import render
from tqa.scoring.scoreboard import PAGE, Scoreboard
from tqa.scoring.writer import BoardWriter, Style, board_writer
from tqa.scoring.writers import _page


@board_writer
class Html(BoardWriter):
    """One offline file: scores, intervals, significance, and a browser of segments."""

    name: ClassVar[str] = "html"
    segments: ClassVar[int] = PAGE
    texts: ClassVar[int] = PAGE

    def write(self, boards: Sequence[Scoreboard], stream: IO[str], style: Style) -> None:
        """Write the page."""
        page = render(
            "leaderboard.html",
            lang="en",
            styles=("charts.css", "leaderboard.css"),
            scripts=("leaderboard.js",),
            sets=[_set(each, number, style) for number, each in enumerate(boards, 1)],
        )
        stream.write(page)


def _set(board: Scoreboard, number: int, style: Style) -> Mapping[str, Any]:
    values = _page.values(board, style.decimals)
    return {**values, "contents": list(_contents(values, f"set{number}"))}


def _contents(values: Mapping[str, Any], key: str) -> Iterator[tuple[str, str]]:
    """The parts of the page about one test set: id and title."""
    yield f"{key}-scores", values["title"]
    if values["plots"]:
        yield f"{key}-plots", "Intervals"
    if values["matrices"]:
        yield f"{key}-significance", "Significance"
    for at, grid in enumerate(values["grids"], 1):
        yield f"{key}-grid-{at}", grid.title
    for at, cases in enumerate(values["cases"], 1):
        yield f"{key}-cases-{at}", cases["title"]
    yield f"{key}-browser", "Segments"
