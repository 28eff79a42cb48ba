"""Words by which names are told apart: roles, titles, and what organisations and outlets end in."""

from corpus.words import phrases, words

ROLE_NOUNS = frozenset(
    words(
        """
    strategist analyst economist trader researcher manager officer executive ceo cfo cio coo
    cto president chairman chairwoman chair chairperson governor secretary minister director
    head partner founder co-founder cofounder professor spokesman spokeswoman spokesperson
    technician adviser advisor banker broker portfolio-manager lawmaker senator congressman
    commissioner chief co-head co-chief owner investor policymaker rate-setter treasurer deputy-governor
    boss lecturer fellow scientist consultant planner vp president-elect representative
    historian publisher solicitor actuary surveyor agent realtor captain expert member
    co-manager counterpart seller laureate billionaire co-cio co-ceo co-president veteran
    councilor councillor councilman councilwoman sheriff superintendent principal pastor coach
    accountant counsel auditor meteorologist geologist sociologist demographer broadcaster
    peer rival compatriot successor predecessor dealer
    svp evp avp md ambassador envoy dean rector curator activist campaigner resident shopper
    negotiator prosecutor regulator whistleblower blogger podcaster commentator columnist
    newsletter-writer author host anchor
    mayor speaker chancellor attorney lawyer physicist engineer specialist colleague deputy
    premier vice-president vice-chair vice-chairman
    vice-chairwoman vice-governor secretary-general number-cruncher leader
    broker-dealer watcher man woman advocate farmer teacher nurse doctor homeowner retiree
    """
    )
)
PLURAL_ROLES = frozenset(
    words(
        """
    strategists analysts economists traders researchers managers officers executives officials
    team teams desk strategy-team experts specialists bankers directors advisers advisors
    colleagues members counterparts leaders presidents chairmen agents lawyers co-heads heads
    policymakers partners spokespeople technicians staff quants consultants co-chiefs chiefs
    """
    )
)
TITLE_WORDS = ROLE_NOUNS | frozenset(
    words(
        """
    senior vice executive managing global chief equity equities strategy investment market
    markets macro fixed income quantitative quant technical research lead deputy assistant
    associate principal national international economic economics credit rates currency fx
    commodity commodities portfolio wealth multi-asset cross-asset derivatives u.s. us uk
    former acting interim prime finance foreign treasury group regional independent veteran
    longtime top external union autos retail hedge fund financial operating marketing commercial legal
    information revenue risk product accounting digital medical scientific content customer
    development business communications corporate public general creative billionaire
    legendary nobel company short interest-rate rate precious metals oil gas energy gold real estate
    housing crypto city county state industry data digital-asset fixed-income equity-strategy
    science climate labor labour supply shadow relations investor-relations media-relations
    procurement merchandising campaign parliamentary mortgage tax car
    """
    )
)
BANK_NOUNS = frozenset(
    words(
        """
    bank lender broker brokerage firm company group institution agency house fund insurer
    carmaker automaker chipmaker retailer miner producer airline regulator ministry department
    institute consultancy exchange giant startup start-up think-tank organization organisation
    body investor-adviser conglomerate association chain operator developer network drugmaker
    planemaker builder homebuilder supplier union investor-group nonprofit charity utility
    utility-group automaker group insurer forecaster watchdog council department government
    ministry company titan giant heavyweight platform maker refiner driller railroad carrier
    processor designer foundry advocacy-group broker think-tank underwriter toolmaker lessor
    federation confederation chamber reinsurer
    biotech lobby shipper jeweler jeweller grocer restaurateur landlord publisher brewer distiller
    """
    )
)
"""After `the`: an anaphor for a firm that was named before."""
ORG_WORDS = frozenset(
    words(
        """
    bank banks capital securities partners research advisors advisers group management
    institute university asset assets investments investment investors holdings markets global
    economics financial finance wealth trust fund funds associates consulting consultants
    analytics inc corp corporation ltd llc plc ag sa nv se co company companies association
    agency department ministry commission council committee exchange index federation chamber
    treasury reserve board party house intelligence insurance energy motors airlines
    pharmaceuticals technologies technology industries systems foundation centre center union
    bureau office authority street advisory brokers brokerage ventures equity international
    services solution solutions software labs monitor survey society college school court congress
    senate parliament government administration ratings strategies workers teamsters builders
    manufacturers growers producers retailers brothers bancorp bancshares savings mutual
    airways motor steel petroleum oil gas chemicals healthcare biosciences therapeutics
    semiconductor semiconductors electronics robotics aerospace logistics railway railways
    media entertainment studios brands foods beverages stores properties realty homes hotels
    resorts macroeconomics macro alliance coalition confederation league institution forum
    ventures organization organisation network platforms cloud mining resources minerals
    metals power electric mortgages pharma biotech bancshares motors marine retail metrics insights
    statistics
    """
    )
)
COMPANY_ENDINGS = frozenset(
    words(
        """
    mills paper works shipyard breweries brewery distillers distillery dairy farms seeds tools
    machinery engines tractor batteries battery solar wind nuclear fuels materials plastics glass
    ceramics cement concrete timber lumber textiles apparel footwear jewelers toys games gaming
    casinos cruises tours travel trucking freight shipping lines rail transit helicopters space
    genetics genomics diagnostics devices dental laboratories sciences bio pharmacy pharmacies
    clinics hospital hospitals health wireless telecom communications broadcasting pictures
    records music publishing education learning academy interactive digital data computing
    computers quantum sensors photonics optical instruments controls automation dynamics
    propulsion defense defence security payments credit lending leasing rentals rental
    apartments construction engineering infrastructure water waste environmental recycling
    packaging containers bottling coffee spirits tobacco cannabis markets grocers supermarkets
    outfitters hardware products supply systems aviation brewing mobility motor mines miners
        """
    )
)
"""The last word of many companies' names, and of some persons': not behind a given name."""
NATIONALITIES = frozenset(
    words(
        """
    american european asian australian british chinese japanese german french canadian indian
    swiss italian spanish dutch swedish norwegian danish korean brazilian mexican turkish
    russian irish scottish african asia europe africa china japan india germany france britain
    canada australia brazil mexico america emea apac asia-pacific latam asean benelux nordics
    americas eurozone anglo western eastern
    northern southern latin nordic israeli polish saudi emirati taiwanese russia ukraine
    israel iran italy spain turkey taiwan switzerland sweden norway poland ireland scotland
    korea indonesia vietnam thailand nigeria argentina washington beijing moscow tokyo london
    brussels republican democrat democratic labour tory conservative dovish hawkish
    """
    )
)
"""Capitalised modifiers of roles: `head of Asia research`; no person's name."""
PLACES = phrases(
    """
    alabama; alaska; arizona; arkansas; california; colorado; connecticut; delaware; florida;
    georgia; hawaii; idaho; illinois; indiana; iowa; kansas; kentucky; louisiana; maine; maryland;
    massachusetts; michigan; minnesota; mississippi; missouri; montana; nebraska; nevada;
    new hampshire; new jersey; new mexico; new york; north carolina; north dakota; ohio; oklahoma;
    oregon; pennsylvania; rhode island; south carolina; south dakota; tennessee; texas; utah;
    vermont; virginia; west virginia; wisconsin; wyoming; england; wales; ontario; quebec;
    british columbia; alberta; queensland; victoria; new south wales; bavaria; lombardy; paris;
    berlin; frankfurt; munich; milan; rome; madrid; zurich; geneva; amsterdam; vienna; dublin;
    singapore; shanghai; mumbai; delhi; sydney; melbourne; toronto; chicago; boston; seattle;
    houston; dallas; atlanta; denver; miami; philadelphia; detroit; minneapolis; manchester;
    birmingham; leeds; glasgow; edinburgh; tokyo; seoul; stockholm; oslo; copenhagen; helsinki;
    dubai; johannesburg; brooklyn; manhattan; sacramento; austin; phoenix; cleveland; pittsburgh;
    chile; peru; colombia; ecuador; bolivia; venezuela; uruguay; paraguay; panama; cuba; egypt;
    morocco; algeria; tunisia; libya; ghana; kenya; ethiopia; zambia; angola; congo; hungary;
    czechia; romania; bulgaria; serbia; croatia; slovenia; slovakia; greece; portugal; belgium;
    luxembourg; austria; denmark; finland; iceland; estonia; latvia; lithuania; cyprus; malta;
    qatar; kuwait; oman; bahrain; jordan; lebanon; syria; iraq; yemen; pakistan; bangladesh;
    sri lanka; nepal; myanmar; malaysia; philippines; cambodia; laos; mongolia; kazakhstan;
    uzbekistan; georgia; armenia; azerbaijan; belarus; netherlands; barcelona; lisbon; athens;
    budapest; prague; warsaw; istanbul; cairo; lagos; nairobi; riyadh; doha; jakarta; manila;
    bangkok; hanoi; taipei; bogota; lima; santiago; caracas; basel; davos; sintra; jackson hole
    """
)
"""States and cities: who is `of` or `from` one has no firm in it."""
MEDIA_WORDS = frozenset(
    words(
        """
    ledger times post journal herald news gazette dispatch tribune courier chronicle telegraph
    observer newspaper magazine radio tv television daily weekly wire newswire newsletter
    podcast app website examiner inquirer sentinel guardian independent mail mirror sun star
    globe press argus standard echo reporter bulletin
    """
    )
)
"""The last word of an unknown name that prints or broadcasts what others say."""
RESEARCH_WORDS = frozenset(
    words(
        """
    metrics insights statistics
    capital securities research advisors advisers asset investments investors bank wealth
    trust partners economics macroeconomics analytics macro strategies consulting consultants
    advisory brokerage brokers
    """
    )
)
NOT_ORGANISATIONS = frozenset(
    words(
        """
    us u.s uk u.k eu e.u ai gdp cpi pce ppi pmi etf etfs ipo ipos eps ceo cfo coo cto fomc q1
    q2 q3 q4 h1 h2 fx m&a tv it usd eur gbp jpy yoy ytd esg reit reits sme ev evs llm gpu nyc
    la dc d.c ok covid vix nav opinion live breaking update new
    """
    )
)
"""Capitals that stand for things and places; they say nothing."""
EXECUTIVE_WORDS = frozenset(
    words(
        """
    executive ceo cfo coo cto cio chairman chairwoman chairperson founder co-founder cofounder
    finance spokesman spokeswoman spokesperson treasurer boss co-chief
    """
    )
)
NOT_PEOPLE = phrases(
    """
    wall street; main street; white house; silicon valley; united states; united kingdom;
    european union; middle east; hong kong; new york; new zealand; saudi arabia; south korea;
    north korea; south africa; downing street; capitol hill; big tech; magnificent seven;
    supreme court; the city; dow jones; small caps; large caps; mid caps; federal open; real
    estate; artificial intelligence; san francisco; los angeles; world cup; house; senate;
    shadow; oval; republicans; democrats; bitcoin; nasdaq; nasdaq composite; treasuries;
    operator; moderator; interviewer; brexit; christmas; easter; thanksgiving; black friday;
    earth; internet; twitter; facebook; somebody; someone; nobody; everybody; everyone; anybody;
    anyone;
    google finance; latin america; north america; south america; east asia; old world
    """
)
"""Capitalised names of places, bodies and things that are nobody's name and no firm."""
HONORIFICS = frozenset(
    words(
        """
    mr mrs ms dr prof sir lord lady dame sen rep gov mx sheikh baroness
    """
    )
)
STARTERS = frozenset(
    words(
        """
    the a an this that these those there here and but or nor so yet for if when while as at by
    in on of to from with without within after before since until despite although though
    because unlike like however meanwhile moreover furthermore still also even only just more
    most many much some any all both each every few several one two three four five six seven
    eight nine ten such what who which where why how his her its their our my your it he she
    they we you i no not now then thus therefore instead indeed overall elsewhere separately
    earlier later today yesterday tomorrow last next first second third fourth finally
    according given during between among against about over under through across around above
    below beyond beside besides alongside behind near opposite inside outside past toward towards
    is are was were be being been do does did has have had will would could
    should may might must can let yes looking asked speaking writing others other another once
    twice amid whether none nothing everything everyone analysts strategists economists
    investors traders stocks shares bonds yields rates oil gold markets market data figures
    results earnings inflation growth futures bulls bears banks companies consumers officials
    experts critics supporters executives regulators retailers homebuilders meanwhile
    additionally similarly likewise lastly specifically notably importantly historically
    recently currently typically generally perhaps maybe clearly simply certainly citing
    adding noting saying quotation question answer january february march april may june july
    august september october november december monday tuesday wednesday thursday friday
    saturday sunday president-elect interview conversation transcript per via than take consider meet enter
    you've we've they've i've you're we're they're he's she's it's that's there's here's what's
    who's let's don't doesn't didn't isn't aren't can't won't wouldn't
    ask imagine forget remember try watch suppose picture listen
    """
    )
)
"""Words whose capital letter at a sentence's start says nothing."""
CALENDAR = frozenset(
    words(
        """
    january february march april june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
    """
    )
)
PARTICLES = frozenset(
    words(
        """
    de van von der den la le del da di bin al el ten ter dos
    """
    )
)
TOGETHER = frozenset(words("sisters brothers siblings twins couple"))
"""Two who are kin."""
COMPATRIOTS = frozenset(
    words(
        """
        scot briton englishman englishwoman welshman irishman irishwoman frenchman frenchwoman
        dutchman dutchwoman dane swede finn spaniard pole turk norwegian texan californian
        new-yorker londoner scotsman scotswoman icelander
        """
    )
)
"""What somebody is called by origin who was named before: nobody's role, and no adjective."""
