"""Translation units and their parts: variants, inline markup, language codes, properties.

Read: unit, markup, languages; then the others.
Open files: characters, duplicates, languages, markup, names, records, scripts, structure, unit.
"""
