"""Processes of this machine that do a part of the work: started, asked, and given what is shared.

For steps of the first process itself there are threads.

Read: process, serving, pipes, values, scratch, threads.
Open files: pipes, process, scratch, serving, threads, values.
"""
