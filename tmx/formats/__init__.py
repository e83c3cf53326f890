"""The forms in which a memory may be kept, one module for each kind.

Tables and Moses files hold sentence pairs; TMX (room `tmx`), JSON Lines and XLIFF (room `xliff`)
hold units.

Read: headers, records, rows, placeholders, tables, jsonl, moses.
Open files: headers, jsonl, moses, placeholders, records, rows, tables.
"""
