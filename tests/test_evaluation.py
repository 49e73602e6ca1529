"""How well judged queries are answered. The numbers are floors: raise them when the measured ones rise.

`surgeons evaluate tests/evaluation/*.jsonl --misses` prints the table and every miss.
"""

import json
from pathlib import Path

import pytest
from surgeon_directory.commands.evaluate import judge, misses, read_rows, share

FOLDER = Path(__file__).resolve().parent / "evaluation"
LEAST = [
    ("conditions", "recall@1", 0.96),
    ("conditions", "recall@3", 0.985),
    ("emergencies", "danger seen", 1.0),
    ("soon", "danger seen", 1.0),
    ("out_of_scope", "none told", 0.98),
    ("finder", "place", 0.85),
    ("finder", "language", 0.95),
    ("finder", "second opinion", 0.95),
]


# Sets that nothing was ever learned from; thresholds were chosen while looking at their sums. The gap to the floors above is what an unseen patient meets.
UNSEEN = [
    ("emergencies", "danger seen", 0.96),
    ("soon", "danger seen", 0.965),
    ("harmless", "false alarms", 0.055),
    ("out_of_scope", "none told", 0.925),
    ("sentences", "recall@1", 0.93),
    ("sentences", "recall@3", 0.975),
    ("ontology", "recall@1", 0.935),
    ("ontology", "recall@3", 0.965),
]


@pytest.fixture(scope="module")
def judged(directory):
    """Every file of tests/evaluation by its name, each row with its answer judged."""
    found = {}
    for path in sorted(FOLDER.glob("*.jsonl")):
        rows, wrong = read_rows([str(path)], frozenset(directory.catalog.conditions))
        assert () == wrong
        found[path.stem] = [judge(directory, row) for row in rows]
    return found


@pytest.mark.parametrize(("name", "column", "least"), LEAST)
def test_at_least(name, column, least, judged):
    measured = share(judged[name], column)
    assert measured >= least, "\n".join([f"{column} of {name}: {measured:.3f}", *(line for line in misses(judged[name]) if f": {column}: " in line)])


def test_no_false_alarms(judged):
    assert [] == [line for line in misses(judged["harmless"]) if ": false alarms: " in line]


def test_there_are_hundreds_of_queries_and_none_twice(judged):
    queries = [one.row.query.lower() for rows in judged.values() for one in rows]
    assert 1_000 <= len(queries)
    assert len(queries) == len(set(queries))


@pytest.mark.parametrize(("name", "column", "bound"), UNSEEN)
def test_on_what_was_never_seen(name, column, bound, directory):
    rows, _ = read_rows([str(FOLDER / "heldout" / f"{name}.jsonl")], frozenset(directory.catalog.conditions))
    measured = share([judge(directory, row) for row in rows], column)
    assert measured <= bound if column == "false alarms" else measured >= bound, f"{column} of unseen {name}: {measured:.3f}"


def test_what_is_held_out_was_not_learned():
    def queries(path):
        return {json.loads(line)["query"].lower() for line in path.read_text(encoding="utf-8").splitlines()}

    content = FOLDER.parent.parent / "content"
    learned = (queries(content / "heard.jsonl") | queries(content / "ours.jsonl") | queries(content / "means.jsonl")).union(*(queries(path) for path in FOLDER.glob("*.jsonl")))
    assert set() == learned & set().union(*(queries(path) for path in (FOLDER / "heldout").glob("*.jsonl")))
