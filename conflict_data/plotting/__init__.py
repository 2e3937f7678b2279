"""Pictures of the tables: axes in, axes out, never shown from here."""

from __future__ import annotations

from conflict_data.plotting.announcements import announced_vs_happened
from conflict_data.plotting.balance import balance
from conflict_data.plotting.calendar import calendar_heatmap
from conflict_data.plotting.dyads import dyad_heatmap
from conflict_data.plotting.event_map import event_map
from conflict_data.plotting.lead_lag import lead_lag
from conflict_data.plotting.series import figure_series
from conflict_data.plotting.style import save
from conflict_data.plotting.timeline import activity_timeline

__all__ = [
    "activity_timeline",
    "announced_vs_happened",
    "balance",
    "calendar_heatmap",
    "dyad_heatmap",
    "event_map",
    "figure_series",
    "lead_lag",
    "save",
]
