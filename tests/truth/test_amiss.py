"""The questions that find nothing in a sound delivery, where something is amiss: whole answers."""

from __future__ import annotations

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.truth import amiss
from tests.truth.test_questions import ask


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    raw = tmp_path_factory.mktemp("amiss") / "raw"
    amiss.write(raw)
    run(Options(raw, raw.parent / "curated", workers=1), Direct())
    return raw.parent / "curated"


@pytest.mark.parametrize("number", amiss.TRUTH)
def test_the_whole_answer_is_the_true_one(curated, number):
    truth = sorted(amiss.TRUTH[number](), key=str)
    assert truth  # a question without a hit would compare nothing
    assert sorted(ask(curated, number), key=str) == truth
