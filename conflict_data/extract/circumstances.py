"""When and where: the date and the places that belong to an event's own clause."""

from __future__ import annotations

# From small to large; what is not named here comes between.
_SIZE = {
    "facility": 0,
    "village": 1,
    "settlement": 1,
    "city": 2,
    "capital": 2,
    "district": 3,
    "hromada": 3,
    "raion": 4,
    "area": 5,
    "admin1": 6,
    "country": 8,
}
# Labels on the way from an event up to a verb that shares its clause.
_CLOSE = (
    "xcomp",
    "dobj",
    "pobj",
    "prep",
    "nsubj",
    "nsubjpass",
    "attr",
    "agent",
    "pcomp",
    "ccomp",
    "oprd",
    "dative",
)
_LOOSE = ("acl", "advcl")
