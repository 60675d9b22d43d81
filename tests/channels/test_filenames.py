"""Names of files as strangers give them, and as they are offered for saving."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.channels.filenames import MAX_BYTES, safe


@pytest.mark.parametrize(
    ("given_name", "kind", "offered"),
    [
        ("photo.jpg", "image/jpeg", "photo.jpg"),
        ("Grüße aus Köln.jpg", "image/jpeg", "Grüße aus Köln.jpg"),
        ("../../etc/passwd", "", "passwd"),
        ("..\\..\\windows\\system.ini", "", "system.ini"),
        ("/absolute", "", "absolute"),
        ("folder/", "", "folder"),
        ("a\x00b\nc\r.txt", "", "abc.txt"),
        ("annexe\u202egpj.exe", "", "annexegpj.exe"),
        ("in\u200bvisible\ufeff.pdf", "", "invisible.pdf"),
        ("CON", "", "_CON"),
        ("nul.txt", "", "_nul.txt"),
        ("com1.tar.gz", "", "_com1.tar.gz"),
        ("console.txt", "", "console.txt"),
        ('a<b>c:"d|e?f*g%h', "", "a_b_c__d_e_f_g_h"),
        (".hidden", "", "hidden"),
        ("trailing. . .", "", "trailing"),
        ("many   spaces .txt", "", "many spaces .txt"),
        ("", "application/pdf", "attachment.pdf"),
        ("...", "image/png", "attachment.png"),
        ("///", "text/x-strange", "attachment.txt"),
        ("", "application/x-strange", "attachment"),
    ],
)
def test_names(given_name: str, kind: str, offered: str) -> None:
    assert safe(given_name, kind) == offered


def test_a_long_name_keeps_its_ending() -> None:
    name = safe("ø" * 300 + ".docx")
    assert name.endswith("ø.docx")
    assert len(name.encode()) <= MAX_BYTES


@given(st.text(max_size=400))
def test_any_name_is_safe_and_stays_as_it_is(name: str) -> None:
    offered = safe(name)
    assert offered
    assert len(offered.encode("utf-8")) <= MAX_BYTES
    assert not set(offered) & set('/\\<>:"|?*\0\n\r\u202e\u200b')
    assert offered == offered.strip(" .")
    assert safe(offered) == offered
