"""A small writer of PDF, for tests: text at places, in a Western and a Chinese font.

write([[(x, y, size, text), ...], ...]) -> bytes      pages of 600 x 800 points
typeset(paragraphs, ...) -> pages                     lines broken by width
"""

import textwrap

COURIER = 0.6
"""Width of every Western letter, of the size."""
PROLOGUE = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"",  # the pages
    b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    b"/DescendantFonts[5 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 6 0 R>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
)


def write(pages, *, rotate=0, trailer=b""):
    """A PDF with such pages."""
    objects = list(PROLOGUE)
    kids = []
    for page in pages:
        content = b"BT\n" + b"".join(_shown(*each) for each in page) + b"ET"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate %d/Contents %d 0 R"
            b"/Resources<</Font<</W 3 0 R/C 4 0 R>>>>>>" % (rotate, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\n"
        b"startxref\n%d\n%%%%EOF" % (len(objects) + 1, table, len(objects) + 1, trailer, len(data))
    )


def _shown(x, y, size, text):
    if text.isascii():
        inside = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode()
        return b"/W %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, x, y, inside)
    inside = text.encode("utf-16-be").hex().encode()
    return b"/C %g Tf 1 0 0 1 %g %g Tm <%s> Tj\n" % (size, x, y, inside)


def wrapped(text, width, size):
    """The lines of a paragraph in a column of such a width."""
    if text.isascii():
        count = int(width / (COURIER * size))
        return textwrap.wrap(text, count, break_on_hyphens=False, break_long_words=False)
    count = int(width / size)
    return [text[k : k + count] for k in range(0, len(text), count)]


def typeset(paragraphs, *, columns=1, size=10, indent=0, space=0, top=720, bottom=80):
    """Pages with the paragraphs in columns."""
    width = 480 if columns == 1 else 480 / columns - 10
    lines = []
    for paragraph in paragraphs:
        first = True
        for line in wrapped(" " * indent + paragraph, width, size):
            lines.append((line.strip(), indent * COURIER * size if first else 0, space * first))
            first = False
    pages, column, y = [[]], 0, top
    for text, shift, before in lines:
        y -= 1.2 * size + (before if y < top else 0)
        if y < bottom:
            column, y = column + 1, top - 1.2 * size
            if column == columns:
                pages.append([])
                column = 0
        pages[-1].append((60 + column * (width + 20) + shift, y, size, text))
    return pages
