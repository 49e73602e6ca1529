"""The fit of a surgeon: its parts add up, more never counts less, and every part has its sentence."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from surgeon_directory.fit import ENOUGH_CASES, PARTS, SENTENCES, TITLES, Need, Weights, facts, needs, points, ranked, score, sentence, serves, volume_level

WEIGHTS = [Weights().usual, Weights().second_opinion]
levels = st.lists(st.integers(0, 100), min_size=len(PARTS), max_size=len(PARTS))


@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_weights_add_to_a_hundred(weights):
    assert 100 == sum(weights.values())
    assert set(PARTS) == set(weights) == set(TITLES)
    assert (0, 100) == (score([0] * len(PARTS), weights), score([100] * len(PARTS), weights))


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"focus": 100},
        dict.fromkeys(PARTS, 10),
        {**Weights().usual, "focus": -30, "volume": 80},
        {**Weights().usual, "stars": 0},
        {**Weights().usual, "focus": 30.0},
    ],
)
def test_other_weights_are_refused(wrong):
    with pytest.raises(ValueError, match="add up to 100"):
        Weights(usual=wrong)


@given(st.integers(0, 100_000), st.integers(0, 100_000))
def test_more_volume_never_lowers_the_level(one, more):
    assert volume_level(one) <= volume_level(one + more) <= 100
    assert 100 == volume_level(ENOUGH_CASES + more)


@given(levels, st.integers(0, len(PARTS) - 1), st.sampled_from(WEIGHTS))
def test_a_higher_level_never_lowers_the_score(found, part, weights):
    higher = [*found[:part], min(100, found[part] + 7), *found[part + 1 :]]
    assert score(found, weights) <= score(higher, weights) <= 100


@given(st.integers(0, 100), st.integers(0, 100))
def test_points_are_whole_and_never_above_the_weight(weight, level):
    assert 0 <= points(weight, level) <= weight


@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_reasons_add_up_to_the_score(weights, directory):
    for need in needs(directory.catalog):
        for one in ranked(directory.catalog, need, weights):
            assert one.score == sum(reason.points for reason in one.reasons)
            assert all(0 <= reason.points <= reason.most for reason in one.reasons)
            assert [part for part in PARTS if weights[part]] == [reason.part for reason in one.reasons]


@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_best_come_first_and_ties_stand_by_slug(weights, directory):
    for need in needs(directory.catalog):
        listed = [(-one.score, one.slug) for one in ranked(directory.catalog, need, weights)]
        assert sorted(listed) == listed


def test_more_cases_never_lower_the_score_of_a_surgeon(directory):
    catalog = directory.catalog
    surgeon = next(one for one in catalog.matched_surgeons() if one.volumes)
    need = Need("procedure", surgeon.volumes[0].procedure)
    scores = []
    for cases in (0, 1, 2, 5, 10, 20, 49, 50, 51, 500, 5_000):
        volumes = (surgeon.volumes[0].model_copy(update={"cases_a_year": cases}), *surgeon.volumes[1:])
        scores.append(score(facts(catalog, surgeon.model_copy(update={"volumes": volumes}), need).levels, WEIGHTS[0]))
    assert sorted(scores) == scores
    assert scores[0] < scores[3] < scores[-1], "rising steeply at the low end"


def test_every_sentence_is_whole(directory):
    catalog = directory.catalog
    for surgeon in catalog.matched_surgeons():
        for need in needs(catalog):
            if not serves(catalog, surgeon, need):
                continue
            known = facts(catalog, surgeon, need)
            for key in known.sentences:
                text = sentence(key, known.values)
                assert key in SENTENCES
                assert text.endswith(".")
                assert not any(sign in text for sign in "{}")


def test_facts_that_grow_old_count_less(directory):
    surgeon = next(iter(directory.catalog.matched_surgeons()))
    old = surgeon.model_copy(update={"verified": surgeon.verified.model_copy(update={"on": directory.catalog.today - dt.timedelta(days=91)})})
    fresh = surgeon.model_copy(update={"verified": surgeon.verified.model_copy(update={"on": directory.catalog.today - dt.timedelta(days=90)})})
    number = PARTS.index("freshness")
    assert [30, 100] == [facts(directory.catalog, one, Need("any")).levels[number] for one in (old, fresh)]
