"""HTML of a stranger made safe to show: nothing runs, nothing is fetched, nothing leaves its frame.

An allow-list (nh3). Pictures keep their words and lose their source, so that opening a mail tells its sender nothing;
the files themselves are attachments. Styles, classes, ids and forms go.
"""

from __future__ import annotations

import re
from html import escape

import nh3

from ombud.channels.mail.html import MAX_HTML, to_text

_TAGS = frozenset(
    [
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href", "title"},
    "img": {"alt", "title"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_WITH_CONTENT = frozenset(
    (
        "script",
        "style",
        "title",
        "head",
        "noscript",
        "template",
        "iframe",
        "object",
        "svg",
        "math",
        "select",
        "textarea",
    )
)


MAX_NESTING = 256
"""Elements within elements. Deeper ones are an attack on whoever lays them out: then the mail is shown as text."""

_CONTAINER = re.compile(
    r"<(/?)(?!(?:p|li|d[td]|t[rdh]|t?body|thead|tfoot|option|br|hr|img|meta|link|col|input|wbr)\b)[a-z]", re.IGNORECASE
)


def safe_html(source: str) -> str:
    """The fragment to show, links opened apart and without a referrer; empty where nothing remains."""
    if _too_deep(source[:MAX_HTML]):
        return "<p>" + escape(to_text(source)).replace("\n", "<br>") + "</p>"
    return nh3.clean(
        source[:MAX_HTML],
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        clean_content_tags=set(_WITH_CONTENT),
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        strip_comments=True,
    ).strip()


def _too_deep(source: str) -> bool:
    depth = 0
    for match in _CONTAINER.finditer(source):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > MAX_NESTING:
            return True
    return False
