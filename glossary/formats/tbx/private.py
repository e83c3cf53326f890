"""What TBX-Basic has no category for, in version 3: as processing instructions, not as elements.

Version 3 is strict about the categories of a dialect. An instruction is valid everywhere, and other
tools pass it over; version 2 files have the same as ``admin`` elements of ``x-`` types.
"""

from lxml import etree

from glossary.formats.tbx.mapping import UNTRANSLATED

_TARGET = "duizhao"


def make_basic(entry: etree._Element) -> None:
    """Turn private elements into instructions, and leave out processStatus."""
    for element in [*entry.iter("admin", "termNote", "descrip")]:
        category = element.get("type", "")
        parent = element.getparent()
        if parent is not None and category == "processStatus":
            parent.remove(element)
        elif parent is not None and category == UNTRANSLATED[0]:
            parent.remove(element)  # each pair's record has it, too
        elif parent is not None and category.startswith("x-"):
            text = f"{category} {element.text or ''}".replace("%", "%25").replace(">", "%3E")
            parent.replace(element, etree.ProcessingInstruction(_TARGET, text))


def restore(entry: etree._Element) -> None:
    """Turn our instructions into elements again, and drop those of others."""
    for instruction in [*entry.iter(etree.ProcessingInstruction)]:
        parent = instruction.getparent()
        if parent is not None and str(instruction).startswith(f"<?{_TARGET} "):
            text = (instruction.text or "").replace("%3E", ">").replace("%25", "%")
            category, _, value = text.partition(" ")
            element = etree.Element("admin", type=category)
            element.text = value
            parent.replace(instruction, element)
    etree.strip_tags(entry, etree.ProcessingInstruction)
