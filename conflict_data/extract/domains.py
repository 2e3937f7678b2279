"""The sphere of an event: diplomatic, military, aid, sanctions, legal, humanitarian or domestic."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_data.extract.frames import Match
from conflict_data.extract.records import Party
from conflict_data.extract.scene import Scene

_DEFAULT = {
    "ASSAULT": "military", "MOBILIZE": "military", "COERCE": "military", "RETREAT": "military", "AID": "aid",
    "SANCTION": "sanctions", "PROTEST": "domestic",
}  # fmt: skip
_LEGAL = frozenset({"JUD"})
_POLITICAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "CONSULT", "AGREE", "THREATEN", "CONCEDE"})


def domain(
    scene: Scene, match: Match, event_type: str, sources: Sequence[Party], targets: Sequence[Party]
) -> str:
    """Domain of an event by its type, its lexicon entry and its parties."""
    if event_type in _POLITICAL and any(p.sector in _LEGAL for p in sources):
        return "legal"
    if event_type == "AGREE" and any(scene.lexical("aid", c) for c in match.complements):
        return "aid"
    if event_type != match.entry.event_type:
        return "diplomatic"
    if match.entry.domain and match.entry.domain != "diplomatic":
        return match.entry.domain
    if event_type in _POLITICAL or event_type == "SANCTION":
        ours = {p.country for p in sources}
        theirs = {p.country for p in targets}
        if ours and None not in ours and ours == theirs and len(ours) == 1:
            return "domestic"
    return match.entry.domain or _DEFAULT.get(event_type, "diplomatic")
