"""Ordinary news is not refused: real outlets at the addresses of real networks."""

import threading
from collections.abc import Sequence

import pytest

from corpus.errors import FetchError
from corpus.fetching.addresses import is_public
from corpus.fetching.checked_url import check_url
from corpus.fetching.connection import Deadline
from corpus.fetching.resolving import find_addresses, proxy_note

# Of the content networks and hosts that news is served from.
SERVED_FROM = (
    ("151.101.1.164", "151.101.65.164", "2a04:4e42::323", "2a04:4e42:200::323"),
    ("104.16.123.96", "172.64.155.249", "2606:4700::6810:7b60"),
    ("23.45.112.9", "2.16.241.87", "2600:1409:9800::1731:1b09"),
    ("13.224.189.77", "52.84.150.39", "2600:9000:21f3:ce00:1:5a19:8b40:93a1"),
    ("142.250.74.110", "2a00:1450:400f:80c::200e"),
    ("212.58.249.145", "199.232.56.81", "2001:67c:5f4::1"),
    ("192.0.66.2", "192.0.78.13", "2a04:fa87:fffd::c000:4202"),
    ("198.185.159.144", "203.0.0.9", "100.20.5.6", "169.47.1.2", "172.217.16.14"),
)

ORDINARY = """
https://www.reuters.com/markets/us/futures-edge-up-2025-09-12/
https://www.reuters.com/markets/europe/
https://www.bloomberg.com/news/articles/2025-09-12/small-caps-rally?srnd=markets-vp
https://www.bloomberg.com/opinion
https://www.ft.com/content/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0
https://www.ft.com/markets?format=rss
https://www.wsj.com/articles/stock-market-today-dow-jones-09-12-2025-11757654321
https://feeds.a.dj.com/rss/RSSMarketsMain.xml
https://www.cnbc.com/2025/09/12/stock-market-today-live-updates.html
https://www.cnbc.com/id/100003114/device/rss/rss.html
https://search.cnbc.com/rs/search/combinedcms/view.xml?partnerId=wrss01&id=15839069
https://www.marketwatch.com/story/the-sp-500-is-at-a-record-8c2b1a90?mod=home-page
http://feeds.marketwatch.com/marketwatch/topstories/
https://www.barrons.com/articles/stocks-to-buy-51757654321
https://www.economist.com/finance-and-economics/2025/09/11/a-new-calm
https://www.economist.com/finance-and-economics/rss.xml
https://www.nytimes.com/2025/09/12/business/economy/fed-rates.html
https://rss.nytimes.com/services/xml/rss/nyt/Business.xml
https://www.washingtonpost.com/business/2025/09/12/inflation-report/
https://www.theguardian.com/business/live/2025/sep/12/ftse-100
https://www.theguardian.com/uk/business/rss
https://www.bbc.com/news/articles/c0l1k2j3h4go
https://www.bbc.co.uk/news/business-66789012
http://feeds.bbci.co.uk/news/business/rss.xml
https://edition.cnn.com/2025/09/12/investing/dow-stock-market/index.html
http://rss.cnn.com/rss/money_latest.rss
https://apnews.com/article/stocks-markets-rates-0a1b2c3d4e5f60718293a4b5c6d7e8f9
https://apnews.com/hub/financial-markets
https://www.npr.org/2025/09/12/nx-s1-5500001/fed-inflation
https://feeds.npr.org/1006/rss.xml
https://finance.yahoo.com/news/stocks-rise-123456789.html?guccounter=1
https://finance.yahoo.com/quote/%5EGSPC/
https://finance.yahoo.com/quote/BRK-B/?p=BRK-B
https://feeds.finance.yahoo.com/rss/2.0/headline?s=AAPL,MSFT&region=US&lang=en-US
https://www.investing.com/news/stock-market-news/stocks-4235678
https://www.investing.com/rss/news_25.rss
https://seekingalpha.com/article/4821234-small-caps
https://seekingalpha.com/market_currents.xml
https://www.fool.com/investing/2025/09/12/3-stocks/
https://www.morningstar.com/markets/why-stocks-fell
https://www.forbes.com/sites/someone/2025/09/12/what-a-week/?sh=1a2b3c4d5e6f
https://fortune.com/2025/09/12/ceo-letter/
https://www.businessinsider.com/stock-market-outlook-2025-9?r=US&IR=T
https://markets.businessinsider.com/news/stocks/a-call-1034567890
https://www.axios.com/2025/09/12/macro-rates
https://qz.com/a-quick-look-1851234567
https://www.politico.eu/article/ecb-holds-rates/
https://www.thestreet.com/investing/a-warning
https://www.kiplinger.com/investing/stocks/stock-market-today-091225
https://www.investors.com/market-trend/stock-market-today/
https://www.zacks.com/stock/news/2712345/why-shares-fell
https://www.benzinga.com/markets/25/09/47654321/a-note
https://www.prnewswire.com/news-releases/acme-reports-second-quarter-302551234.html
https://www.businesswire.com/news/home/20250912123456/en/Acme-Reports
https://www.globenewswire.com/news-release/2025/09/12/3149876/0/en/Acme.html
https://www.globenewswire.com/RssFeed/subjectcode/15-Earnings/feedTitle/GlobeNewswire%20-%20Earnings
https://www.sec.gov/news/press-release/2025-101
https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=8-K&output=atom
https://www.federalreserve.gov/newsevents/pressreleases/monetary20250917a.htm
https://www.federalreserve.gov/feeds/press_all.xml
https://www.ecb.europa.eu/press/pr/date/2025/html/ecb.mp250911~ab12cd34ef.en.html
https://www.bankofengland.co.uk/news/2025/september/minutes
https://www.imf.org/en/News/Articles/2025/09/12/pr25299-note
https://www.bis.org/publ/qtrpdf/r_qt2509.htm
https://www.bls.gov/news.release/archives/cpi_09112025.htm
https://home.treasury.gov/news/press-releases/sb0245
https://www.handelsblatt.com/finanzen/maerkte/aktien/dax-aktuell/29876543.html
https://www.faz.net/aktuell/finanzen/boerse-110678901.html
https://www.sueddeutsche.de/wirtschaft/zinsen-ezb-lux.ABCdef123
https://www.süddeutsche.de/wirtschaft
https://www.manager-magazin.de/finanzen/a-1a2b3c4d-0001-0002-0003-000000000004
https://www.spiegel.de/wirtschaft/index.rss
https://www.boerse-frankfurt.de/nachrichten/Märkte-am-Morgen
https://www.lesechos.fr/finance-marches/marches-financiers/la-bourse-2186543
https://www.lemonde.fr/economie/article/2025/09/12/la-dette_6640123_3234.html
https://www.lemonde.fr/économie/rss_full.xml
https://www.latribune.fr/bourse/a-la-une-1034567.html
https://www.ilsole24ore.com/art/piazza-affari-AHaBcDeF
https://www.corriere.it/economia/finanza/25_settembre_12/borsa-1a2b.shtml
https://www.expansion.com/mercados/2025/09/12/68c3d4e5f6.html
https://elpais.com/economia/2025-09-12/la-bolsa.html
https://www.eleconomista.es/mercados-cotizaciones/noticias/13543210/09/25/ibex.html
https://fd.nl/financiele-markten/1568901/aex-hoger
https://www.nzz.ch/finanzen/boersen-ld.1901234
https://www.tijd.be/markten-live/nieuws/aandelen/10623456.html
https://www.di.se/nyheter/borsen-stiger/
https://e24.no/boers-og-finans/i/aBcD12/oslo-boers
https://www.hs.fi/talous/art-2000011234567.html
https://www.rp.pl/rynki/art43012345-gielda
https://www.kommersant.ru/doc/7012345
https://www.hurriyet.com.tr/ekonomi/borsa-42912345
https://www.haaretz.com/israel-news/business/2025-09-12/ty-article/00000199-3b4c-d5e6-f7a8-000000000001
https://www.aljazeera.com/economy/2025/9/12/oil
https://www.thenationalnews.com/business/markets/2025/09/12/oil-prices/
https://economictimes.indiatimes.com/markets/stocks/news/sensex/articleshow/123845678.cms
https://economictimes.indiatimes.com/markets/rssfeeds/1977021501.cms
https://www.livemint.com/market/stock-market-news/nifty-11757654321000.html
https://www.moneycontrol.com/news/business/markets/nifty-13543210.html
https://www.business-standard.com/markets/news/sensex-125091200123_1.html
https://asia.nikkei.com/Business/Markets/Tokyo-shares
https://www.nikkei.com/article/DGXZQOUB1234567890/
https://www.japantimes.co.jp/business/2025/09/12/economy/boj/
https://www.scmp.com/business/markets/article/3325012/hong-kong
https://www.caixinglobal.com/2025-09-12/bonds-102361234.html
https://english.kyodonews.net/articles/-/61234
https://www.koreaherald.com/article/10573456
https://www.straitstimes.com/business/sti-gains
https://www.channelnewsasia.com/business/us-stocks-5345678
https://www.afr.com/markets/equity-markets/asx-20250912-p5muab
https://www.smh.com.au/business/markets/asx-20250912-p5mubc.html
https://www.nzherald.co.nz/business/markets/ABCDEFGHIJ/
https://www.theglobeandmail.com/business/article-tsx/
https://financialpost.com/investing/tsx-today
https://www.cbc.ca/news/business/rates-1.7612345
https://www.bnnbloomberg.ca/markets/2025/09/12/tsx/
https://valor.globo.com/financas/noticia/2025/09/12/ibovespa.ghtml
https://www.infomoney.com.br/mercados/ibovespa-hoje/
https://www.elfinanciero.com.mx/mercados/2025/09/12/bmv/
https://www.ambito.com/finanzas/merval-n6190123
https://www.businesslive.co.za/bd/markets/2025-09-12-jse/
https://techcrunch.com/2025/09/12/a-round/
https://www.theverge.com/news/776543/a-deal
https://arstechnica.com/gadgets/2025/09/chips/
https://www.wired.com/story/ai-money/
https://news.ycombinator.com/item?id=45223456
https://medium.com/@someone/a-note-on-rates-1a2b3c4d5e6f
https://someone.substack.com/p/small-caps?utm_source=share&utm_medium=web
https://www.linkedin.com/pulse/markets-week-someone-abc1e/
https://web.archive.org/web/20250912000000*/https://www.reuters.com/markets/
https://news.google.com/rss/search?q=%22small+caps%22+when:7d&hl=en-US&gl=US&ceid=US:en
https://www.msn.com/en-us/money/markets/stocks/ar-AA1MnOpQ?ocid=finance-verthp-feeds
https://r3---sn-abc.news-cdn.com/a
https://my_paper.blogspot.com/2025/09/12.html#more
http://www.chinadaily.com.cn/a/202509/12/WS68c3a1b2.html
http://news.com:8080/feed.xml
https://feeds.news.com:8443/rss?category=markets;region=eu&tag[]=a&tag[]=b
https://3m.com/news
https://www.163.com/money/article/K9ABCDEF.html
https://finance.sina.com.cn/stock/2025-09-12/doc-infq.shtml
https://новости.рф/экономика
https://xn--b1amnebsh.xn--p1ai/a
https://www.news.museum/a%20b?q=100%&r=a|b
https://8.8.8.8/a
https://[2606:4700:4700::1111]/a
""".split()


