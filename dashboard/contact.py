"""Say whom to write to about an error: by the setting SITE_CONTACT, a mail address or a web address."""

from __future__ import annotations

import logging
import os
import re
from functools import lru_cache
from html import escape

from dashboard.words import say

LOGGER = logging.getLogger(__name__)
SETTING = "SITE_CONTACT"
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"{_NAME}(?:\.{_NAME})+"
MAIL = re.compile(rf"[A-Za-z0-9._%+-]{{1,64}}@{_HOST}")
ADDRESS = re.compile(rf"https://{_HOST}(?:/[A-Za-z0-9._~/-]*)?")
LONGEST = 254


def link() -> str:
    """A link to whoever keeps the site, as HTML; '' where the setting is not given, or is neither sort of address."""
    given = setting()
    if not given:
        return ""
    target = f"mailto:{given}" if "@" in given else given
    return f'<a href="{escape(target)}">{escape(given.removeprefix("https://"))}</a>'


def line() -> str:
    """The same as a sentence for the foot of a page; '' without the setting."""
    where = link()
    return f"<p>{escape(say('footer.contact'))} {where}</p>" if where else ""


def setting() -> str:
    """The setting where it is well formed, else ''."""
    return _checked(os.environ.get(SETTING, ""))


@lru_cache(maxsize=8)
def _checked(text: str) -> str:
    given = text.strip()
    if not given or (len(given) <= LONGEST and (MAIL.fullmatch(given) or ADDRESS.fullmatch(given))):
        return given
    LOGGER.warning(
        "%s must be a mail address or an address such as https://example.org/contact (got %r)",
        SETTING,
        given[:60],
    )
    return ""
