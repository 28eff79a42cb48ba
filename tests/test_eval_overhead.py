"""What a run adds of its own: measured over replayed answers, every question with a row and a verdict."""

from eval.figures import Figure
from eval.overhead import measure_overhead


def test_the_overhead_is_a_time_a_question() -> None:
    total, processor, rows = measure_overhead(questions=80)
    assert isinstance(total, Figure)
    assert (total.unit, total.target) == ("ms", 5.0)
    assert total.value is not None
    assert rows.value is not None
    assert processor.value is not None
    assert 0 < rows.value < 1000
    assert processor.value > 0
