"""The forms in which a memory may be kept, one module for each kind.

Tables and Moses files hold sentence pairs; TMX, JSON Lines and XLIFF hold units. `tmx.convert`
brings them together.
"""
