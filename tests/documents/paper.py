"""A PDF as one who reads it: its words, its pages, where they stand, what it says about itself."""

import io
import re

import pikepdf
import pypdfium2

MM = 72 / 25.4


class Paper:
    def __init__(self, pdf):
        self.pdf = pdf
        self.document = pypdfium2.PdfDocument(pdf)
        self.pages = [page.get_textpage().get_text_range() for page in self.document]

    @property
    def text(self):
        """All words without any space: a line break inside a sentence is no difference."""
        return squeezed("".join(self.pages))

    def says(self, *words):
        assert words, "nothing is looked for"
        return [one for one in words if squeezed(one) not in self.text] == []

    def amounts(self):
        return set(re.findall(r"[0-9][0-9,]*円", self.text))

    def boxes(self):
        """For each page its size and every character with its box in points, spaces left out."""
        for page in self.document:
            text = page.get_textpage()
            chars = [(text.get_text_range(i, 1), text.get_charbox(i, loose=False)) for i in range(text.count_chars())]
            yield page.get_size(), [(char, box) for char, box in chars if char.strip()]

    def metadata(self, *names):
        with pikepdf.open(io.BytesIO(self.pdf)) as pdf, pdf.open_metadata() as found:
            return [found.get(name) for name in names]

    def fonts(self):
        """The name of every font, and whether it is embedded."""
        with pikepdf.open(io.BytesIO(self.pdf)) as pdf:
            dictionaries = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
            found = [one for one in dictionaries if one.get("/Type") == "/FontDescriptor"]
            return [(str(one["/FontName"]), any("/FontFile" in key for key in one.keys())) for one in found]  # noqa: SIM118 - a PDF dictionary


def squeezed(text):
    return re.sub(r"\s+", "", text)
