import pytest

from rag.checking.checked import CitedSpan
from rag.checking.verify import check_sentence


def stands(sentence: str, text: str) -> bool:
    return check_sentence(f"{sentence} [1].", [CitedSpan(mark="[1]", text=text)]).stands


@pytest.mark.parametrize(
    ("text", "faithful", "unfaithful"),
    [
        (
            "Elm is overweight Japan and underweight Europe.",
            "Elm is overweight Japan and underweight Europe",
            "Elm is overweight Europe and underweight Japan",
        ),
        (
            "Exports climbed 12% in May.",
            "Exports climbed 12% in May",
            "Exports doubled in May",
        ),
        (
            "The clerks are examining whether the exchange misled clients.",
            "The clerks are examining whether the exchange misled clients",
            "The clerks have found that the exchange misled clients",
        ),
    ],
)
def test_what_has_changed_places_or_was_added_does_not_stand(
    text: str, faithful: str, unfaithful: str
) -> None:
    assert stands(faithful, text)
    assert not stands(unfaithful, text)
