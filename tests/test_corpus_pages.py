"""What pages print around a report, which is the page's own and no line of it.

The pages are made up; what surrounds their reports is worded and marked up as real pages do it.
"""

import pytest
from printed_pages import LAST, LEAD, QUOTE, REPORT, TITLE, VIEW, Sample, check_page, p, page

SAMPLES = {
    "cookie banner and menu": Sample(
        html=page(
            "<div class='consent' role='dialog'><p>We and our 842 partners store and access "
            "information on your device, such as unique IDs in cookies, to process personal "
            "data.</p><button>Accept all</button><button>Manage preferences</button></div>"
            "<nav><ul><li>Home</li><li>Markets</li><li>Companies</li><li>Your money</li></ul></nav>"
            f"<article>{TITLE}{p(*REPORT)}</article>"
        ),
        cut=("842 partners", "Accept all", "Your money"),
    ),
    "share row and byline": Sample(
        html=page(
            f"<article>{TITLE}<div class='byline'>By Hanna Brix</div>"
            "<div class='meta'><time datetime='2025-06-11'>June 11, 2025</time> · 3 min read</div>"
            "<ul class='share'><li>Share on Facebook</li><li>Share on X</li><li>Copy link</li>"
            f"<li>Save for later</li></ul>{p(*REPORT)}</article>"
        ),
        cut=("By Hanna Brix", "3 min read", "Share on Facebook", "Save for later"),
    ),
    "ticker table in the head": Sample(
        html=page(
            "<table class='quotes'><tr><td>FTSE 100</td><td>8,884.92</td><td>+0.35%</td></tr>"
            "<tr><td>S&amp;P 500</td><td>6,022.24</td><td>-0.27%</td></tr>"
            "<tr><td>Brent</td><td>$69.77</td><td>+4.34%</td></tr></table>"
            f"<article>{TITLE}{p(*REPORT)}</article>"
        ),
        cut=("8,884.92", "6,022.24", "$69.77"),
    ),
    "read more between paragraphs": Sample(
        html=page(
            f"<article>{TITLE}{p(LEAD)}<p><strong>Read more: </strong><a href='/a'>Why frozen food "
            f"is back in fashion</a></p>{p(QUOTE)}<p><em>ALSO READ | Grocers brace for a hard "
            f"winter</em></p>{p(VIEW, LAST)}</article>"
        ),
        cut=("Why frozen food", "Grocers brace"),
    ),
    "related headlines below": Sample(
        html=page(
            f"<article>{TITLE}{p(*REPORT)}<section><h3>Related stories</h3><ul>"
            "<li><a href='/1'>Bread makers face a dearer harvest</a></li>"
            "<li><a href='/2'>Supermarkets cut prices again</a></li>"
            "<li><a href='/3'>What a weaker pound means for food</a></li></ul></section></article>"
        ),
        cut=("Bread makers", "Supermarkets cut", "weaker pound"),
    ),
    "about the author": Sample(
        html=page(
            f"<article>{TITLE}{p(*REPORT)}<div class='author-box'><h4>About the author</h4><p>Hanna "
            "Brix is a senior reporter covering food and retail. She joined the paper in 2014 and "
            "lives in Leeds with two dogs.</p><p>You can follow her on X at @hannabrix.</p></div>"
            "</article>"
        ),
        cut=("senior reporter covering", "follow her on X"),
    ),
    "comment thread": Sample(
        html=page(
            f"<article>{TITLE}{p(*REPORT)}</article><section id='comments'><h3>Comments (3)</h3>"
            "<div><b>gravelpath</b> 2 hours ago<p>I have held these shares for ten years and they "
            "never did anything for me.</p><button>Reply</button></div>"
            "<div><b>Nora K.</b> 1 hour ago<p>The meals are good, the shares are not.</p>"
            "<button>Reply</button></div></section>"
        ),
        cut=("held these shares for ten years", "The meals are good", "Reply"),
    ),
    "paywall stub": Sample(
        html=page(
            f"<article>{TITLE}{p(LEAD, QUOTE)}<div class='wall'><h3>Continue reading with a "
            "subscription</h3><p>Subscribe to read this article and everything else we publish.</p>"
            "<p>Already a subscriber? Sign in</p><p>Only £1 a week for the first three months.</p>"
            "</div></article>"
        ),
        cut=("Continue reading with", "Subscribe to read", "Already a subscriber", "£1 a week"),
        kept=(LEAD, QUOTE),
    ),
    "newsletter box in the middle": Sample(
        html=page(
            f"<article>{TITLE}{p(LEAD, QUOTE)}<aside><h4>The Pantry: our weekly food business "
            "letter</h4><p>Get the stories that move the grocery trade in your inbox every "
            "Friday.</p><form><input type='email'><button>Sign up</button></form><p>By signing up "
            f"you agree to our terms.</p></aside>{p(VIEW, LAST)}</article>"
        ),
        cut=("The Pantry", "grocery trade in your inbox", "By signing up"),
    ),
    "photo and its credit": Sample(
        html=page(
            f"<article>{TITLE}<figure><img src='a.jpg' alt='x'><figcaption>Photograph: Lewis "
            f"Hartnell/Northlight Pictures</figcaption></figure>{p(*REPORT)}</article>"
        ),
        cut=("Lewis Hartnell",),
    ),
    "syndication note": Sample(
        html=page(
            f"<article>{TITLE}{p(*REPORT)}<p><em>This article was originally published on "
            "Moorland Business Daily.</em></p><p>The post Tarn Valley lifts its forecast appeared "
            "first on Moorland Business Daily.</p></article>"
        ),
        cut=("originally published on", "appeared first on"),
    ),
    "correction and editor's note": Sample(
        html=page(
            f"<article>{TITLE}{p(*REPORT)}<p><em>Correction: An earlier version of this story gave "
            "the target price of Birch Street Capital as 421 pence.</em></p><p>Editor’s note: This "
            "story was updated to add the company’s reply on dividends.</p></article>"
        ),
        cut=(),
        kept=(
            *REPORT,
            "Correction: An earlier version of this story gave the target price of Birch Street "
            "Capital as 421 pence.",
            "Editor’s note: This story was updated to add the company’s reply on dividends.",
        ),
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_report_is_kept_and_nothing_of_the_page_around_it(name: str) -> None:
    check_page(SAMPLES[name])
