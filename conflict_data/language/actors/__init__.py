"""Who is meant: mentions of persons, governments, forces and organisations, with country, sector and role.

mentions    the record
words       the parse as plain lists        lexicon     the lists of actors.toml
names       names of the tables in a text   offices     who holds what on a day
scene       what is known while reading     titles      words that title a person
named       actors of the tables            learned     actors that only the text knows
nouns       "Russian forces", "the head of the security service"
local       "its governor"                  together    "both", "the two presidents"
history     earlier mentions                pronouns, definites   later ones: "he", "the minister"
find        the pass over the document
"""

from conflict_data.language.actors.find import find_actors
from conflict_data.language.actors.mentions import ActorMention

__all__ = ["ActorMention", "find_actors"]
