"""What every reason code of the mail channel means in plain English, and what to do about it. `{detail}` is what the
server said.

The desk translates these; the codes are what the code speaks.
"""

from __future__ import annotations

REASONS: dict[str, str] = {
    # The way there
    "dns": "There is no server of that name. Check the spelling of the server's name. {detail}",
    "refused": "The recipient's server refused the mail. {detail}",
    "connection_refused": "Nothing answers on that port. Check the port and that the server is running.",
    "timeout": "The server did not answer in time. Check name and port, and that a firewall lets the connection out.",
    "unreachable": "There is no way to that server from here. Check the network of this machine. {detail}",
    "connection_lost": "The connection broke off. It is tried again by itself. {detail}",
    "greeting": (
        "Something answers there, but not a mail server of this kind. Check the port and the security. {detail}"
    ),
    # Security of the line
    "tls_certificate": (
        "The server's certificate cannot be trusted: {detail}. Use the name the certificate is made for, or "
        "give the file of your own certificate authority."
    ),
    "tls_unsupported": (
        "The server does not offer this security ({detail}). Choose TLS or STARTTLS as your provider says; "
        "the usual ports are 993 (TLS) and 143 (STARTTLS) for IMAP, 465 (TLS) and 587 (STARTTLS) for SMTP."
    ),
    "tls_failed": "No secure connection came about ({detail}). Check port and security; it is tried again by itself.",
    "ca_file": "The file of the certificate authority cannot be read: {detail}. Give the full path of a PEM file.",
    # Signing in
    "auth": (
        "The server refused user name or password ({detail}). Some providers want an app password instead of your own."
    ),
    "auth_needed": "The server sends only after signing in ({detail}). Give a user name and a password for sending.",
    "auth_unsupported": (
        "The server offers no way of signing in that works with a password ({detail}). Ask your provider for "
        "an app password."
    ),
    # The mailbox
    "folder_missing": (
        "There is no folder {detail}. Check its name, upper and lower case included; the first one is INBOX."
    ),
    "move_folder_missing": (
        "There is no folder {detail} to move mail to. Create it in your mail program or leave it empty."
    ),
    "quota": "The mailbox is full ({detail}). Make room or ask your provider for more.",
    "server_busy": "The server is busy ({detail}). It is tried again by itself.",
    "imap_refused": (
        "The server refused a command ({detail}). It is tried again by itself; if it stays so, ask your provider."
    ),
    "mail_unreadable": "The server lists a mail but does not hand it out ({detail}). It is tried again by itself.",
    "cursor_invalid": "It is not known how far this inbox was heard ({detail}). Start it again from the first mail.",
    # Sending
    "address_invalid": "That is not an address a mail can be sent to. Correct the address.",
    "address_utf8": "The address has letters that our mail server cannot send to. Ask for another address.",
    "message_id_invalid": "The mail has no proper id and was not sent. Please report this as a fault of Ombud.",
    "sender_refused": (
        "The server does not let this account send as our address ({detail}). Use the account's own address, "
        "or have the provider allow this one."
    ),
    "recipient_unknown": "The recipient's server knows no such address ({detail}). Check the address.",
    "mailbox_unavailable": "The recipient's mailbox takes no mail at the moment ({detail}).",
    "mailbox_full": "The recipient's mailbox is full ({detail}).",
    "too_large": "The mail is too large for the recipient ({detail}). Send a link or smaller files.",
    "refused_policy": (
        "The recipient's server refused the mail for reasons of its own ({detail}). Often SPF, DKIM or DMARC "
        "of our domain are not set up, or the server is on a block list."
    ),
    "file_missing": (
        "A file that goes with the letter cannot be read from the store on this machine, so the letter waits. Look "
        "whether the folder store is there and can be read, and restore it from your backup if it is not."
    ),
    "too_many_recipients": "The server took enough mail for now ({detail}). It is tried again by itself.",
    "server_full": "The server has no room for the mail ({detail}). It is tried again by itself.",
    "try_later": "The server asks us to try later ({detail}). It is tried again by itself.",
    "unreachable_there": "The recipient's server cannot be reached ({detail}). It is tried again by itself.",
    "answer_lost": (
        "The connection broke off before the server said whether it took the mail. It is tried again with the same id."
    ),
    "smtp_refused": "The server answered with something that is no mail protocol ({detail}). Check port and security.",
    "plus_refused": (
        "Mail to {detail} is refused: the provider does not know addresses with a plus. Switch plus addresses "
        "off; answers are then recognised by their ids alone."
    ),
    # Reading a mail
    "unreadable": "This mail could not be read. It is kept as it came; download it to look at it.",
    "oversize": (
        "This mail is larger than this inbox takes in. Its head is shown; the mail itself is still in the mailbox."
    ),
}

OF_THE_RECIPIENT = frozenset(
    [
        "recipient_unknown",
        "mailbox_unavailable",
        "mailbox_full",
        "too_large",
        "refused",
        "refused_policy",
        "address_invalid",
        "address_utf8",
        "unreachable_there",
    ]
)
"""What concerns this one mail. Every other reason concerns the inbox, and all its mail waits."""


def sentence(reason: str, detail: str = "") -> str:
    """The sentence of a code; a code without one is shown as it is, so that nothing is hidden."""
    known = REASONS.get(reason)
    if known is None:
        return f"{reason}: {detail}" if detail else reason
    known = known if detail else known.replace(" ({detail})", "")
    return known.replace("{detail}", detail).strip()
