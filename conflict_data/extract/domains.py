"""The sphere of an event: diplomatic, military, aid, sanctions, legal, humanitarian or domestic."""

from __future__ import annotations

from conflict_data.extract.drafts import Draft
from conflict_data.extract.scene import Scene

_DEFAULT = {
    "ASSAULT": "military", "MOBILIZE": "military", "COERCE": "military", "RETREAT": "military", "AID": "aid",
    "SANCTION": "sanctions", "PROTEST": "domestic",
}  # fmt: skip
_LEGAL = frozenset({"JUD"})
_POLITICAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "CONSULT", "AGREE", "THREATEN", "CONCEDE"})


def domain(scene: Scene, draft: Draft) -> str:
    """Domain of an event by its type, its lexicon entry and its parties."""
    kind, entry = draft.event_type, draft.match.entry
    if kind in _POLITICAL and any(p.sector in _LEGAL for p in draft.sources):
        return "legal"
    if kind == "AGREE" and any(scene.lexical("aid", c) for c in draft.match.complements):
        return "aid"
    if kind != entry.event_type:
        return "diplomatic"
    if entry.domain and entry.domain != "diplomatic":
        return entry.domain
    if kind in _POLITICAL or kind == "SANCTION":
        ours = {p.country for p in draft.sources}
        theirs = {p.country for p in draft.targets}
        alone = draft.sources == draft.targets and len(draft.sources) < 2
        if None not in ours and ours == theirs and len(ours) == 1 and not alone:
            return "domestic"
    return entry.domain or _DEFAULT.get(kind, "diplomatic")
