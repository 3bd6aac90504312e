"""The lexical aligner: what it must get right on small documents."""

from tqa.aligning.aligner import ALIGNERS, relatedness
from tqa.aligning.aligners.lexical import Lexical
from tqa.model import Bead, Mark, Segment

ID = (
    "Pemerintah membuka pelabuhan baru di Makassar pada 12 Maret 2024.",
    "Menteri Perhubungan Budi Santosa meresmikan dermaga sepanjang 450 meter itu.",
    "Kapal pertama membawa 1.200 ton beras dari Surabaya.",
    "Nelayan setempat berharap harga ikan naik.",
    "Mereka sudah menunggu selama lima tahun.",
    "Bank Dunia membiayai proyek ini sebesar Rp2,5 triliun.",
)
EN = (
    "The government opened a new port in Makassar on 12 March 2024.",
    "Transport Minister Budi Santosa inaugurated the 450 metre pier.",
    "The first ship carried 1,200 tonnes of rice from Surabaya.",
    "Local fishermen hope that the price of fish will rise.",
    "They have been waiting for five years.",
    "The World Bank finances the project with Rp2.5 trillion.",
)


def shapes(source: list[str], target: list[str], langs: tuple[str, str] = ("id", "en")) -> str:
    """The beads as text: `0:0 1,2:1 3:`."""
    beads = align(source, target, langs)
    return " ".join(
        ",".join(s.id for s in bead.source) + ":" + ",".join(s.id for s in bead.target)
        for bead in beads
    )


def align(
    source: list[str], target: list[str], langs: tuple[str, str] = ("id", "en")
) -> list[Bead]:
    sides = (
        [Segment(str(n), text, lang) for n, text in enumerate(texts)]
        for texts, lang in zip((source, target), langs, strict=True)
    )
    return Lexical().align(*sides, langs)


def test_it_is_the_registered_default() -> None:
    assert ALIGNERS["lexical"] is Lexical


def test_one_to_one() -> None:
    assert shapes([*ID], [*EN]) == "0:0 1:1 2:2 3:3 4:4 5:5"


def test_either_language_may_be_the_source() -> None:
    assert shapes([*EN], [*ID], ("en", "id")) == "0:0 1:1 2:2 3:3 4:4 5:5"


def test_a_merged_sentence() -> None:
    merged = [EN[0], f"{EN[1]} {EN[2]}", *EN[3:]]
    assert shapes([*ID], merged) == "0:0 1,2:1 3:2 4:3 5:4"


def test_a_split_sentence() -> None:
    merged = [*ID[:4], f"{ID[4]} {ID[5]}"]
    assert shapes(merged, [*EN]) == "0:0 1:1 2:2 3:3 4:4,5"


def test_three_sentences_in_one() -> None:
    merged = [EN[0], " ".join(EN[1:4]), *EN[4:]]
    assert shapes([*ID], merged) == "0:0 1,2,3:1 4:2 5:3"


def test_a_run_that_was_left_out() -> None:
    assert shapes([*ID], [*EN[:1], *EN[4:]]) == "0:0 1: 2: 3: 4:1 5:2"


def test_an_added_sentence() -> None:
    added = [*EN[:3], "See also: chess club of Lisbon wins the national title", *EN[3:]]
    assert shapes([*ID], added) == "0:0 1:1 2:2 :3 3:4 4:5 5:6"


def test_marked_segments_stand_alone() -> None:
    source = [Segment("0", ID[0], "id"), Segment("1", "Bagikan", "id", mark=Mark.BOILERPLATE)]
    target = [Segment("0", EN[0], "en"), Segment("1", "Leave a comment", "en")]
    beads = Lexical().align(source, target, ("id", "en"))
    assert len(beads[0].source) == len(beads[0].target) == 1
    assert all(not b.target for b in beads if b.source and b.source[0].mark)


def test_confidence_tells_translations_from_unrelated_text() -> None:
    good = align([*ID], [*EN])
    strange = [
        "Cats sleep for most of the day.",
        "Painting needs patience and cheap brushes.",
        "Nobody remembered the second violin.",
        "Snow covered the mountain huts early.",
        "Her grandmother baked seven pies.",
        "The comet returns every 76 years.",
    ]
    assert min(bead.score for bead in good) > 0.7
    assert relatedness(good) > 0.9
    assert relatedness(align([*ID], strange)) < ALIGNERS["lexical"].unrelated / 2
    assert relatedness([]) == 0


def test_part_of_a_translation_is_related() -> None:
    assert relatedness(align([*ID], [*EN[2:4]])) > ALIGNERS["lexical"].unrelated


def test_a_doubtful_bead_has_less_confidence() -> None:
    loose = [*EN[:4], "The crowd cheered loudly.", EN[5]]
    beads = align([*ID], loose)
    assert min(beads, key=lambda bead: bead.score) is beads[4]


def test_sentences_within_segments_tell_how_to_join() -> None:
    source = [f"{ID[0]} {ID[3]}", ID[1], ID[4], f"{ID[2]} {ID[5]}"]
    target = [EN[0], EN[3], EN[1], EN[4], f"{EN[2]} {EN[5]}"]
    assert shapes(source, target) == "0:0,1 1:2 2:3 3:4"
    added = [EN[0], "Rain is forecast.", EN[1], EN[4], f"{EN[2]} {EN[5]}"]
    assert shapes([ID[0], *source[1:]], added) == "0:0 :1 1:2 2:3 3:4"


def test_empty_sides() -> None:
    assert align([], []) == []
    assert shapes([*ID[:2]], []) == "0: 1:"
    assert shapes([], [*EN[:2]]) == ":0 :1"


def test_empty_segments_and_unknown_languages() -> None:
    assert shapes(["", ID[0]], ["", EN[0]]).endswith("1:1")
    assert shapes(["Anna 12 Oslo"], ["Anna 12 Oslo"], ("", "")) == "0:0"


def test_a_long_document_is_aligned_piece_by_piece() -> None:
    places = [f"{a}{b}{c}ar" for a in "BDGKLMNPRST" for b in "aeiou" for c in "bdgklmnprst"]
    source = [f"Warga {place} membeli {n} ekor sapi." for n, place in enumerate(places)]
    target = [f"People of {place} bought {n} cows." for n, place in enumerate(places)]
    del target[300:310]
    found = align(source, target)
    alone = [bead.source[0].id for bead in found if not bead.target]
    assert alone == [str(n) for n in range(300, 310)]
    assert len(found) == len(source)


def test_a_short_line_is_left_alone_rather_than_joined() -> None:
    source = [ID[0], "Iklan", *ID[1:3], "Oleh: Redaksi", *ID[3:]]
    assert shapes(source, [*EN]) == "0:0 1: 2:1 3:2 4: 5:3 6:4 7:5"
