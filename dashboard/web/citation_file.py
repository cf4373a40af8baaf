"""Write the citation file of a release (CFF 1.2.0), for reference managers."""

from __future__ import annotations

from dashboard.words import say

LICENCE = "CC-BY-4.0"


def text(release_id: str, address: str) -> str:
    """The file as YAML, in the words of ``dashboard.citation``. An address that is not absolute is left out."""
    fields = {
        "cff-version": "1.2.0",
        "message": say("web.cite_message"),
        "title": say("site.name"),
        "type": "dataset",
        "version": release_id,
        "license": LICENCE,
        **({"url": address} if "://" in address else {}),
    }
    lines = [f"{name}: {_yaml(value)}" for name, value in fields.items()]
    return "\n".join([*lines, "authors:", f"  - name: {_yaml(say('cite.maintainers'))}"]) + "\n"


def _yaml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
