"""The demo community of Pellamo, an invented maker of coffee roasters: its letters, its team, and what was done.

No Django and no database: bytes and frozen facts for whoever wants to show the product at work. Everything here is
invented; every address ends in `.example`. `mails` are the letters, `people` the team, `script` what happened next.
"""

from __future__ import annotations

from ombud.demo.mails import mails

__all__ = ["mails"]
