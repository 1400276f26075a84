"""Setting (排字): runs of text in, lines of glyphs out (docs/composition.md).

    runs --scan--> Units --shape--> Shaped --break--> line ends --fill--> Lines --draw--> GlyphRuns

`rules` is what a newspaper chooses, `classes` and `marks` say what a character is and how wide (clreq as data). `units`
cuts the text into what stays together, `gaps` says what is between, `glyphs` and `shaping` add the glyphs, `breaking`
chooses where lines end, `lines` shares out what is left, `drawing` makes glyph runs. `headlines` breaks display lines
by words. All lengths inside this package are whole thousandths of an em, so that sums are exact.
"""
