"""Draws the sample's pictures: `.venv/bin/python tools/draw_sample_pictures.py`.

They are drawn four times as large and scaled down, which smooths every edge.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[1] / "content" / "pictures"
SCALE = 4
INK, PAPER, GREEN, LIGHT, RED = "#26332d", "#f4f1ea", "#2f5f4b", "#c9d8cf", "#c8452f"
CREAM, BERRY, MINT, GOLD, NIGHT = "#fff4ec", "#d6336c", "#20a37f", "#e8b04b", "#33203a"


class Sheet:
    """A canvas whose shapes are given in pixels of the finished picture."""

    def __init__(self, width: int, height: int, paper: str) -> None:
        self._size = (width, height)
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), paper)
        self._draw = ImageDraw.Draw(self._image)

    def line(self, *points: tuple[float, float], fill: str = INK, width: int = 6) -> None:
        """A line with round ends and corners."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=fill, width=width * SCALE, joint="curve")
        radius = width * SCALE / 2
        for x, y in scaled:
            self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)

    def box(self, corners: tuple[float, float, float, float], fill: str, radius: float = 0) -> None:
        """A rectangle with round corners: left, top, right, bottom."""
        scaled = [side * SCALE for side in corners]
        self._draw.rounded_rectangle(scaled, radius * SCALE, fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """A filled circle."""
        corners = [side * SCALE for side in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.ellipse(corners, fill=fill)

    def area(self, *points: tuple[float, float], fill: str) -> None:
        """A filled polygon."""
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def save(self, path: Path) -> None:
        """Write it as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        small = self._image.resize(self._size, Image.Resampling.LANCZOS)
        small.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


def back_length() -> Sheet:
    """A back with its length measured, and the pack that fits it."""
    sheet = Sheet(1200, 750, PAPER)
    sheet.disc(330, 165, 78, LIGHT)
    sheet.box((297, 220, 363, 300), LIGHT)
    sheet.area(
        (330, 262),
        (470, 300),
        (505, 480),
        (440, 600),
        (220, 600),
        (155, 480),
        (190, 300),
        fill=LIGHT,
    )
    sheet.box((215, 570, 445, 720), LIGHT, 40)
    sheet.line((330, 275), (330, 560), fill=RED, width=10)
    sheet.disc(330, 275, 14, RED)
    sheet.line((225, 560), (435, 560), fill=INK, width=6)
    for end, step in ((275, 22), (560, -22)):
        sheet.line((560, end), (600, end))
        sheet.line((566, end + step), (580, end), (594, end + step))
    sheet.line((580, 275), (580, 560))
    sheet.box((760, 150, 1010, 560), GREEN, 60)
    sheet.box((790, 110, 980, 190), INK, 30)
    sheet.box((800, 380, 970, 520), INK, 24)
    sheet.line((800, 270), (970, 270), fill=PAPER, width=8)
    sheet.box((690, 560, 1080, 610), INK, 25)
    sheet.box((855, 552, 915, 618), RED, 10)
    return sheet


def sim_sizes() -> Sheet:
    """A SIM card with its three sizes, and a phone that has an eSIM."""
    sheet = Sheet(1200, 675, CREAM)
    for left, top, right, bottom, fill in (
        (110, 150, 610, 525, BERRY),
        (210, 190, 560, 485, MINT),
        (265, 225, 505, 450, NIGHT),
    ):
        sheet.box((left, top, right, bottom), fill, 28)
    sheet.box((310, 255, 460, 420), GOLD, 24)
    for y in (305, 370):
        sheet.line((310, y), (360, y), (385, 337), fill=NIGHT, width=5)
        sheet.line((460, y), (410, y), (385, 337), fill=NIGHT, width=5)
    sheet.box((780, 70, 1060, 605), NIGHT, 44)
    sheet.box((800, 120, 1040, 555), CREAM, 20)
    sheet.box((845, 230, 995, 380), GOLD, 24)
    for x, height in ((850, 30), (890, 52), (930, 74), (970, 96)):
        sheet.box((x, 510 - height, x + 26, 510), BERRY, 6)
    for step in (265, 305, 345):
        sheet.line((822, step), (845, step), fill=NIGHT, width=7)
        sheet.line((995, step), (1018, step), fill=NIGHT, width=7)
    return sheet


if __name__ == "__main__":
    back_length().save(FOLDER / "fjell" / "back-length.png")
    sim_sizes().save(FOLDER / "sorbet" / "sim-sizes.png")
