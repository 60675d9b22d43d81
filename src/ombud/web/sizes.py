"""How large a file is, as people say it."""

from __future__ import annotations

from django.utils.translation import gettext as _


def size_words(size: int) -> str:
    """So many bytes as people say it."""
    if size < 1000:
        return _("%(n)d bytes") % {"n": size}
    if size < 1_000_000:
        return _("%(n)d kB") % {"n": size // 1000}
    if size % 1_000_000 == 0:
        return _("%(n)d MB") % {"n": size // 1_000_000}
    return _("%(n).1f MB") % {"n": size / 1_000_000}
