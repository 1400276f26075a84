"""Export: a PDF in, its pages as PNG out. The picture is the rasterised PDF page, never a second drawing."""

from __future__ import annotations

import struct
import zlib


def export_png(pdf: bytes, dpi: float = 100.0, index: int = 0, *, trimmed: bool = True) -> bytes:
    """One page of a PDF (0-based index) as an RGB PNG; `trimmed` leaves the bleed off."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[index]
        if trimmed:
            page.set_cropbox(*page.get_trimbox())
        bitmap = page.render(scale=dpi / 72, rev_byteorder=True, may_draw_forms=False)
        return _png(bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer), dpi)
    finally:
        document.close()


def _png(width: int, height: int, stride: int, channels: int, pixels: bytes, dpi: float) -> bytes:
    """A PNG of raw rows (PNG specification, 3rd edition): written here, since starting an imaging library for this
    costs a proof more than the writing."""
    rows = bytearray()
    kept = 3 if channels >= 3 else 1
    for start in range(0, stride * height, stride):
        rows.append(0)
        row = pixels[start : start + width * channels]
        if channels == 4:
            row = _without_alpha(row)
        rows.extend(row)
    metre = round(dpi / 0.0254)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2 if kept == 3 else 0, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", metre, metre, 1)),
        (b"IDAT", zlib.compress(bytes(rows), 3)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _without_alpha(row: bytes) -> bytes:
    kept = bytearray(len(row) // 4 * 3)
    for channel in range(3):
        kept[channel::3] = row[channel::4]
    return bytes(kept)
