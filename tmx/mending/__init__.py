"""Putting right marks and white space of both sides, without touching a letter or a digit.

Read: catalogue, then chinese, english, both; edits and units where there is inline markup; ledger.
Open files: catalogue, ledger, units.
"""
