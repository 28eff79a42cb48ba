"""Common given names: a person's, not a firm's.

"he" or "she". Names in neither set decide nothing.
"""

from corpus.words import words

MALE = frozenset(
    words(
        """
        james john robert michael william david richard joseph thomas charles christopher
        daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian
        george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan
        stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond
        patrick jack dennis jerry tyler aaron jose adam henry nathan douglas zachary peter
        kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean
        austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel
        logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip
        johnny bill tom jim mike bob dan dave steve greg jeff ed ken tim ron don rob matt nick
        chris ben sam tony andy pete phil ray rick dick fred hans jan klaus jürgen jörn
        wolfgang stefan andreas pierre jean françois jacques luc marco giovanni luigi paolo
        carlos luis miguel pedro javier diego sergio rafael hiro kenji takeshi hiroshi kazuo
        raj rajesh sanjay amit anil vijay sunil mohamed mohammed ahmed ali omar hassan ibrahim
        igor ivan dmitri vladimir sergei mikhail oleg lars erik sven nils bjorn anders olaf
        ian graham neil nigel simon martin stuart gareth colin duncan angus callum ewan rory
        liam declan conor seamus patrick brendan alastair alistair hugh oliver toby tobias
        rolf ruben marcus owen theo bernard denny andre kaspar felix max leo lewis craig derek
        dean todd brad chad kurt karl ernst otto fritz jerome ajay warren elon tim satya
        sundar jensen mario luca antonio francesco roberto giorgio bernie glenn guy howard
        irving ivo jay jake jeremiah jonas julian leon lucas malcolm manuel mitch nathaniel
        neal norman oscar perry quentin ross seth spencer stewart trevor victor vinay wes yves
        zach
        """
    )
)
FEMALE = frozenset(
    words(
        """
        mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy
        betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa
        deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda
        pamela emma nicole helen samantha katherine christine debra rachel carolyn janet
        catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren
        christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria
        teresa ann sara madison frances kathryn janice abigail alice julia judy sophia grace
        denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany
        charlotte marie kayla alexis lori liz savita irene tania gina mei-lin mei priya leonie
        helena renée claire clara bronwyn anneke maren imogen dorothea sibylle ornella
        francesca rosalind ivy constance nadia dolores tamsin anne anja katja ulrike sabine
        monika petra ingrid astrid sofia elena olga irina svetlana natasha tatiana lucia
        carmen isabel ana rosa giulia chiara paola aisha fatima leila yasmin zainab anita
        sunita deepa lakshmi meera nisha pooja keiko naomi akiko lucy jane kate katie kathy
        jill jenny jen beth becky peggy polly penny molly sally sue suzanne tina tracy wendy
        vanessa veronica ursula ellen eleanor erin esther eva fiona georgia gwen heidi hilary
        holly janet joanna josephine kirsten kristalina kristen kristina lael lorie loretta
        lydia lynn mandy marianne marina melanie mercedes miriam monica nina nora paula phoebe
        rita roberta rose sheila silvia stella tamara valerie vera vivian yvonne zoe janelle
        adriana gabriela susannah bridget caroline christel daphne deirdre
        """
    )
)


def likely_pronoun(name: str) -> str | None:
    """`he` or `she` for a full name that begins with a name of one set only, else None."""
    first = name.split(" ", 1)[0].lower()
    if first in MALE and first not in FEMALE:
        return "he"
    if first in FEMALE and first not in MALE:
        return "she"
    return None


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name."""
    low = word.lower()
    if "-" in low:
        return any(part in MALE or part in FEMALE for part in low.split("-"))  # "Anne-Marie"
    return low in MALE or low in FEMALE
