import pytest

from tests.reading.formats.places import check_places, segments_of
from tqa.base.errors import FormatError
from tqa.reading.formats.subtitles import Subtitles

SRT = """\
1
00:00:01,000 --> 00:00:03,000
Pasar itu buka
sejak <i>subuh</i>,

2
00:00:03,100 --> 00:00:05,000
kata Ratna &amp; ibunya.

3
00:00:05,100 --> 00:00:06,000
- Ramai?
- Ya.

4
00:00:30,000 --> 00:00:31,000
{\\an8}Pulang yuk

5
00:00:40,000 --> 00:00:41,000
besok
"""


def test_a_sentence_runs_over_cues() -> None:
    segments = segments_of(Subtitles(), SRT, "a.srt")
    assert [(s.unit, s.text) for s in segments] == [
        ("1", "Pasar itu buka sejak subuh, kata Ratna & ibunya."),
        ("3", "- Ramai? - Ya."),
        ("4", "Pulang yuk"),
        ("5", "besok"),
    ]
    assert segments[0].locate(segments[0].text.index("kata"))[:2] == (8, 1)
    check_places(SRT, segments, escapes="&")


def test_windows_line_ends() -> None:
    text = SRT.replace("\n", "\r\n")
    check_places(text, segments_of(Subtitles(), text, "a.srt"), escapes="&")


def test_webvtt() -> None:
    text = (
        "WEBVTT - judul\n\nNOTE catatan\nlagi\n\nSTYLE\n::cue { color: red }\n\n"
        "intro\n00:01.000 --> 00:02.000 align:start\n<v Budi>Halo.</v>\n"
    )
    (segment,) = segments_of(Subtitles(), text, "a.vtt")
    assert (segment.text, segment.locate(0)[:2]) == ("Halo.", (11, 9))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.srt: empty file"),
        ("WEBVTT\n", "a.srt: no cues"),
        ("1\nHalo\n", "a.srt:1: text without times"),
        ("1\n00:00:01 --> 00:00:02\nHalo\n", "a.srt:2: times that cannot be read"),
    ],
)
def test_malformed(text: str, message: str) -> None:
    with pytest.raises(FormatError) as error:
        segments_of(Subtitles(), text, "a.srt")
    assert message in str(error.value)
