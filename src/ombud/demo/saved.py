"""The demo team's saved replies: their names, and their letters by language and form of address."""

from __future__ import annotations

from importlib.resources import files

import yaml

Texts = dict[str, dict[str, str]]


def saved_replies() -> dict[str, Texts]:
    """Each reply's letters by its name: {"de": {"formal": …}}."""
    told = yaml.safe_load((files("ombud.demo") / "saved.yaml").read_text(encoding="utf-8"))
    frames: Texts = told["frames"]
    replies: dict[str, Texts] = told["replies"]
    return {
        name: {language: _framed(frames[language], texts) for language, texts in words.items()}
        for name, words in replies.items()
    }


def _framed(frames: dict[str, str], words: dict[str, str]) -> dict[str, str]:
    return {register: frames[register].replace("{words}", text) for register, text in words.items()}
