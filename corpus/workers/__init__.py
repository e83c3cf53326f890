"""Processes of this machine that do a part of the work: started, asked, and given what is shared.

Read: process, serving, values, scratch.
Open files: process, scratch, serving, values.
"""
