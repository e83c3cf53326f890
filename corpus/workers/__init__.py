"""Processes of this machine that do a part of the work: started, asked, and given what is shared.

Read: process, serving, pipes, values, scratch.
Open files: pipes, process, scratch, serving, values.
"""
