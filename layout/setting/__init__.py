"""Setting (排字): runs of text in, lines of glyphs out.

    characters --shape--> Shaped (units, gaps) --break--> breakpoints --fill--> Lines

`classes` says what a character is (clreq as data), `shaping` turns runs into units and gaps, `breaking` chooses
where lines end, `lines` distributes what is left and makes glyph runs. `headlines` breaks display lines by words.
All lengths inside this package are whole thousandths of an em, so that sums are exact.
"""
