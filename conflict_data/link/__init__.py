"""Which events of several sentences and articles report the same fact."""

from conflict_data.link.incidents import Linking, incident_row, link
from conflict_data.link.reports import ORDER, REPORTS, Kind, kind, report_rows, reports

__all__ = ["ORDER", "REPORTS", "Kind", "Linking", "incident_row", "kind", "link", "report_rows", "reports"]
