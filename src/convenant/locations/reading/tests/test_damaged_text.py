"""Letters damaged on the way are put right, and right letters are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.locations.reading import guess_mapping, read_table, understand
from convenant.locations.reading.damaged_text import repaired

LETTERS = "áàâäãåçéèêëíìîïñóòôöõøúùûüýğışŞİĞčćžšđŁłńśźżěřůőűȘßæœÄÖÜÉÇươằộº°"


def damaged(text: str, codec: str) -> str:
    return "".join(
        bytes([b]).decode(codec, errors="ignore") or chr(b) for b in text.encode("utf-8")
    )


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
def test_every_letter_comes_back(codec):
    for letter in LETTERS:
        if letter.encode()[0] in (*range(0xC2, 0xC7), 0xE1):
            assert repaired(damaged(f"x{letter}y", codec)) == f"x{letter}y"


# A capital with accent before one of these letters or signs is what damage looks like; no
# spelling puts them there.
FOLLOWING = set("ŠšŒœŽžŸƒºª°")


@given(
    st.text(
        st.sampled_from(sorted(set(LETTERS) - FOLLOWING) + list("aZ 09,.-'\"/()&")), max_size=60
    )
)
def test_text_that_is_right_is_left_alone(text):
    assert repaired(text) == text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("MalkoÃ§oÄ\x9flu", "Malkoçoğlu"),
        ("Drake‚Äôs", "Drake’s"),
        ("Children‚Äö√Ñ√¥s", "Children’s"),
        ("LTD â€“ Division", "LTD – Division"),
        ("SÃO PAULO", "SÃO PAULO"),
        ("Åre, Ängelholm", "Åre, Ängelholm"),
    ],
)
def test_damage_as_it_occurs(text, right):
    assert repaired(text) == right


def test_a_list_says_how_many_cells_it_repaired():
    table = read_table("name,address,country\nA,SÄ±vat Caddesi,TR\n".encode(), "list.csv")
    found = understand(table, guess_mapping(table))
    assert found.rows[0].address == "Sıvat Caddesi"
    assert "Cells with letters damaged earlier (Ã© for é), repaired: 1." in found.notes[0].sentence(
        "en"
    )
    # The table keeps what the file says.
    assert table.rows[0][1] == "SÄ±vat Caddesi"
