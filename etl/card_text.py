"""Change fields of a document's card as text: comments and lines that are not changed stay."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping

from etl.documents import CARD_FIELDS, CARD_OPTIONAL
from etl.faults import DataFault, Fault

Row = dict[str, str]
_ALL = (*CARD_FIELDS, *CARD_OPTIONAL)


def read_fields(file: str, text: str) -> Row:
    """The fields of a card as text; '' for one that it lacks. Raises DataFault if it cannot be read."""
    try:
        fields = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = f"cannot be read as TOML ({error})"
        raise DataFault([Fault(file, 0, said, "mend that line")]) from error
    return {name: str(fields.get(name, "")) for name in _ALL}


def with_fields(file: str, text: str, row: Mapping[str, str]) -> str:
    """The card with these fields; written anew where a line cannot be changed by itself."""
    wanted = {name: row.get(name, "") for name in _ALL}
    if not text:
        return _plain(wanted)
    found = read_fields(file, text)
    changed = text
    for name, said in wanted.items():
        if said != found[name]:
            changed = _with_line(changed, name, said)
    try:
        return changed if read_fields(file, changed) == wanted else _plain(wanted)
    except DataFault:
        return _plain(wanted)


def _with_line(text: str, name: str, said: str) -> str:
    line = re.compile(rf"^{name}[ \t]*=[^\r\n]*", re.MULTILINE)
    if line.search(text):
        return line.sub(lambda _: _line(name, said), text, count=1)
    end = "\r\n" if "\r\n" in text else "\n"
    return text + ("" if text.endswith(("\n", "\r")) else end) + _line(name, said) + end


def _plain(row: Mapping[str, str]) -> str:
    return "".join(f"{_line(name, row[name])}\n" for name in _ALL if row[name] or name in CARD_FIELDS)


def _line(name: str, said: str) -> str:
    # JSON's way to write a text is also TOML's.
    number = name == "length" and said.isdecimal()
    return f"{name} = {int(said) if number else json.dumps(said, ensure_ascii=False)}"
