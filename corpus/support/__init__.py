"""What every room stands on: files, the cache folder, progress bars, tables to print.

Read: files, cache; the others when they are met.
Open files: cache, files, fingerprint, inputs, locks, printing, progress, stdin, uncollected,
weights, workbook.
"""
