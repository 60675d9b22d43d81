"""The catalogue of guard rules (DUTIES section 6.1): what each asks for or forbids, and which duty it keeps."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `code` names it in findings, `reason` is the code a page translates, `required` rules ask for something
    to be there (they warn), the others forbid; `duties` are the duties it keeps."""

    code: str
    reason: str
    required: bool
    duties: tuple[str, ...]


_RULES: Final = (
    Rule("R00", "not_read_whole", False, ("D07",)),
    Rule("R01", "names_customer", True, ("D35", "D46")),
    Rule("R02", "meets_the_matter", True, ("D21",)),
    Rule("R03", "apologises", True, ("D40", "D43")),
    Rule("R04", "says_next_step", True, ("D05", "D40")),
    Rule("R05", "names_responsible_person", True, ("D04", "D26")),
    Rule("R06", "gives_a_time", True, ("D05", "D38")),
    Rule("R07", "private_channel", True, ("D24",)),
    Rule("R08", "minimising", False, ("D07", "D37")),
    Rule("R09", "blaming", False, ("D37", "D42")),
    Rule("R10", "mocking", False, ("D22",)),
    Rule("R11", "anger_policing", False, ("D07",)),
    Rule("R12", "betrays_private_matter", False, ("D23", "D24", "D44")),
    Rule("R13", "promise_without_permission", False, ("D13", "D41")),
    Rule("R14", "back_to_failed_handler", False, ("D45",)),
    Rule("R15", "wrong_language_or_register", False, ("D08",)),
    Rule("R16", "dead_end", False, ("D17",)),
    Rule("R17", "ends_without_customer", False, ("D10", "D31")),
    Rule("R18", "open_placeholder", False, ("D24",)),
    Rule("R19", "no_real_apology", False, ("D40", "D43")),
)

CATALOGUE: Final[dict[str, Rule]] = {rule.code: rule for rule in _RULES}
