"""Compose: a `PagePlan` in, a finished `Page` out. `page` puts together what `story` and `furniture` make."""
