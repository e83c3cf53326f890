"""What speaks against an alignment as a whole, in words.

doubts(alignment) -> lines to be noted
"""

from align.file_pairs.alignment import FileAlignment


def doubts(alignment: FileAlignment) -> list[str]:
    """Lines that say that two files have no order, or nothing, in common, and what to do."""
    files = f"{alignment.left.path} and {alignment.right.path}"
    lines = []
    if not alignment.ordered:
        lines.append(
            f"duizhao: {files}: much of what says the "
            "same stands in another order, and beads keep the order; `duizhao run` finds it, "
            "`duizhao align mine` in lists of sentences"
        )
    elif alignment.strangers:
        lines.append(
            f"duizhao: {files}: hardly anything of one stands in the other, or they state other "
            "figures; they may be no translations of each other, whatever single beads score"
        )
    lines += [
        f"duizhao: {path}: left out as page furniture, while the other file has it: {line} "
        "(an entry of a list keeps it, behind an exclamation mark: --furniture FILE, here and "
        "in `duizhao corpus segment`)"
        for path, line in dict.fromkeys(alignment.lost)
    ]
    return lines
