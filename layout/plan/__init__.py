"""Plan (版面设计): the stories of a page in, a `PagePlan` out: which story stands where, in which variant.

`copyfit` tells how high a story is at each width, `slicing` searches layouts of one rectangle, `planner` prepares the
page (masthead, advertisements, the editor's own plan) and turns what was found into slots. A plan is a value: another
planner can return one and nothing downstream changes.
"""
