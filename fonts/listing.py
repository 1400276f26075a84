"""The roles and their faces, as lines for people and as JSON for programs."""

from __future__ import annotations

from typing import Any, NamedTuple

from fonts.face import Face, sha256
from fonts.roles import FaceTable, lacks

SHOWN = 20  # of the characters that a face lacks


class Entry(NamedTuple):
    """A role (`further`: none, lends rare signs), its face, the role that it stands in from, and the
    characters of GB/T 2312 that it lacks."""

    role: str
    face: Face
    stand_in: str
    lacks: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "role": self.role,
            "face": self.face.name,
            "file": self.face.file,
            "sha256": sha256(self.face),
            "stand_in": self.stand_in or None,
            "lacks": list(self.lacks),
        }

    def as_text(self) -> str:
        instead = f"（{self.stand_in} 代 / stands in）" if self.stand_in else ""
        some = f"：{''.join(self.lacks[:SHOWN])}{'…' if len(self.lacks) > SHOWN else ''}" if self.lacks else ""
        lines = (
            f"{self.role:<11} {self.face.name}{instead}",
            f"{'':<11} {self.face.file}",
            f"{'':<11} GB/T 2312 缺 {len(self.lacks)} 字 / lacks {len(self.lacks)} characters{some}",
        )
        return "\n".join(lines)


def list_faces(table: FaceTable) -> tuple[Entry, ...]:
    """A table of faces in, an entry for each role that has one out, then the further faces."""
    stand_ins = {fall.role: fall.instead for fall in table.falls}
    faces = [*table.faces, *(("further", face) for face in table.further)]
    return tuple(Entry(role, face, stand_ins.get(role, ""), lacks(face)) for role, face in faces)
