"""The forms in which a memory may be kept, one module for each kind.

Tables and Moses files hold sentence pairs; TMX (room `tmx`), JSON Lines, XLIFF (rooms `xliff`,
`xliff12`) and PO (room `gettext`) hold units.

Read: headers, records, rows, states, placeholders, tables, jsonl, moses.
Open files: headers, jsonl, moses, placeholders, records, rows, states, tables.
"""
