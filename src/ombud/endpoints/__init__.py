"""Addresses that the operator chose, and what is asked of them: vectors, a draft, a translation.

We promise that a text goes to that address and to no other: certificates are verified, no redirect is followed, no
proxy of the environment is used. An answer comes within a deadline and a size, or is given up. Neither a text nor a key
is in an error. No Django; called by the journey and the embeddings.
"""

from ombud.endpoints.asking import Address, EndpointFailed, ask
from ombud.endpoints.translator import Translator
from ombud.endpoints.writer import Writer

__all__ = ["Address", "EndpointFailed", "Translator", "Writer", "ask"]
