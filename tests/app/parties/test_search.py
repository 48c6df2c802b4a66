"""Whatever way it is written, it is found."""

import pytest

from sonae.app.parties import search

KEPT = search.indexed(
    [
        "00034",
        "医療法人社団 髙﨑会",
        "イリョウホウジンシャダン タカサキカイ",
        "092-000-0020",
        "𠮷田病院",
        "ヨシダビョウイン",
        "0000034",
    ]
)


@pytest.mark.parametrize(
    "question",
    [
        "髙﨑会",
        "高崎会",
        "医療法人社団髙﨑会",
        "医療法人社団　髙﨑会",
        "(医)高崎会",
        "（医）髙﨑会",
        "たかさき",
        "ﾀｶｻｷ",
        "吉田",
        "よしだびょういん",
        "092-000-0020",
        "0920000020",
        "０９２−０００−００２０",
        "00034",
        "０００３４",
        "高崎 吉田",
        "医療法人",
    ],
)
def test_every_way_of_writing_finds_the_member(question):
    words = search.words(question)
    assert words
    assert all(word in KEPT for word in words)


@pytest.mark.parametrize("question", ["青木", "093", "高崎 青木", "株式会社"])
def test_what_is_not_there_is_not_found(question):
    assert not all(word in KEPT for word in search.words(question))


@pytest.mark.parametrize("question", ["", "   ", "-", "・"])
def test_a_question_without_a_word_asks_for_everybody(question):
    assert search.words(question) == []
