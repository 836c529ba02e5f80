"""YAML that people write. A key that stands twice in one entry is an error, not the last one's;
aliases, tags and deep nesting are refused: nobody writes them by hand.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import yaml

from schemas.messages import english

_LONGEST = 64 << 10  # bytes of a sidecar
_DEEPEST = 20  # brackets in brackets of a list of corrections


# words of the parser -> what a person did there
_MISTAKES = (
    ("mapping values", "found.yaml_colon"),
    ("'\\t'", "found.yaml_tab"),
    ("cannot start any token", "found.yaml_sign"),
    ("found unexpected end of stream", "found.yaml_quote"),
)


class Place(NamedTuple):
    """Line and column, from 1."""

    line: int = 1
    column: int = 1


class PlacedError(yaml.YAMLError):
    """What a sidecar or a list may not hold, and where. ``told``: the message without the place."""

    def __init__(self, said: str, mark: Any, told: str, **fields: object) -> None:
        super().__init__(said)
        self.mark = mark
        self.told = told
        self.fields = fields


class Strict(yaml.SafeLoader):
    """Refuses a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping whose keys stand once each. Raises YAMLError with the place of the second."""
        seen = set[object]()
        for key, _ in node.value:
            name = self.construct_object(key, deep=True)
            if isinstance(name, str) and name in seen:
                said = english("found.key_twice", key=name)
                raise PlacedError(said, key.start_mark, "found.key_twice", key=name)
            seen.add(name if isinstance(name, str) else None)
        return super().construct_mapping(node, deep)


def reason(error: yaml.YAMLError, text: str) -> tuple[Place, str, dict[str, object]]:
    """Where a text stops being what it should be; the message that says why, with its fields."""
    if isinstance(error, PlacedError):
        return place_of(error.mark), error.told, error.fields
    if isinstance(error, yaml.reader.ReaderError):
        above = text[: error.position]
        sign = f"U+{ord(text[error.position]):04X}"
        column = len(above) - above.rfind("\n")
        return Place(above.count("\n") + 1, column), "found.yaml_character", {"sign": sign}
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", error))
    found = next((told for words, told in _MISTAKES if words in problem), "found.yaml")
    return place_of(mark), found, {}


def place_of(mark: Any) -> Place:
    """The place of a mark of the parser."""
    return Place(mark.line + 1, mark.column + 1) if mark else Place()


@contextmanager
def _explained(text: str) -> Iterator[None]:
    """What the parser says of a text, in our words."""
    try:
        yield
    except yaml.YAMLError as error:
        place, told, fields = reason(error, text)
        problem = english(told, **fields)
        said = english("found.yaml_place", **place._asdict(), problem=problem)
        raise yaml.YAMLError(said) from error


def load(data: bytes) -> Any:
    """The content of a file in UTF-8. Raises YAMLError if it is none."""
    text = _text(data)
    try:
        with _explained(text):
            check(text)
            return yaml.load(text, Strict)  # noqa: S506  # safe: it only adds a check
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise yaml.YAMLError(str(error)) from error


def check(text: str) -> None:
    """Raises YAMLError for what a list of entries never has."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        depth += isinstance(event, yaml.CollectionStartEvent)
        if depth > _DEEPEST or _is_artful(event):
            raise _nested(event)
        _check_signs(event)


def load_flat(data: bytes) -> dict[str, object]:
    """A sidecar: keys with plain values, one a line, in UTF-8. A value is what it looks like: a
    number, a date, else text. Raises YAMLError for anything else.
    """
    if len(data) > _LONGEST:
        raise yaml.YAMLError(english("found.sidecar_long", limit=_LONGEST))
    text = _text(data)
    with _explained(text):
        loader = yaml.SafeLoader(text)
        events = _events(loader)
    if not any(isinstance(event, yaml.MappingStartEvent) for event in events):
        raise yaml.YAMLError(english("found.not_mapping"))
    words = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    found: dict[str, object] = {}
    for key, value in zip(words[::2], words[1::2], strict=True):
        if key.value in found:
            raise yaml.YAMLError(english("found.key_twice", key=key.value))
        found[key.value] = _plain(loader, value)
    return found


def _events(loader: yaml.SafeLoader) -> list[yaml.Event]:
    """Those of one mapping of scalars."""
    events, depth = list[yaml.Event](), 0
    while loader.check_event():
        # types-pyyaml leaves it open
        event = loader.get_event()  # type: ignore[no-untyped-call]
        depth += isinstance(event, yaml.MappingStartEvent)
        if depth > 1 or _is_artful(event) or isinstance(event, yaml.SequenceStartEvent):
            raise _refused(event)
        _check_signs(event)
        events.append(event)
    return events


def _check_signs(event: yaml.Event) -> None:
    r"""Raises YAMLError for half of a surrogate pair (an escaped \ud800): it is no character, and
    no table takes it.
    """
    try:
        str(getattr(event, "value", "")).encode()
    except UnicodeEncodeError as error:
        said = english("found.half_character")
        raise PlacedError(said, event.start_mark, "found.half_character") from error


def _is_artful(event: yaml.Event) -> bool:
    """An alias, an anchor or a tag."""
    said = (getattr(event, "anchor", None), getattr(event, "tag", None))
    return isinstance(event, yaml.AliasEvent) or any(said)


def _refused(event: yaml.Event) -> yaml.YAMLError:
    return PlacedError(english("found.not_plain"), event.start_mark, "found.not_plain")


def _nested(event: yaml.Event) -> yaml.YAMLError:
    return PlacedError(english("found.nested"), event.start_mark, "found.nested")


def _plain(loader: yaml.SafeLoader, event: yaml.ScalarEvent) -> object:
    """The value; text where it only looks like a number or a date (2024-13-45)."""
    # types-pyyaml leaves it open
    resolve: Any = loader.resolve
    tag = resolve(yaml.ScalarNode, event.value, event.implicit)
    try:
        return loader.construct_object(yaml.ScalarNode(tag, event.value))
    except (ValueError, OverflowError, yaml.YAMLError):
        return event.value


def _text(data: bytes) -> str:
    """Raises YAMLError that says how to save the file."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise yaml.YAMLError(english("found.not_utf8")) from error
