"""Tables in which people read and correct a memory, in Word and in spreadsheets.

Each row has a name by which its corrections find the unit again (`tmx.conversion.corrections`).

Read: rows, docx, xlsx.
Open files: docx, rows, xlsx.
"""
