"""Pages by kind, from live blogs to old layouts of tables: which lines are the report.

The pages are made up; what surrounds their reports is worded and marked up as real pages do it.
"""

import pytest
from printed_pages import LAST, LEAD, QUOTE, REPORT, TITLE, VIEW, Sample, check_page, p, page

SAMPLES = {
    "table that is the report": Sample(
        html=page(
            f"<article>{TITLE}{p(LEAD, QUOTE)}<p>What brokers expect for the year:</p>"
            "<table><tr><th>Broker</th><th>Rating</th><th>Target</th></tr>"
            "<tr><td>Birch Street Capital</td><td>Hold</td><td>412p</td></tr>"
            "<tr><td>Quayside Research</td><td>Buy</td><td>455p</td></tr></table>"
            f"{p(VIEW, LAST)}</article>"
        ),
        cut=(),
        kept=(LEAD, QUOTE, "Birch Street Capital Hold 412p", "Quayside Research Buy 455p", VIEW),
    ),
    "key points on top": Sample(
        html=page(
            f"<article>{TITLE}<div><h2>Key points</h2><ul>"
            "<li>Tarn Valley now expects sales to grow by 9% this year</li>"
            "<li>Frozen meals did best, chilled snacks fell</li>"
            f"<li>Shares rose by 6% to 397 pence</li></ul></div>{p(*REPORT)}</article>"
        ),
        cut=(),
        kept=(
            "Tarn Valley now expects sales to grow by 9% this year",
            "Frozen meals did best, chilled snacks fell",
            "Shares rose by 6% to 397 pence",
            *REPORT,
        ),
    ),
    "live blog": Sample(
        html=page(
            f"<main>{TITLE}<div class='post'><time>11.42am BST</time><h2>Food shares lead</h2>"
            f"{p(LEAD)}<span>Share</span></div><div class='post'><time>10.15am BST</time>"
            f"<h2>The view from the north</h2>{p(QUOTE, VIEW)}<span>Share</span></div>"
            f"<div class='post'><time>9.01am BST</time>{p(LAST)}<span>Share</span></div></main>"
        ),
        cut=("11.42am", "Share"),
    ),
    "AMP page": Sample(
        html=(
            "<!doctype html><html amp lang='en'><head><title>Tarn Valley lifts its forecast</title>"
            "<style amp-boilerplate>body{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal "
            "both}@-webkit-keyframes -amp-start{from{visibility:hidden}to{visibility:visible}}"
            "</style><noscript><style amp-boilerplate>body{animation:none}</style></noscript>"
            "<style amp-custom>.ad{min-height:250px}</style></head><body><amp-sidebar hidden>"
            f"<ul><li>Front page</li></ul></amp-sidebar><article>{TITLE}{p(LEAD, QUOTE)}"
            "<amp-ad class='ad' type='x'><p>Advertisement</p></amp-ad>"
            f"{p(VIEW, LAST)}</article><amp-analytics></amp-analytics></body></html>"
        ),
        cut=("Front page", "Advertisement"),
    ),
    "agency copy with its end marks": Sample(
        html=page(
            f"<div id='story'>{TITLE}<p>LEEDS (Northwire) - {LEAD}</p>{p(QUOTE, VIEW, LAST)}"
            "<p>(Reporting by Hanna Brix in Leeds; Editing by Paul Aske and Lin Ferro)</p>"
            "<p>Our Standards: The Northwire Code of Conduct.</p><p>Purchase Licensing Rights</p>"
            "</div>"
        ),
        cut=("Reporting by Hanna", "Our Standards", "Licensing Rights"),
        kept=(f"LEEDS (Northwire) - {LEAD}", QUOTE, VIEW, LAST),
    ),
    "press release": Sample(
        html=page(
            f"<article>{TITLE}<p>LEEDS, England, June 11, 2025 /Wirehouse/ -- {LEAD}</p>"
            f"{p(QUOTE, VIEW, LAST)}<p>SOURCE Tarn Valley Foods plc</p><p>View original content to "
            "download multimedia: https://wirehouse.example/n/1</p></article>"
        ),
        cut=("View original content",),
        kept=(QUOTE, VIEW, LAST),
    ),
    "stock site with calls": Sample(
        html=page(
            "<div>🚀 Which stock should you buy in your very next trade? Try our AI picks for "
            f"free</div><article>{TITLE}{p(LEAD)}<p><a href='/pro'>Claim 60% off now »</a></p>"
            f"{p(QUOTE, VIEW, LAST)}<p>Should you invest £1,000 in Tarn Valley right now? Before "
            "you buy, see our list of the ten best stocks.</p></article>"
        ),
        cut=("very next trade", "Claim 60% off", "Should you invest"),
    ),
    "risk warning of a broker": Sample(
        html=page(
            f"<article>{TITLE}{p(*REPORT)}</article><div><p>Risk warning: CFDs are complex "
            "instruments and come with a high risk of losing money rapidly due to leverage. 74% of "
            "retail investor accounts lose money.</p><p>The views above are those of the author "
            "and are not investment advice.</p><p>© 2025 Larkfield Markets Ltd is authorised and "
            "regulated by the Financial Conduct Authority.</p></div>"
        ),
        cut=("CFDs are complex", "not investment advice", "Larkfield Markets Ltd"),
    ),
    "tags and topics": Sample(
        html=page(
            f"<article>{TITLE}{p(*REPORT)}<div>Topics:</div><ul><li>Food</li><li>Retail</li>"
            "<li>FTSE 250</li></ul><div>Tags: frozen food, results, Leeds</div></article>"
        ),
        cut=("Topics", "FTSE 250", "frozen food, results"),
    ),
    "video and audio": Sample(
        html=page(
            f"<article>{TITLE}<div>Listen to this article · 4 minutes</div>{p(LEAD, QUOTE)}"
            "<div>Watch: How frozen meals are made</div><div>This video cannot be played</div>"
            f"{p(VIEW, LAST)}</article>"
        ),
        cut=("Listen to this", "How frozen meals are made", "cannot be played"),
    ),
    "German page": Sample(
        html=page(
            "<nav><a>Startseite</a> <a>Börse</a> <a>Politik</a></nav><article><h1>Tannhof hebt die "
            "Prognose an</h1><p>Von Jette Brandt</p><p>Stand: 11.06.2025, 09:14 Uhr</p>"
            "<p>Der Lebensmittelhersteller Tannhof hat am Mittwoch seine Prognose für das laufende "
            "Jahr angehoben, die Aktie stieg um sechs Prozent.</p><p>„Wir haben mehr verkauft als "
            "je zuvor“, sagte Finanzvorständin Marta Olbrich der Zeitung.</p>"
            "<p>Lesen Sie auch: Warum Tiefkühlkost wieder gefragt ist</p>"
            "<p>Mehr zum Thema</p><ul><li>Brot wird teurer</li><li>Märkte senken Preise</li></ul>"
            "<p>Jetzt den Newsletter abonnieren und nichts mehr verpassen.</p>"
            "<p>Alle Rechte vorbehalten. © 2025 Tagblatt Wirtschaft</p></article>",
            title="Tannhof hebt die Prognose an",
            lang="de-DE",
        ),
        cut=("Lesen Sie auch", "Brot wird teurer", "Newsletter abonnieren", "Alle Rechte"),
        kept=(
            "Der Lebensmittelhersteller Tannhof hat am Mittwoch seine Prognose für das laufende "
            "Jahr angehoben, die Aktie stieg um sechs Prozent.",
            "„Wir haben mehr verkauft als je zuvor“, sagte Finanzvorständin Marta Olbrich der "
            "Zeitung.",
        ),
    ),
    "French page": Sample(
        html=page(
            "<nav><a>Accueil</a> <a>Bourse</a> <a>Vidéos</a></nav><article><h1>Valmont relève ses "
            "prévisions</h1><p>Par Odile Garnier</p><p>Publié le 11 juin 2025 à 09h14</p>"
            "<p>Le groupe agroalimentaire Valmont a relevé mercredi ses prévisions annuelles, et "
            "son titre a gagné 6 % à la Bourse de Paris.</p><p>« Nous avons vendu plus que "
            "jamais », a déclaré la directrice financière, Maria Olivier.</p>"
            "<p>À lire aussi : Le surgelé revient à la mode</p><p>Abonnez-vous à notre newsletter "
            "pour recevoir nos alertes.</p><p>Partager</p><p>Tous droits réservés © Journal des "
            "Places</p></article>",
            title="Valmont relève ses prévisions",
            lang="fr-FR",
        ),
        cut=("Le surgelé revient", "Abonnez-vous", "Tous droits", "Partager"),
        kept=(
            "Le groupe agroalimentaire Valmont a relevé mercredi ses prévisions annuelles, et son "
            "titre a gagné 6 % à la Bourse de Paris.",
            "« Nous avons vendu plus que jamais », a déclaré la directrice financière, Maria "
            "Olivier.",
        ),
    ),
    "page of div and br only": Sample(
        html=page(f"<div><b>Tarn Valley lifts its forecast</b><br>{'<br><br>'.join(REPORT)}</div>"),
        cut=(),
    ),
    "table layout of an old page": Sample(
        html=page(
            "<table width='100%'><tr><td>Home | News | Contact</td></tr><tr><td><h1>Tarn Valley "
            f"lifts its forecast</h1>{p(*REPORT)}</td><td>Top stories<br>Bread is dearer<br>Pound "
            "falls</td></tr><tr><td>Copyright 2009 Moorland Press</td></tr></table>"
        ),
        cut=("Home | News", "Copyright 2009"),
    ),
    "price table of a share site": Sample(
        html=page(
            f"<article>{TITLE}{p(*REPORT)}</article><h3>Market summary</h3><table>"
            "<tr><th>Symbol</th><th>Last</th><th>Change</th></tr>"
            "<tr><td>TVF.L</td><td>397.00</td><td>+22.50 (+6.0%)</td></tr>"
            "<tr><td>BRD.L</td><td>118.20</td><td>-1.10 (-0.9%)</td></tr></table>"
        ),
        cut=("TVF.L", "118.20"),
    ),
    "interview": Sample(
        html=page(
            f"<article>{TITLE}{p(LEAD)}<p><strong>What changed in the north?</strong></p>"
            "<p>Two new depots opened in March, so lorries drive half as far as they did.</p>"
            "<p><strong>Will prices rise?</strong></p><p>Not before spring.</p>"
            f"{p(QUOTE, VIEW)}</article>"
        ),
        cut=(),
        kept=(
            LEAD,
            "What changed in the north?",
            "Two new depots opened in March, so lorries drive half as far as they did.",
            "Will prices rise?",
            "Not before spring.",
            QUOTE,
            VIEW,
        ),
    ),
    "blog with subheadings": Sample(
        html=page(
            f"<div class='post'>{TITLE}{p(LEAD)}<h2>Why it matters</h2>{p(QUOTE)}<h2>The bottom "
            f"line</h2>{p(VIEW, LAST)}<p>Disclosure: The author holds no shares in the company "
            "named.</p><p>Enjoyed this post? Buy me a coffee.</p></div>"
        ),
        cut=("holds no shares", "Buy me a coffee"),
        kept=(LEAD, "Why it matters", QUOTE, "The bottom line", VIEW, LAST),
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_report_is_kept_and_nothing_of_the_page_around_it(name: str) -> None:
    check_page(SAMPLES[name])
