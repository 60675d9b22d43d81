"""Names of attachments that are safe to offer for saving on any system: no path, no trick, never empty."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 150
# Control and format codes (Cc, Cf) hide or turn letters round: "annexe\u202egpj.exe" shows as "annexeexe.jpg".
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\ud800-\udfff]"
)
_UNSAFE = re.compile(r'[<>:"|?*%]')
_SPACES = re.compile(r"\s+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_EXTENSION = {
    "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/csv": ".csv", "text/vcard": ".vcf",
    "image/jpeg": ".jpg", "image/jpg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp",
    "image/heic": ".heic", "image/tiff": ".tif", "image/svg+xml": ".svg", "image/bmp": ".bmp",
    "application/pdf": ".pdf", "application/zip": ".zip", "application/msword": ".doc", "application/rtf": ".rtf",
    "application/vnd.ms-excel": ".xls", "application/json": ".json", "application/pgp-signature": ".asc",
    "application/pgp-encrypted": ".asc", "application/pkcs7-signature": ".p7s", "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m", "application/ms-tnef": ".dat",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "message/rfc822": ".eml", "audio/mpeg": ".mp3", "audio/ogg": ".ogg", "audio/amr": ".amr", "video/mp4": ".mp4",
    "video/quicktime": ".mov", "video/3gpp": ".3gp",
}  # fmt: skip


def safe(name: str, kind: str = "application/octet-stream") -> str:
    """`name` without path, control and direction codes, reserved words; at most 150 bytes of UTF-8, its ending kept."""
    name = unicodedata.normalize("NFC", _HIDDEN.sub("", name[:4000]))
    name = name.replace("\\", "/").rstrip("/ ").rpartition("/")[2]
    name = _SPACES.sub(" ", _UNSAFE.sub("_", name)).strip(" .")
    if not name or not name.strip("_ .-"):
        name = "attachment" + _EXTENSION.get(kind, ".txt" if kind.startswith("text/") else "")
    if _RESERVED.match(name):
        name = "_" + name
    if len(name.encode("utf-8", "replace")) <= MAX_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > 12:
        stem, ending = name, ""
    else:
        ending = "." + ending
    return stem.encode()[: MAX_BYTES - len(ending.encode())].decode("utf-8", "ignore").rstrip(" .") + ending
