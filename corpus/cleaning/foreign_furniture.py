"""Lines of page furniture in German, French, Spanish, Italian and Dutch, as whole lines.

They speak to the reader or label a part of the page; a sentence of a report begins with none of
them.
"""

import re

_I = re.IGNORECASE

FOREIGN_LINKS = re.compile(
    r"(?:mehr zum thema|zum thema|auch interessant|das könnte sie (?:auch )?interessieren"
    r"|mehr (?:aus|von|zu) .{2,40}|meistgelesen|weitere (?:artikel|nachrichten|meldungen|themen)"
    r"|ähnliche artikel|empfohlene artikel|über (?:den autor|die autorin)"
    r"|sur le même (?:sujet|thème)|dans la même rubrique|les plus lus|articles? (?:liés?|similaires?)"
    r"|à lire (?:aussi|également|ensuite)|vous aimerez aussi|l['’]auteur"
    r"|te puede interesar|más noticias|noticias relacionadas|lo más leído|sobre el autor"
    r"|leggi anche|articoli correlati|potrebbe interessarti|i più letti"
    r"|lees ook|meest gelezen|gerelateerde artikelen)",
    _I,
)
FOREIGN_COMMENTS = re.compile(
    r"(?:kommentare?|commentaires?|comentarios|commenti|reacties)(?: ?\(\d+\))?:?|\d+ (?:kommentare?"
    r"|commentaires?|comentarios|commenti)|diskutieren sie mit.{0,40}|kommentar schreiben"
    r"|réagissez.{0,40}",
    _I,
)
FOREIGN_LEGAL = re.compile(
    r"(?:haftungsausschluss|risikohinweis|rechtlicher hinweis|avertissement|mentions légales"
    r"|aviso legal|avvertenze|aviso de riesgo)(?:\s?:.*|\.|)",
    _I | re.DOTALL,
)
FOREIGN_LINES = re.compile(
    r"""(?:
    (?:lesen\ sie\ (?:auch|hier|mehr|dazu)|lies\ auch|mehr\ dazu|weiterlesen|zum\ artikel
        |à\ lire(?:\ aussi|\ également)?|lire\ (?:aussi|également|la\ suite|plus)
        |lea\ (?:también|más)|lee\ también|leggi\ (?:anche|tutto)|lees\ (?:ook|meer))\b
        (?:\s*[:|»>–—…].*|)
    | (?=.*(?:newsletter|\bapp\b|\babo|kostenlos|gratis|premium|zugang|!))
        (?:jetzt|hier|heute|gleich)\b.{0,80}\b(?:abonnieren|anmelden|registrieren|testen|sichern
        |herunterladen|weiterlesen)\b.*
    | (?:abonnieren|melden|registrieren|folgen|besuchen)\ sie\ (?:sich|uns|unseren?|jetzt|hier)\b.*
    | (?:mit|in)\ (?:unserem|dem)\ newsletter\b.* | newsletter\s?[:!].*
    | (?:abonnez|inscrivez|connectez|suivez|retrouvez|téléchargez|recevez|rejoignez|identifiez)
        (?:-vous|-nous|-la|-le)?\b.{0,160}
    | (?:suscr[ií]b[ea]te|suscríbase|síguenos|regístrate|descarga|iscriviti|abbonati|seguici
        |schrijf\ je\ in|meld\ je\ aan)\b.{0,160}
    | (?:article\ )?réservé\ (?:aux|à\ nos)\ abonnés.* | nur\ für\ abonnenten.*
    | (?:artikel|beitrag)\ (?:teilen|merken|drucken|anhören|versenden|speichern).{0,30}
    | (?:teilen|drucken|merken|anzeige|werbung|speichern|vorlesen|partager|imprimer|enregistrer
        |écouter|publicité|compartir|imprimir|publicidad|condividi|stampa|pubblicità|delen
        |advertentie|impressum|datenschutz|zur\ startseite|zurück|agb)
        (?:\ (?:sur|via|auf|per|en|su|op|l['’]article|cet\ article)\b.{0,30})?
    | (?:stand|veröffentlicht|aktualisiert|erschienen|zuletzt\ aktualisiert|publié|mis\ à\ jour
        |publicado|actualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt)\b
        (?:\ (?:am|um|le|à|el|il|op))?[:\s].{0,12}\d.{0,60}(?<!\.)
    | (?:\d+\ min(?:uten?)?\.?\ (?:lesezeit|lesedauer)|(?:lesezeit|lesedauer|temps\ de\ lecture
        |tiempo\ de\ lectura|tempo\ di\ lettura)\b.{0,20})
    | (?:von|par|por)\ (?-i:[A-ZÀ-Ý])[\w.'’-]+(?:[\s,/|·-]+(?:(?-i:[A-ZÀ-Ý])[\w.'’-]+|und|et|y|de|von)){1,8}
    | (?:foto|bild|bildquelle|quelle|photo|crédits?(?:\ photos?)?|image|fuente|fonte|bron
        |fotografía)\s?:.{0,100}
    | (?:schlagw[oö]rte?r?|themen|stichw[oö]rte?r?|mots[-\ ]clés|thèmes|etiquetas|temas|tag
        |argomenti)\s?:.*
    | .{0,60}(?:alle\ rechte\ vorbehalten|tous\ droits\ réservés|todos\ los\ derechos\ reservados
        |tutti\ i\ diritti\ riservati|alle\ rechten\ voorbehouden).{0,80}
    | .{0,80}\b(?:verwenden|nutzen|utilisons|utilizamos|utilizziamo|gebruiken)\b.{0,20}\bcookies\b.*
    )""",
    _I | re.VERBOSE,
)