def addresses(url: str, answer: Sequence[str]) -> list[str]:
    checked = check_url(url)
    found = find_addresses(
        checked, resolve=lambda host, port: answer, is_allowed=is_public, deadline=Deadline(5)
    )
    return [str(address) for address in found]


def test_there_are_enough_ordinary_urls_to_count() -> None:
    assert len(ORDINARY) >= 140
    assert len(set(ORDINARY)) == len(ORDINARY)


@pytest.mark.parametrize("url", ORDINARY)
def test_ordinary_news_is_accepted_at_ordinary_addresses(url: str) -> None:
    for answer in SERVED_FROM:
        assert addresses(url, answer) == list(answer)


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.1"],
        ["8.8.8.8", "10.0.0.1"],
        ["2606:4700::1", "fe80::1%eth0"],
        ["64:ff9b::808:808"],
        ["::ffff:8.8.8.8"],
        ["8.8.8.8", ""],
        ["8.8.8"],
        ["a.com"],
    ],
)
def test_one_address_that_is_not_public_is_enough(answer: list[str]) -> None:
    with pytest.raises(FetchError, match="is not public") as caught:
        addresses("https://news.com/", answer)
    assert caught.value.failure == "address"


def test_a_name_without_an_address_is_told() -> None:
    with pytest.raises(FetchError, match="has no address") as caught:
        addresses("https://news.com/", [])
    assert caught.value.failure == "network"


@pytest.mark.parametrize("error", [OSError("unknown"), UnicodeError("label too long")])
def test_a_name_that_is_not_known_is_told(error: Exception) -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        raise error

    with pytest.raises(FetchError, match="no address is known for"):
        find_addresses(
            check_url("https://news.com/"),
            resolve=resolve,
            is_allowed=is_public,
            deadline=Deadline(5),
        )


def test_a_resolver_that_takes_too_long_is_left() -> None:
    done = threading.Event()

    def resolve(host: str, port: int) -> Sequence[str]:
        done.wait(5)
        return ["8.8.8.8"]

    with pytest.raises(FetchError) as caught:
        find_addresses(
            check_url("https://news.com/"),
            resolve=resolve,
            is_allowed=is_public,
            deadline=Deadline(0.05),
        )
    done.set()
    assert caught.value.failure == "time"


def test_a_proxy_is_told_of_only_where_one_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("no_proxy", "localhost")
    assert proxy_note() == ""
    monkeypatch.setenv("https_proxy", "http://proxy.corp:3128")
    assert "a proxy is set" in proxy_note()
