"""The terms of a project under review: the list, a card for each concept, decisions, look-ups.

Read: listing, card, reviewing, look_up.
Open files: listing, look_up, reviewing.
"""
