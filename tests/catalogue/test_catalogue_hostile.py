"""Whatever is in the files: a catalogue, or lines that can be read. Never a traceback."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litenby import FILES, write

from bot.catalogue import WrongCatalogue, load

HOSTILE = (
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda s: s.encode("utf-8", "ignore"))
    | st.sampled_from(
        [
            b"[" * 5000,
            b"a = " + b"9" * 5000,
            b"code = 0x" + b"f" * 5000,
            b"a = " + b"[" * 200 + b"]" * 200,
            b"x," * 100_000,
            b"key,name,form\n" + b'"' + b"a" * 200_000,
            b"key,name,form\nx,\x1b[31m\x00,=HYPERLINK()\n",
            "key,name,form\nx,<script>alert(1)</script>,company\n".encode("utf-16"),
        ]
    )
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(FILES), HOSTILE)
def test_t32_any_bytes_are_a_catalogue_or_a_clear_message(tmp_path, name, data):
    folder = write(tmp_path / "litenby")
    (folder / name).write_bytes(data)
    _loads_or_tells(folder)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(FILES), st.data())
def test_t32_any_text_in_any_place_is_a_catalogue_or_a_clear_message(tmp_path, name, data):
    folder = write(tmp_path / "litenby")
    text = (folder / name).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    put = data.draw(st.text(st.characters(codec="utf-8"), max_size=40))
    (folder / name).write_text(text[:start] + put + text[end:], encoding="utf-8", newline="")
    _loads_or_tells(folder)


def _loads_or_tells(folder: Path) -> None:
    try:
        here, problems = load(folder), None
    except WrongCatalogue as wrong:
        here, problems = None, wrong.problems
    if here is not None:
        assert all(p.name.isprintable() for p in here.providers)
        return
    assert problems
    for problem in problems:
        assert str(problem).isprintable()
        assert len(str(problem).removeprefix(str(folder))) < 600
