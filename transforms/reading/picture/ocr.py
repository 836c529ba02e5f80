"""Text in a picture -> characters with boxes.

Needs the extra ``jixiao[ocr]``: RapidOCR with the PP-OCR models that its wheel brings.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from transforms.reading.picture.raster import Boxes, Pixels

# of one process: there is a worker for each core, and a second thread costs a quarter more CPU time
# a page
_THREADS = 1
# pixels of the longer side in which lines of text are looked for, unless the caller says less
_LARGEST = 2600
_TALL = 1.8  # times as high as wide: characters one below the other
_MARGIN = 3  # pixels beside a rule that belong to neither cell
# of the type size: characters whose middles lie closer than twice that touch; the model's places
# are too rough to tell a space
_REACH = 0.8
_COVERED = 0.6  # of a piece's width, inside another one
_EM = 0.8  # of the height of a detected line


@dataclass(frozen=True, slots=True)
class Glyph:
    """One recognised character.

    Its box in pixels, the height of its type, and the score of its line from 0 to 1.
    """

    text: str
    left: float
    right: float
    middle: float  # y of the middle of its line
    em: float
    score: float


def available() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": _LARGEST,
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def detect(image: Pixels, longest: int = _LARGEST) -> Boxes:
    """The boxes of the lines of text in a picture, in no order.

    It is looked at with its longer side shrunk to ``longest`` pixels.
    """
    import cv2

    shrink = min(longest / max(image.shape[:2]), 1.0)
    small = cv2.resize(image, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    found = _engine()(small, use_det=True, use_cls=False, use_rec=False)
    boxes = getattr(found, "boxes", None)
    if boxes is None:
        return np.zeros((0, 4))
    points = np.asarray(boxes, float) / shrink
    return np.column_stack((points.min(axis=1), points.max(axis=1)))


def cut(boxes: Boxes, vertical: Boxes) -> Boxes:
    """Lines of text cut where a vertical rule (its box) crosses them.

    The text of neighbouring cells may be found as one line.

    >>> cut(np.array([[0., 0, 100, 10]]), np.array([[49., -20, 51, 90]])).tolist()
    [[0.0, 0.0, 46.0, 10.0], [54.0, 0.0, 100.0, 10.0]]
    """
    return _whole(
        np.array([piece for box in boxes.tolist() for piece in _pieces(box, vertical)]).reshape(
            -1, 4
        )
    )


def _whole(boxes: Boxes) -> Boxes:
    """Without the ends of lines that lie inside another line: boxes found may overlap, and half a
    character is read as another one.
    """
    left, top, right, bottom = (boxes[:, k] for k in range(4))
    shared = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    level = (top < (top + bottom)[:, None] / 2) & ((top + bottom)[:, None] / 2 < bottom)
    wider = (right - left) > (right - left)[:, None]
    whole: Boxes = boxes[
        ~np.any(level & wider & (shared > _COVERED * (right - left)[:, None]), axis=1)
    ]
    return whole


def _pieces(box: list[float], vertical: Boxes) -> Iterator[tuple[float, float, float, float]]:
    left, top, right, bottom = box
    middle = (top + bottom) / 2
    crosses = (
        (vertical[:, 1] < middle)
        & (vertical[:, 3] > middle)
        & (vertical[:, 2] > left)
        & (vertical[:, 0] < right)
    )
    rules = vertical[crosses][np.argsort(vertical[crosses, 0])]
    ends = [
        left,
        *(side for rule in rules.tolist() for side in (rule[0] - _MARGIN, rule[2] + _MARGIN)),
        right,
    ]
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        if end - start > 2 * _MARGIN:
            yield start, top, end, bottom


class Recognised(NamedTuple):
    """What the engine read: its lines as one text, and the characters with their places."""

    text: str
    glyphs: list[Glyph]


def recognise(image: Pixels, boxes: Boxes) -> Recognised:
    """The text in these boxes, line by line.

    A box with characters one below the other is read one by one.
    """
    from rapidocr.ch_ppocr_rec.typings import TextRecInput

    places = [place for box in boxes.tolist() for place in _upright(image, box)]
    if not places:
        return Recognised("", [])
    crops = [image[top:bottom, left:right] for left, top, right, bottom in places]
    # the recogniser alone has no public name
    recogniser = _engine()._load_rec_model()  # noqa: SLF001
    read = recogniser(TextRecInput(img=crops, return_word_box=True))
    lines = zip(places, read.word_results, read.scores, strict=True)
    glyphs = [
        glyph
        for place, words, score in lines
        if words is not None
        for glyph in _glyphs(place, words, float(score))
    ]
    return Recognised("".join(read.txts), glyphs)


def _upright(image: Pixels, box: list[float]) -> Iterator[tuple[int, int, int, int]]:
    """A box in whole pixels inside the picture; a tall one is cut at its blank rows."""
    height, width = image.shape[:2]
    left, top = max(int(box[0]), 0), max(int(box[1]), 0)
    right, bottom = min(int(np.ceil(box[2])), width), min(int(np.ceil(box[3])), height)
    wide = right - left
    if wide < 2 or bottom - top < 2:
        return
    if bottom - top < _TALL * wide:
        yield left, top, right, bottom
        return
    blank = image[top:bottom, left:right].min(axis=(1, 2)) > 128
    starts = [0, *(np.flatnonzero(blank[:-1] & ~blank[1:]) + 1).tolist(), bottom - top]
    kept = [0]
    kept += [
        start
        for start in starts[1:-1]
        if not blank[kept[-1] : start].all() and start - kept[-1] > wide / 2
    ]
    for start, end in pairwise([*kept, bottom - top]):
        yield left, top + start, right, top + end


def _glyphs(place: tuple[int, int, int, int], words: Any, score: float) -> Iterator[Glyph]:
    """The characters of one line, each around the column in which the model saw it."""
    left, top, right, bottom = place
    texts = [text for word in words.words for text in word]
    columns = np.array([column for word in words.word_cols for column in word], float)
    if not texts:
        return
    order = np.argsort(columns, kind="stable")
    step = (right - left) / words.line_txt_len
    texts, centres = [texts[index] for index in order], left + (columns[order] + 0.5) * step
    em = _type_size(centres, np.array([_is_wide(text) for text in texts]), bottom - top)
    half = _REACH * em
    between = (centres[1:] + centres[:-1]) / 2
    starts = np.maximum(centres - half, np.append(left, between))
    ends = np.minimum(centres + half, np.append(between, right))
    for text, start, end in zip(texts, starts.tolist(), ends.tolist(), strict=True):
        for one in text:
            yield Glyph(one, start, end, (top + bottom) / 2, em, score)


def _is_wide(text: str) -> bool:
    return unicodedata.east_asian_width(text[0]) in "WF"


def _type_size(centres: Boxes, wide: np.ndarray[Any, Any], height: float) -> float:
    """The distance of neighbouring Chinese characters, where there are some, else a share of the
    line's height.
    """
    pitch = np.diff(centres)[wide[1:] & wide[:-1]]
    return float(min(np.median(pitch), height)) if len(pitch) > 1 else _EM * height
