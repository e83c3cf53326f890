"""The forms in which a memory may be kept, one module for each kind.

Tables and Moses files hold sentence pairs; TMX (room `tmx`), JSON Lines and XLIFF (room `xliff`)
hold units.

Read: rows, tables, jsonl, moses.
Open files: jsonl, moses, rows, tables.
"""
