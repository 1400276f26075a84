"""The law of composition: lines as `lines --format json` prints them, judged from the clauses alone.

Nothing here comes from the engine's tables: classes, widths and limits are written down from W3C clreq, GB/T
15834-2011 (GB below) and what `clreq/rules.json` makes of them. Where the clauses leave a choice,
the law is unsure: it neither finds fault with it nor builds on it. A fault that may be unavoidable (a prohibited line
start, a parted unit, a gap beyond one em, a short last line) counts only if a way without it is found: a stretch of
other lines between two of the setting's own line ends, each of which certainly can be set.

All lengths are thousandths of an em.
"""
