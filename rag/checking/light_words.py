"""Words that a retelling may add without saying anything new, and words that only point at a source."""

from corpus.words import words
from rag.checking.reading_words import to_term
from rag.terms import base, stem

SAYING = frozenset(
    base(stem(word))
    for word in words(
        """
    say said tell told write wrote note state add explain argue point observe comment remark report
    expect think see believe reckon forecast predict project anticipate estimate view according
    accord describe call consider regard find found show suggest indicate hold set out stress
    highlight conclude mention claim declare insist judge opinion telling word reason make made
    take took give gave put come came go went keep look seem appear remain stay turn put use way
    thing time year month week day today now period level amount number point part side case term
    note report analyst strategist economist firm bank company group team house article source
    outlet newspaper piece column interview letter expectation outlook assessment think thought
    say currently recently overall total respectively well yet around roughly about approximately
    nearly almost close meanwhile compare versus like include including due since particular
    particularly especially specifically mainly largely continue warn caution call think
    more most less higher lower larger bigger further any again fully slightly sharply even
    cite quote quoted citing note rate fund manager client percent cent percentage advise recommend urge
    unless without never none nobody nothing
    neither nor cannot hardly widely want need able likely sign
    admit acknowledge concede
    mark represent experience register witness occur happen involve relate base context situation basis
    respect signify underscore post amid fact matter factor presence key notable noteworthy
    following position market price stock share investor people reader own far
    characterise characterize portray label term dub depict assert contend hint flag quip counter reply respond
    assume model pencil envisage guess calculate deem underline emphasise emphasize
    opportunity coverage author aspect element measure step phenomenon scenario pattern approach extent degree kind
    sort type
    form attempt initiative occasion instance example proceeds mind
    business division unit arm operation stance
    stand sit start begin owing owe broker brokerage attribute additional process effort
    """
    )
)
"""Stems that a retelling adds without saying anything new."""
POINTING_AT = frozenset(
    to_term(word)
    for word in words(
        """
    discuss address cover touch topic subject matter issue question comment speak spoke talk mention
    detail information more view opinion remark present summarise summarize outline answer ask
    """
    )
)
"""Stems that tell that something was said, not what."""
