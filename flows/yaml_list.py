"""A YAML file that holds a list of what people decided. A fault is told with the file, line and
column, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from flows.yaml_file import Place, Strict, check, place_of, reason
from schemas.chinese import shown
from schemas.messages import say
from schemas.system import of_system
from warehouse.files.disk import ListError
from warehouse.files.storage import File
from warehouse.files.text import list_text


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list, with where it and each of its keys stand."""

    file: File
    number: int
    content: Any
    place: Place
    keys: Mapping[str, Place]

    def fault(self, error: ValueError | str) -> ListError:
        """What is wrong with it. An EntryError names the key."""
        place = self.keys.get(getattr(error, "key", None) or "", self.place)
        said = say("lists.entry", number=self.number, error=shown(str(error)))
        return _fault(self.file, place, said)


def entries(file: File) -> list[Entry]:
    """The entries of a file in UTF-8, GB18030 or UTF-16. Raises ListError for one that is no list,
    and for what is no file: a pipe would be read for ever.
    """
    try:
        text = list_text(file)
    except OSError as error:
        raise ListError(say("error.cannot_read", file=file, error=of_system(error))) from error
    try:
        check(text)
        return list(_entries(file, text))
    except yaml.YAMLError as error:
        place, told, fields = reason(error, text)
        raise _fault(file, place, say(told, **fields)) from error
    except RecursionError as error:
        raise _fault(file, Place(), say("found.nested")) from error


def _entries(file: File, text: str) -> Iterator[Entry]:
    loader = Strict(text)
    node = loader.get_single_node()
    if node is None or node.tag == "tag:yaml.org,2002:null":
        return
    if not isinstance(node, yaml.SequenceNode):
        raise _fault(file, place_of(node.start_mark), say("lists.no_list"))
    for number, one in enumerate(node.value, 1):
        place, keys = place_of(one.start_mark), _keys(one)
        try:
            content = loader.construct_object(one, deep=True)
        except (ValueError, TypeError, OverflowError) as error:
            said = say("lists.entry", number=number, error=say("found.yaml_value"))
            raise _fault(file, place, said) from error
        yield Entry(file, number, content, place, keys)


def _keys(node: yaml.Node) -> dict[str, Place]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {str(key.value): place_of(key.start_mark) for key, _ in pairs}


def _fault(file: File, place: Place, problem: str) -> ListError:
    return ListError(say("error.of_place", file=file, **place._asdict(), problem=problem))
